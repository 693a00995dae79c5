"""What the machine or the terminal says when it goes down."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

_GOING_DOWN: Final = (signal.SIGTERM, signal.SIGHUP)


@contextmanager
def orderly(leave: Callable[[], None]) -> Iterator[None]:
    """Have `leave` called when the program is told to end, for as long as the block runs.

    Whatever was accepted is on disk before; this is for the rest, and for the terminal.
    """
    loop = asyncio.get_running_loop()
    for number in _GOING_DOWN:
        loop.add_signal_handler(number, leave)
    try:
        yield
    finally:
        for number in _GOING_DOWN:
            loop.remove_signal_handler(number)
