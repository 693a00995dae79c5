"""What was meant by a misspelt word: candidates of one slip, then the dictionary's own, likeliest first."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final

from rapidfuzz.distance import OSA

from agent_console.assist.spelling.slip import PARTED, undone
from agent_console.domain.spelling import Candidate

MOST: Final = 5
"""Corrections that are offered for a word."""
_ENOUGH: Final = 3
"""So many candidates of one slip: the dictionary's own suggestions, which take long, are not needed then."""
_PLAIN: Final = 0.9
"""Nor are they where one candidate is as likely as this."""
_FARTHER: Final = 0.9
"""The cost of each edit in a suggestion of the dictionary."""
_CAPITAL: Final = 0.05
"""Added where only the capital letter makes it a word, as with German nouns."""
_USED: Final = 0.4
"""Taken off for a word that is often used at this desk."""


def candidates(
    word: str, language: str, known: Callable[[str], bool], suggested: Callable[[str], Sequence[str]]
) -> list[Candidate]:
    """Return what may have been meant; `known` and `suggested` are the dictionary's, the latter slow."""
    folded = word.lower()
    costs: dict[str, float] = {}
    for meant, cost in {folded: 0.0, **undone(folded, language)}.items():
        form = _known_form(meant, word, known)
        if form is not None:
            costs[form] = cost + (_CAPITAL if form[:1].isupper() and not word[:1].isupper() else 0)
    likely = [cost for cost in costs.values() if cost < PARTED]
    if len(likely) < _ENOUGH and min(likely, default=PARTED) > _PLAIN:
        for rank, meant in enumerate(suggested(word)):
            costs.setdefault(meant, _FARTHER * OSA.distance(folded, meant.lower()) + rank / 100)
    return [Candidate(text, cost) for text, cost in costs.items() if text != word]


def ranked(found: Iterable[Candidate], used: Collection[str]) -> tuple[str, ...]:
    """Return the likeliest corrections, best first; `used` are words of this desk, folded."""

    def cost(one: Candidate) -> float:
        return one.cost - (_USED if one.text.casefold() in used else 0)

    return tuple(dict.fromkeys(one.text for one in sorted(found, key=cost)))[:MOST]


def _known_form(meant: str, word: str, known: Callable[[str], bool]) -> str | None:
    """Return a candidate as the dictionary writes it, in the case of the word that was typed."""
    if " " in meant:
        first, second = meant.split(" ")
        return (
            _cased(meant, word) if len(first) > 1 < len(second) and known(first) and known(second) else None
        )
    cased = _cased(meant, word)
    return next((form for form in dict.fromkeys((cased, meant.capitalize())) if known(form)), None)


def _cased(meant: str, word: str) -> str:
    if word.isupper() and len(word) > 1:
        return meant.upper()
    return meant[:1].upper() + meant[1:] if word[:1].isupper() else meant
