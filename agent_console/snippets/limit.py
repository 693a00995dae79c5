"""What one reply may cost: its size and its time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from time import thread_time

from agent_console.snippets.failure import BodyError

LONGEST_OUTPUT = 20_000
"""Bytes that one reply may unfold to."""
MOST_STOPS = 100
"""Stops and missing values of one reply; every key in one of them may change all that mirror it."""
LONGEST_TIME = timedelta(milliseconds=50)


class OverdueError(BodyError):
    """Filling in takes too long."""


class Deadline:
    """The time that filling in may take, counted in work of this thread: a busy machine ends nothing."""

    def __init__(self, allowed: timedelta = LONGEST_TIME) -> None:
        self._allowed = allowed
        self._end = thread_time() + allowed.total_seconds()

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Leave out what a library takes that may be loading a language for the first time."""
        began = thread_time()
        try:
            yield
        finally:
            self._end += thread_time() - began

    def anew(self) -> "Deadline":
        """Return a deadline of the same time, from now on."""
        return Deadline(self._allowed)

    def check(self) -> None:
        """Raise OverdueError when the time is over."""
        if thread_time() > self._end:
            raise OverdueError(
                f"takes longer than {self._allowed / timedelta(milliseconds=1):.0f} ms to fill in"
            )


def check_length(text: str) -> None:
    """Raise BodyError when a text has more bytes than a reply may have."""
    if len(text.encode(errors="replace")) > LONGEST_OUTPUT:
        raise BodyError(f"the text has more than {LONGEST_OUTPUT:,} bytes")


def check_stops(number: int) -> None:
    """Raise BodyError when a reply has more stops than one may have."""
    if number > MOST_STOPS:
        raise BodyError(
            f"the text has {number:,} stops and missing values; more than {MOST_STOPS} are too many"
        )
