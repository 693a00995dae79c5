"""How often the interpreter looks for garbage: seldom while a program starts, as usual afterwards."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

SELDOM: Final = 50_000
"""New objects between two looks while a program starts; what it imports is not garbage."""
USUAL: Final = (700, 10, 10)
"""The interpreter's own numbers, by which no look takes as long as a key may."""


@contextmanager
def starting() -> Iterator[None]:
    """Look seldom, until `started` or the end of the block."""
    before = gc.get_threshold()
    gc.set_threshold(SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def started() -> None:
    """Leave out for good what the start has made, and look as usual from now on."""
    gc.freeze()
    gc.set_threshold(*USUAL)
