"""The bodies of a match: one of its own, and those in further languages."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from agent_console.snippets.locale import chain
from agent_console.snippets.recipe import Recipe
from agent_console.snippets.source.schema import BODIES, Head
from agent_console.snippets.source.sheet import Entry

NO_TEXT = ("replace", "")
"""The body of a match that only does something."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A body in one language as it is written."""

    tag: str
    """Its language in lower case; "" when it serves every language."""
    kind: str
    """The key that it is written under."""
    text: str
    path: tuple[str, ...] = ()
    """The keys that lead from the match to the mapping that it stands in."""


@dataclass(frozen=True)
class Variant:
    """A body in one language, compiled when it is first needed."""

    wording: Wording
    compile: Callable[[Wording], Recipe] = field(repr=False)

    @cached_property
    def recipe(self) -> Recipe:
        """The compiled body."""
        return self.compile(self.wording)


def wordings(entry: Entry, head: Head) -> Iterator[Wording]:
    """Yield the bodies of a match; its own first."""
    locales = entry.mapping("locales")
    own = head.language or ("en" if locales else "")
    yield Wording(own, *next(_bodies(entry.keys), NO_TEXT))
    for tag, localized in locales.items():
        for kind, text in _bodies(localized):
            yield Wording(chain(tag)[0], kind, text, ("locales", tag))


def _bodies(written: object) -> Iterator[tuple[str, str]]:
    """Yield what is written of the bodies, in order of precedence."""
    if isinstance(written, Mapping):
        texts = ((kind, written.get(kind)) for kind in BODIES)
        yield from ((kind, text) for kind, text in texts if isinstance(text, str))
