"""What an agent's sentence promises, and by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from agent_console.assist.language.pattern import DEADLINE, PROMISE, SEARCH, SOON, UNBINDING, Speech


class Kind(Enum):
    """What ends a promise."""

    SEARCH = auto()
    """The agent looks something up; telling what came of it keeps it."""
    DEED = auto()
    """Something will be done; saying that it is done keeps it."""
    DATED = auto()
    """Something will be so by a time; nothing that is said can keep it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one sentence of an agent promises."""

    kind: Kind
    key: int
    """How far into the sentence the promise begins."""
    due: tuple[int, int] | None = None
    """Where in the sentence it says by when."""


def read(sentence: Speech) -> Reading | None:
    """Read one sentence of an agent; a question or an offer promises nothing."""
    if "?" in sentence.words or "？" in sentence.words:
        return None
    search, promise = sentence.find(SEARCH), sentence.find(PROMISE)
    found = min((place for place in (search, promise) if place is not None), default=None)
    if found is None or (search is None and sentence.says(UNBINDING)):
        return None
    due = _longest(sentence.every(DEADLINE))
    if due is not None:
        return Reading(Kind.DATED, found[0], due)
    return Reading(Kind.DEED if search is None else Kind.SEARCH, found[0], _longest(sentence.every(SOON)))


def _longest(places: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the longest place: `within the next two days`, not `two days`."""
    return max(places, key=lambda place: place[1] - place[0], default=None)
