"""The bodies of a match as they are written, with the variables beside them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from agent_console.domain.outside import Reach
from agent_console.snippets import compiler
from agent_console.snippets.lint.mention import Mention, mentions
from agent_console.snippets.lint.page import mappings, text_of
from agent_console.snippets.lint.survey import Entry
from agent_console.snippets.recipe import Recipe
from agent_console.snippets.snippet import Snippet
from agent_console.snippets.source.schema import BODIES
from agent_console.snippets.source.sheet import key_node
from agent_console.snippets.trigger.rust_regex import group_names
from agent_console.snippets.variable.evaluation import SPACES
from agent_console.snippets.variant import Wording
from agent_console.yaml_source import MappingNode, ScalarNode

KINDS = frozenset({"replace", "markdown", "html", "form"})
"""The bodies in which `{{name}}` is a variable."""


@dataclass(frozen=True)
class Body:
    """One body of espanso's kind, in one language."""

    entry: Entry
    node: ScalarNode
    kind: str
    recipe: Recipe
    """As it would be were it allowed to reach everything."""

    @cached_property
    def variables(self) -> Mapping[str, MappingNode]:
        """The match's own variables by name, in their order."""
        return {text_of(one.get("name")): one for one in mappings(self.entry.node.get("vars"))}

    @property
    def names(self) -> Iterator[str]:
        """What the text can name."""
        snippet = self.entry.snippet
        yield from self.variables
        yield from self.captures
        yield from (variable.name for variable in snippet.frame.global_vars)
        if snippet.native:
            yield from SPACES

    @property
    def captures(self) -> tuple[str, ...]:
        """The names that a regex trigger gives."""
        return group_names(self.entry.snippet.regex)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """What the text names."""
        return tuple(mentions(self.node))


def bodies(entry: Entry) -> Iterator[Body]:
    """Yield the bodies of espanso's kind of a match in which something is to be filled in."""
    if not any("{{" in text.text or "[[" in text.text for text in texts(entry.node)):
        return
    for wording in entry.snippet.wordings:
        node = key_node(entry.node, *wording.path, wording.kind)
        if wording.kind in KINDS and isinstance(node, ScalarNode):
            yield Body(entry, node, wording.kind, unbound(entry.snippet, wording))


def unbound(snippet: Snippet, wording: Wording) -> Recipe:
    """Return a body as it would be were it allowed to reach everything."""
    shared = snippet.frame.global_vars
    return compiler.recipe(
        wording.kind, wording.text, snippet.match, shared, snippet.native, frozenset(Reach)
    )


def texts(node: MappingNode) -> Iterator[ScalarNode]:
    """Yield every body of a match, of whatever kind and in whatever language."""
    locales = node.get("locales")
    inner = [value for _, value in locales.entries] if isinstance(locales, MappingNode) else []
    for place in (node, *inner):
        for key, value in place.entries if isinstance(place, MappingNode) else ():
            if key.text in BODIES and isinstance(value, ScalarNode):
                yield value
