"""Whether two customers' names could be taken for each other at a glance."""

from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from agent_console.guard.identity.salutation import TITLES
from agent_console.guard.text.word import Word, words

SHORTEST: Final = 3
"""From this many letters on, words that differ by one letter look alike."""
LONG: Final = 8
"""From this many letters on, by two."""


@lru_cache(maxsize=4096)
def namesakes(one: str, other: str) -> bool:
    """Return whether two names have a word in common, or nearly so, whatever its accents and its case.

    Two names without any word in them, such as two that are missing, are alike too.
    """
    parts, others = _parts(one), _parts(other)
    if not parts or not others:
        return bool(parts) == bool(others)
    return any(_alike(part, another) for part in parts for another in others)


def _parts(name: str) -> list[Word]:
    found = words(name)
    return [word for word in found if word.forms.isdisjoint(TITLES)] or list(found)


def _alike(one: Word, other: Word) -> bool:
    return any(
        OSA.distance(form, another, score_cutoff=2) <= _tolerance(form, another)
        for form in one.forms
        for another in other.forms
    )


def _tolerance(one: str, other: str) -> int:
    """Return how many letters may differ; of a word whose script has no case, one always."""
    shorter = min(one, other, key=len)
    if len(shorter) >= LONG:
        return 2
    caseless = shorter.upper() == shorter.lower() and len(shorter) > 1
    return 1 if len(shorter) >= SHORTEST or caseless else 0
