"""What is told about the spelling of a draft: words that no dictionary has, and what may have been meant."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """A word of a draft that is probably misspelt, at places that count characters."""

    start: int
    end: int
    word: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may have been meant by a misspelt word, in its case."""

    text: str
    cost: float
    """How unlikely it is: around half an edit for a swapped letter, one for any other edit."""


def at(faults: tuple[Fault, ...], cursor: int) -> Fault | None:
    """Return the fault that a key at the cursor means: the one it touches, else the last one before it.

    Without any before it, the first one behind it.
    """
    touching = next((one for one in faults if one.start <= cursor <= one.end), None)
    before = next((one for one in reversed(faults) if one.end < cursor), None)
    return touching or before or next(iter(faults), None)
