"""The stages of a practice."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

CROWDS: Final = (2, 3, 4, 6, 8)
"""How many customers there are at once in each stage, where nobody says otherwise."""
MOST_AT_ONCE: Final = 12


@dataclass(frozen=True, slots=True)
class Stage:
    """A while with so many customers at once."""

    number: int
    """From 1."""
    crowd: int
    lasts: float
    """Town seconds."""


def stages(crowds: Sequence[int], lasts: float) -> tuple[Stage, ...]:
    """Return one stage for each crowd, all of them as long."""
    return tuple(Stage(number, crowd, lasts) for number, crowd in enumerate(crowds, 1))
