"""What happened to the customers of a practice, one JSON object a line."""

import json
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path


class Kind(StrEnum):
    """What a line tells."""

    SAID = "said"
    """The customer wrote."""
    HEARD = "heard"
    """The agent wrote to the customer."""
    LEFT = "left"
    """The customer is gone."""
    OVER = "over"
    """The course is through; the last line of a diary that is whole."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line."""

    kind: Kind
    at: float
    """Seconds of a clock that never jumps."""
    visit: int = 0
    crowd: int = 0
    """How many customers there were at once when this one came."""
    astray: bool = False
    """Whether what was heard was meant for another customer."""
    due: float | None = None
    """Of what was heard: when the agent said to be back, on the same clock as `at`."""
    content: bool = False
    """Of who left: with what they came for."""
    rating: int = 0
    """Of who left: 1, bad, to 5, good."""


class Diary:
    """Writes a line as soon as something happens, so that an early end loses nothing."""

    def __init__(self, file: Path) -> None:
        self._stream = file.open("a", encoding="utf-8", buffering=1)

    def note(self, entry: Entry) -> None:
        """Keep a line."""
        self._stream.write(f"{json.dumps(asdict(entry))}\n")

    def over(self) -> None:
        """Note that the course is through."""
        self.note(Entry(Kind.OVER, time.monotonic()))

    def close(self) -> None:
        """Close the file."""
        self._stream.close()


def read(file: Path) -> Iterator[Entry]:
    """Yield the lines of a diary; one that was cut off by the end of its writer is left out."""
    for line in file.read_text(encoding="utf-8").splitlines(keepends=True):
        if line.endswith("\n"):
            told = json.loads(line)
            yield Entry(**{**told, "kind": Kind(told["kind"])})
