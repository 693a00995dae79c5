"""Reads a file that has, or may have, mistakes: keeps what is good, and says what is wrong and where."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from agent_console.snippets.file import SnippetFile
from agent_console.snippets.source import plain
from agent_console.snippets.source.schema import (
    BODIES,
    NATIVE,
    Head,
    Match,
    PlainHead,
    PlainMatch,
    bodies_of,
)
from agent_console.snippets.source.sheet import Entry, Sheet
from agent_console.yaml_source import (
    SNIPPET_LIMITS,
    MappingNode,
    Node,
    Problem,
    ScalarNode,
    SequenceNode,
    Source,
    SourceError,
    parse,
    validate,
)


def examined(file: SnippetFile) -> Sheet:
    """Return what a file says; raise SourceError when nothing of it can be used."""
    source = Source(file.name, file.text)
    root = _mapping(parse(source.text, source.name, SNIPPET_LIMITS), source)
    if _is_native(root, source):
        return _native(root, source, file)
    return _plain(root, source, file)


def _mapping(node: Node, source: Source) -> MappingNode:
    if isinstance(node, MappingNode):
        return node
    message = "a snippet file is a mapping with `matches:`"
    raise SourceError([source.problem(node.line, node.column, message, code="wrong-value")])


def _is_native(node: MappingNode, source: Source) -> bool:
    dialect = node.get("dialect")
    if dialect is None:
        return False
    if isinstance(dialect, ScalarNode) and dialect.text == NATIVE:
        return True
    message = f"the dialect must be `{NATIVE}`, or left out for espanso's"
    raise SourceError([source.problem(dialect.line, dialect.column, message, code="wrong-value")])


def _native(root: MappingNode, source: Source, file: SnippetFile) -> Sheet:
    head = validate(_without(root, "matches"), Head, source)
    good = _Good(source, Sheet(file, True, head).namespace)
    for position, item in enumerate(_items(root, source)):
        good.add(position, item)
    return Sheet(file, True, head, tuple(good.entries), tuple(good.problems))


@dataclass(slots=True)
class _Good:
    """The matches of a native file that fit, and what is wrong with the others."""

    source: Source
    namespace: str
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _lines: dict[str, int] = field(default_factory=dict)
    """Where each id stands."""

    def add(self, position: int, item: Node) -> None:
        """Take the next match."""
        try:
            node = _match(item, self.source)
            match = validate(node, Match, self.source, whole="the match")
            self._check_name(match.id or "", node)
        except SourceError as error:
            self.problems += error.problems
        else:
            self.entries.append(Entry(item.line, position, match.model_dump(exclude_unset=True)))

    def _check_name(self, name: str, node: MappingNode) -> None:
        if name and self._lines.setdefault(name, node.line) != node.line:
            key = node.key("id") or node
            message = f"`{self.namespace}.{name}` is also the name of the snippet on line {self._lines[name]}"
            hint = "give it an `id` of its own"
            raise SourceError([self.source.problem(key.line, key.column, message, hint, "duplicate-id")])


def _plain(root: MappingNode, source: Source, file: SnippetFile) -> Sheet:
    head = validate(_only(root, frozenset(PlainHead.model_fields)), PlainHead, source)
    entries: list[Entry] = []
    bodiless: list[Problem] = []
    fatal: list[Problem] = []
    for position, item in enumerate(_items(root, source)):
        try:
            match = _plain_match(item, source)
        except SourceError as error:
            fatal += error.problems
            continue
        if bodies_of(match):
            entries.append(Entry(item.line, position, match.model_dump(exclude_unset=True)))
        else:
            hint = f"give it one of {', '.join(BODIES[2:])}"
            bodiless.append(source.problem(item.line, item.column, "this match has no body", hint, "no-body"))
    if fatal:
        raise SourceError(fatal)
    return Sheet(file, False, plain.head(head), tuple(entries), tuple(bodiless))


def _plain_match(item: Node, source: Source) -> PlainMatch:
    known = _only(_match(item, source), frozenset(PlainMatch.model_fields))
    return validate(known, PlainMatch, source, whole="the match")


def _only(node: MappingNode, keys: frozenset[str]) -> MappingNode:
    """Return what counts in espanso's dialect: known keys that have a value."""
    entries = tuple(
        (key, value)
        for key, value in node.entries
        if key.text in keys and not (isinstance(value, ScalarNode) and value.null)
    )
    return MappingNode(entries, node.line, node.column)


def _without(node: MappingNode, name: str) -> MappingNode:
    entries = tuple((key, value) for key, value in node.entries if key.text != name)
    return MappingNode(entries, node.line, node.column)


def _items(root: MappingNode, source: Source) -> tuple[Node, ...]:
    _check_duplicates(root, source)
    matches = root.get("matches")
    if matches is None or (isinstance(matches, ScalarNode) and matches.null):
        return ()
    if not isinstance(matches, SequenceNode):
        message = "`matches` must be a list"
        raise SourceError([source.problem(matches.line, matches.column, message, code="wrong-value")])
    return matches.items


def _check_duplicates(root: MappingNode, source: Source) -> None:
    problems = list(_duplicates(root, source))
    if problems:
        raise SourceError(problems)


def _duplicates(root: MappingNode, source: Source) -> Iterator[Problem]:
    for again, first in root.duplicates():
        if again.text in Head.model_fields:
            message = f"`{again.text}` is written twice; the first is on line {first.line}"
            yield source.problem(again.line, again.column, message, "remove one of them", "duplicate-key")


def _match(item: Node, source: Source) -> MappingNode:
    if isinstance(item, MappingNode):
        return item
    message = "each item of `matches` must be a mapping (`trigger: ...`, `replace: ...`)"
    raise SourceError([source.problem(item.line, item.column, message, code="wrong-value")])
