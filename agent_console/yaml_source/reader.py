"""From libyaml's event stream to a tree with positions, within limits; nothing is constructed from tags."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

# PyYAML exports the libyaml parser by itself, without a loader around it, only from its extension module.
from yaml._yaml import CParser

from agent_console.yaml_source.limit import CONFIG_LIMITS, Limits
from agent_console.yaml_source.node import MappingNode, Node, ScalarNode, SequenceNode
from agent_console.yaml_source.problem import Source, SourceError

TEXT_TAG = "tag:yaml.org,2002:str"


HINTS = {
    "mapping values are not allowed": "put text that holds `: ` in quotes, and check the indentation",
    "cannot start any token": "indent with spaces, not tabs; quote text that starts with @, ` or %",
    "did not find expected key": "check that this line is indented like the ones it belongs to",
    "did not find expected '-' indicator": "check that this line is indented like the ones it belongs to",
    "did not find expected ',' or": "a `,` or a closing bracket is missing before this",
    "unexpected end of stream": "a closing quote is missing",
    "unknown escape character": "use single quotes, or write a backslash twice",
    "block sequence entries are not allowed": "begin the list on a line of its own",
}


def parse(text: str, name: str, limits: Limits = CONFIG_LIMITS) -> Node:
    """Return the one document in `text`; an empty one is an empty mapping.

    Raises SourceError, with one problem, when it is not YAML, goes beyond a limit, holds a cycle, a
    second document, a key that is not a scalar, or a tag other than `!!str`. Equal keys stay in the
    tree, for whoever checks it to report.
    """
    source = Source(name, text)
    _check_size(source, limits)
    return _Builder(source, limits).document()


def _check_size(source: Source, limits: Limits) -> None:
    try:
        size = len(source.text.encode())
    except UnicodeEncodeError as error:
        line, column = source.position(error.start)
        raise SourceError(
            [source.problem(line, column, "this is half a character (a lone surrogate)", code="syntax")]
        ) from None
    if size > limits.size:
        message = f"the file has {size:,} bytes; at most {limits.size:,} are read"
        raise SourceError([source.problem(0, 0, message, "split it into several files", "limit")])


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    start: yaml.NodeEvent
    nodes: list[Node] = field(default_factory=list)
    values: int = 1


class _Builder:
    """Turns one file's events into its tree."""

    def __init__(self, source: Source, limits: Limits) -> None:
        self._source = source
        self._limits = limits
        self._open: list[_Open] = []
        self._anchors: dict[str, tuple[Node, int] | None] = {}
        """What each anchor names, with the number of its values; None while it is still open."""
        self._root: Node | None = None
        self._total = 0
        self._documents = 0

    def document(self) -> Node:
        parser = CParser(self._source.text)
        # Looking up the type itself is several times as fast as matching it, and this runs for every value.
        take: Mapping[type[yaml.Event], Callable[[Any], None]] = {
            yaml.ScalarEvent: self._add_scalar,
            yaml.MappingStartEvent: self._begin,
            yaml.SequenceStartEvent: self._begin,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._add_alias,
            yaml.DocumentStartEvent: self._begin_document,
        }
        try:
            for event in iter(parser.get_event, None):
                if taker := take.get(type(event)):
                    taker(event)
        except yaml.MarkedYAMLError as error:
            raise self._syntax_error(error) from None
        except yaml.reader.ReaderError as error:
            raise self._character_error(error) from None
        return self._root or MappingNode((), 1, 1)

    def _begin_document(self, event: yaml.Event) -> None:
        self._documents += 1
        if self._documents > 1:
            raise self._error(event, "a second document begins here", "keep one document in a file")

    def _add_scalar(self, event: yaml.ScalarEvent) -> None:
        if event.tag is not None:
            self._check_tag(event)
        self._add(event, event.anchor, ScalarNode(event.value, event.implicit[0], *_place(event)), 1)

    def _add_alias(self, event: yaml.AliasEvent) -> None:
        if event.anchor not in self._anchors:
            raise self._error(
                event, f"`*{event.anchor}` names nothing", f"no `&{event.anchor}` comes before it"
            )
        target = self._anchors[event.anchor]
        if target is None:
            raise self._error(event, f"`*{event.anchor}` stands inside what it names")
        self._add(event, None, *target)

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        self._check_tag(event)
        if len(self._open) == self._limits.depth:
            raise self._error(event, f"nested deeper than {self._limits.depth} levels")
        if event.anchor:
            self._anchors[event.anchor] = None
        self._open.append(_Open(event))

    def _end(self, event: yaml.Event) -> None:
        done = self._open.pop()
        node: Node = SequenceNode(tuple(done.nodes), *_place(done.start))
        if isinstance(done.start, yaml.MappingStartEvent):
            node = MappingNode(self._entries(done.nodes), *_place(done.start))
        self._add(event, done.start.anchor, node, done.values)

    def _entries(self, nodes: list[Node]) -> tuple[tuple[ScalarNode, Node], ...]:
        entries = []
        for key, value in zip(nodes[::2], nodes[1::2], strict=True):
            if not isinstance(key, ScalarNode):
                message = "a key must be text"
                hint = "put text that begins with { or [ in quotes"
                raise SourceError([self._source.problem(key.line, key.column, message, hint, "syntax")])
            entries.append((key, value))
        return tuple(entries)

    def _add(self, event: yaml.Event, anchor: str | None, node: Node, values: int) -> None:
        """Put a complete node where it belongs, and count it."""
        if anchor:
            self._anchors[anchor] = (node, values)
        if not self._open:
            self._root = node
            return
        around = self._open[-1]
        around.nodes.append(node)
        around.values += values
        if around.values > self._limits.values:
            raise self._error(event, f"more than {self._limits.values:,} values, aliases written out")

    def _check_tag(self, event: yaml.NodeEvent) -> None:
        tag: str | None = getattr(event, "tag", None)
        if tag not in (None, "!", TEXT_TAG):
            raise self._error(event, f"the tag `{tag}` is not supported", "remove it")

    def _error(self, event: yaml.Event, message: str, hint: str = "") -> SourceError:
        return SourceError([self._source.problem(*_place(event), message, hint, "syntax")])

    def _syntax_error(self, error: yaml.MarkedYAMLError) -> SourceError:
        message = error.problem or "this is not YAML"
        hint = next((hint for sign, hint in HINTS.items() if sign in message), "")
        # A quote that is never closed runs to the end of the file; the mistake is where it opens.
        mark = error.context_mark if "end of stream" in message else error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        message = f"not valid YAML: {message}"
        return SourceError([self._source.problem(line, column, message, hint, "syntax")])

    def _character_error(self, error: yaml.reader.ReaderError) -> SourceError:
        # libyaml gives the place in bytes of the UTF-8 that it was fed.
        before = self._source.text.encode()[: error.position].decode(errors="ignore")
        line, column = self._source.position(len(before))
        message = "a control character that YAML does not allow"
        hint = 'write it as "\\xNN" or remove it'
        return SourceError([self._source.problem(line, column, message, hint, "syntax")])


def _place(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)
