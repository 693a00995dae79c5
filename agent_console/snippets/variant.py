"""The bodies of a match: one of its own, and those in further languages."""

from collections.abc import Iterator
from dataclasses import dataclass

from agent_console.snippets.locale import chain
from agent_console.snippets.recipe import Recipe
from agent_console.snippets.schema import Head, Match, bodies_of

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


@dataclass(frozen=True, slots=True)
class Variant:
    """A body in one language, compiled."""

    wording: Wording
    recipe: Recipe


def wordings(match: Match, head: Head) -> Iterator[Wording]:
    """Yield the bodies of a match; its own first."""
    own = head.language or ("en" if match.locales else "")
    yield Wording(own, *next(iter(bodies_of(match)), NO_TEXT))
    for tag, localized in match.locales.items():
        yield Wording(chain(tag)[0], *bodies_of(localized)[0], path=("locales", tag))
