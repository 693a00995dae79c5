"""What one snippet file says: its matches as plain values, checked, and what is wrong with the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from agent_console.snippets.file import SnippetFile
from agent_console.snippets.source.schema import BODIES, Head
from agent_console.yaml_source import SNIPPET_LIMITS, MappingNode, Node, Problem, SequenceNode, Source, parse

NO_HEAD = Head()


class Entry(NamedTuple):
    """One match that fits its dialect."""

    line: int
    position: int
    """Which item of `matches` it is, from 0."""
    keys: Mapping[str, object]
    """What is written, as texts, numbers, booleans, lists and dicts; only keys that the dialect knows."""

    @property
    def name(self) -> str:
        """The `id` that is written; "" when there is none."""
        return self.text("id")

    @property
    def typed(self) -> tuple[str, ...]:
        """What is typed for it; `trigger` goes before `triggers`."""
        one = self.keys.get("trigger")
        return (str(one),) if one is not None else self.texts("triggers")

    @property
    def body(self) -> str:
        """Its text as it is written; "" when it has none."""
        return next((str(text) for kind in BODIES if (text := self.keys.get(kind)) is not None), "")

    def text(self, key: str) -> str:
        """Return the text under a key; "" when there is none."""
        return str(self.keys.get(key) or "")

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts under a key."""
        several = self.keys.get(key)
        return tuple(map(str, several)) if isinstance(several, Sequence) else ()

    def mapping(self, key: str) -> Mapping[str, object]:
        """Return the mapping under a key; an empty one when there is none."""
        value = self.keys.get(key)
        return value if isinstance(value, Mapping) else {}

    def flag(self, key: str, otherwise: bool = False) -> bool:
        """Return the boolean under a key."""
        value = self.keys.get(key)
        return value if isinstance(value, bool) else otherwise


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file as it was read."""

    file: SnippetFile
    native: bool = False
    """Whether it is of dialect `support/1`."""
    head: Head = NO_HEAD
    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    """What keeps the file, or matches of it, from being used."""

    @property
    def source(self) -> Source:
        """The text, to say where something in it stands."""
        return _source(self.file.name, self.file.text)

    @property
    def namespace(self) -> str:
        """What the ids of its matches begin with: its `namespace`, else its name."""
        return self.head.namespace or self.file.name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]

    def root(self) -> MappingNode:
        """Return the file's tree with every place; reading it again is for problems only."""
        return _root(self.file.text, self.file.name)

    def node(self, entry: Entry) -> MappingNode:
        """Return the tree of one match."""
        matches = self.root().get("matches")
        return _mapping(matches.items[entry.position] if isinstance(matches, SequenceNode) else None)


def key_node(node: MappingNode, *path: str) -> Node:
    """Return what stands under a key of a key of a tree; where it ends early, what is there."""
    found: Node = node
    for key in path:
        found = _mapping(found).get(key) or found
    return found


# Problems come in the order of the files, so that the lines and the tree of one are enough to keep.
@lru_cache(maxsize=1)
def _source(name: str, text: str) -> Source:
    return Source(name, text)


@lru_cache(maxsize=1)
def _root(text: str, name: str) -> MappingNode:
    return _mapping(parse(text, name, SNIPPET_LIMITS))


def _mapping(node: Node | None) -> MappingNode:
    return node if isinstance(node, MappingNode) else MappingNode((), 1, 1)
