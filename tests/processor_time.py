"""A limit for work whose time must grow with its input, so that a test of it fails and does not hang."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SECONDS = 20.0
"""A hundred times what such work takes, and far less than with the square of its input."""


@contextmanager
def limited() -> Iterator[None]:
    """Raise TimeoutError when the block needs far more of the processor, however busy that is with others."""

    def over(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"more than {_SECONDS:g} s of the processor's time")

    before = signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, _SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
