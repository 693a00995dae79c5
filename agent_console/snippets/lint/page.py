"""A snippet file as it is written: its tree with every place, for whoever looks for mistakes in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from agent_console.snippets.file import SnippetFile
from agent_console.snippets.lint.finding import Finding
from agent_console.snippets.lint.rule import Rule
from agent_console.snippets.source.place import place_in
from agent_console.yaml_source import (
    SNIPPET_LIMITS,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    Source,
    SourceError,
    parse,
)


@dataclass(frozen=True)
class Page:
    """One file."""

    file: SnippetFile
    source: Source
    tree: MappingNode

    @classmethod
    def of(cls, file: SnippetFile) -> "Page | None":
        """Return the file's page; None when it is no YAML mapping, which its reader tells."""
        try:
            tree = parse(file.text, file.name, SNIPPET_LIMITS)
        except SourceError:
            return None
        return cls(file, Source(file.name, file.text), tree) if isinstance(tree, MappingNode) else None

    @cached_property
    def native(self) -> bool:
        """Whether the file is of a dialect of this program's own."""
        return self.tree.get("dialect") is not None

    @cached_property
    def _items(self) -> Node | None:
        return self.tree.get("matches")

    @cached_property
    def matches(self) -> tuple[MappingNode, ...]:
        """The matches, in the order of the file."""
        return tuple(mappings(self._items))

    def match(self, position: int) -> MappingNode | None:
        """Return one of the matches by its place among all items, from 0."""
        node = self._items.items[position] if isinstance(self._items, SequenceNode) else None
        return node if isinstance(node, MappingNode) else None

    @cached_property
    def global_variables(self) -> tuple[MappingNode, ...]:
        """The variables of the whole file."""
        return tuple(mappings(self.tree.get("global_vars")))

    def variables(self) -> Iterator[MappingNode]:
        """Yield every variable, those of the file and those of its matches."""
        yield from self.global_variables
        for match in self.matches:
            yield from mappings(match.get("vars"))

    def finding(self, rule: Rule, node: Node, message: str, hint: str = "", offset: int = 0) -> Finding:
        """Return what a rule has found at a node, or at a character of its text."""
        line, column = place_in(self.source, node, offset) if offset else (node.line, node.column)
        return Finding.of(rule, self.source.problem(line, column, message, hint))


def mappings(node: Node | None) -> Iterator[MappingNode]:
    """Yield the mappings of a list."""
    if isinstance(node, SequenceNode):
        yield from (item for item in node.items if isinstance(item, MappingNode))


def scalars(node: Node | None) -> Iterator[ScalarNode]:
    """Yield the texts in and below a node, keys left out."""
    match node:
        case ScalarNode():
            yield node
        case SequenceNode():
            for item in node.items:
                yield from scalars(item)
        case MappingNode():
            for _, value in node.entries:
                yield from scalars(value)


def text_of(node: Node | None) -> str:
    """Return a scalar's text; "" when there is none."""
    return node.text if isinstance(node, ScalarNode) and not node.null else ""
