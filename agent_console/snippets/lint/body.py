"""The bodies of a match of espanso's kind as they are written, with the variables beside them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from agent_console.snippets.evaluation import SPACES
from agent_console.snippets.lint.mention import Mention, mentions
from agent_console.snippets.lint.page import mappings, text_of
from agent_console.snippets.lint.survey import Entry
from agent_console.snippets.locale import chain
from agent_console.snippets.recipe import Recipe
from agent_console.snippets.schema import BODIES
from agent_console.yaml_source import MappingNode, ScalarNode

KINDS = ("replace", "markdown", "html", "form")
"""The bodies in which `{{name}}` is a variable, in the order of their precedence."""
_GROUP = re.compile(r"\(\?P?<(\w+)>")


@dataclass(frozen=True)
class Body:
    """One body, in one language."""

    entry: Entry
    node: ScalarNode
    kind: str
    recipe: Recipe

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
        return tuple(_GROUP.findall(text_of(self.entry.node.get("regex"))))

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """What the text names."""
        return tuple(mentions(self.node))


def bodies(entry: Entry) -> Iterator[Body]:
    """Yield the bodies of espanso's kind of a match, its own and those of its `locales`."""
    snippet = entry.snippet
    if written := _written(entry.node):
        yield Body(entry, *written, snippet.body)
    locales = entry.node.get("locales")
    for tag, node in locales.entries if isinstance(locales, MappingNode) else ():
        recipe = snippet.locales.get(chain(tag.text)[0])
        if recipe and isinstance(node, MappingNode) and (written := _written(node)):
            yield Body(entry, *written, recipe)


def _written(node: MappingNode) -> tuple[ScalarNode, str] | None:
    """Return the body that counts, if it is of espanso's kind."""
    for kind in KINDS:
        if isinstance(text := node.get(kind), ScalarNode) and not text.null:
            return text, kind
    return None


def texts(node: MappingNode) -> Iterator[ScalarNode]:
    """Yield every body of a match, of whatever kind and in whatever language."""
    locales = node.get("locales")
    inner = [value for _, value in locales.entries] if isinstance(locales, MappingNode) else []
    for place in (node, *inner):
        for key, value in place.entries if isinstance(place, MappingNode) else ():
            if key.text in BODIES and isinstance(value, ScalarNode):
                yield value
