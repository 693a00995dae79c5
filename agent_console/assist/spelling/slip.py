"""What one slip of a finger makes of a word, and how likely each is: the search for what was meant."""

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

from agent_console.assist.spelling.keyboard import alphabet, neighbours

SWAPPED: Final = 0.55
DOUBLED: Final = 0.5
"""A letter typed twice, or once where it stands twice."""
ACCENT: Final = 0.4
NEIGHBOUR: Final = 0.7
ADDED, LEFT_OUT, OTHER = 0.95, 0.85, 1.1
FIRST_LETTER: Final = 0.25
"""Added, because the first letter is seldom wrong."""
PARTED: Final = 1.3
"""Two words that were written as one."""


def undone(word: str, language: str) -> Mapping[str, float]:
    """Return what a folded word may have been before one slip, with the cost of each: lower is likelier."""
    costs: dict[str, float] = {}
    for meant, cost in _each(word, language):
        costs[meant] = min(cost, costs.get(meant, cost))
    costs.pop(word, None)
    return costs


def _each(word: str, language: str) -> Iterator[tuple[str, float]]:
    letters, beside = alphabet(language), neighbours(language)
    for place in range(len(word) + 1):
        late = FIRST_LETTER if place == 0 else 0.0
        before, behind = word[:place], word[place:]
        yield from ((one, cost + late) for one, cost in _with_more(before, behind, letters))
        if behind:
            yield from ((one, cost + late) for one, cost in _with_other(before, behind, letters, beside))
            yield before + behind[1:], _cost_of_added(before, behind, beside) + late
        if len(behind) > 1:
            yield before + behind[1] + behind[0] + behind[2:], SWAPPED + late
        if before and behind:
            yield f"{before} {behind}", PARTED


def _with_more(before: str, behind: str, letters: str) -> Iterator[tuple[str, float]]:
    around = before[-1:] + behind[:1]
    for letter in letters:
        yield before + letter + behind, DOUBLED if letter in around else LEFT_OUT


def _with_other(
    before: str, behind: str, letters: str, beside: Mapping[str, str]
) -> Iterator[tuple[str, float]]:
    typed = behind[0]
    for letter in letters:
        yield before + letter + behind[1:], _cost_of_other(typed, letter, beside)


def _cost_of_other(typed: str, meant: str, beside: Mapping[str, str]) -> float:
    if _bare(typed) == _bare(meant):
        return ACCENT
    return NEIGHBOUR if meant in beside.get(typed, "") else OTHER


def _cost_of_added(before: str, behind: str, beside: Mapping[str, str]) -> float:
    added, around = behind[0], before[-1:] + behind[1:2]
    if added in around:
        return DOUBLED
    return NEIGHBOUR if any(letter in beside.get(added, "") for letter in around) else ADDED


def _bare(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[:1]
