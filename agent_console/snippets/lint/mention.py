"""The variables that texts of espanso's kind name, and where."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from agent_console.snippets.lint.page import scalars
from agent_console.snippets.variable.reference import REFERENCE
from agent_console.yaml_source import MappingNode, Node, ScalarNode


@dataclass(frozen=True, slots=True)
class Mention:
    """A variable that a text names."""

    name: str
    part: str
    node: ScalarNode
    offset: int
    """Where in the node's text the name begins."""


def mentions(node: Node | None) -> Iterator[Mention]:
    """Yield what the texts in and below a node name."""
    for scalar in scalars(node):
        if "{{" in scalar.text:
            for match in REFERENCE.finditer(scalar.text):
                yield Mention(match["name"], match["part"] or "", scalar, match.start("name"))


def asked(node: MappingNode, variables: Iterable[MappingNode]) -> frozenset[str]:
    """Return the names that a file or match refers to, in its texts or by `depends_on` of its variables."""
    ordered = (text.text for one in variables for text in scalars(one.get("depends_on")))
    return frozenset({*(one.name for one in mentions(node)), *ordered})
