"""The parsed tree: what was written and where; lines and columns count from 1."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """One scalar, with its text exactly as YAML gives it, whatever it looks like."""

    text: str
    plain: bool
    """Whether it stands without quotes and tag, so that `true` may mean more than its letters."""
    line: int
    column: int

    @property
    def null(self) -> bool:
        """Whether it stands for nothing."""
        return self.plain and self.text in ("", "~", "null")


@dataclass(frozen=True, slots=True)
class SequenceNode:
    """A list."""

    items: tuple["Node", ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class MappingNode:
    """Keys and values in the order of the file; the first of two equal keys counts."""

    entries: tuple[tuple[ScalarNode, "Node"], ...]
    line: int
    column: int

    def get(self, key: str) -> "Node | None":
        """Return the value under `key`; None when there is none."""
        return next((value for name, value in self.entries if name.text == key), None)

    def key(self, key: str) -> ScalarNode | None:
        """Return where `key` itself is written; None when it is not."""
        return next((name for name, _ in self.entries if name.text == key), None)

    def duplicates(self) -> Iterator[tuple[ScalarNode, ScalarNode]]:
        """Yield each key that is written again, with its first place."""
        first: dict[str, ScalarNode] = {}
        for name, _ in self.entries:
            earlier = first.setdefault(name.text, name)
            if earlier is not name:
                yield name, earlier


Node: TypeAlias = ScalarNode | SequenceNode | MappingNode


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes directly inside a node; keys are not among them."""
    match node:
        case MappingNode():
            return tuple(value for _, value in node.entries)
        case SequenceNode():
            return node.items
    return ()
