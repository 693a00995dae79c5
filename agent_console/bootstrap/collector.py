"""How often the interpreter looks for garbage: seldom while a program starts, as usual afterwards."""

import asyncio
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

SELDOM: Final = 50_000
"""New objects between two looks while a program starts; what it imports is not garbage."""
USUAL: Final = (700, 10, 10)
"""The interpreter's own numbers, by which no look takes as long as a key may."""
BUSY: Final = (5_000, 20, 20)
"""What a hub needs: each frame that is on its way makes some objects, and thousands may be."""
SETTLING_SECONDS: Final = 5.0
"""After which what is still there counts as lasting."""
SETTLINGS: Final = 3
"""Between two counts of what has lasted, which takes a while itself."""


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


async def serving() -> None:
    """Keep the looks short however many are connected, until cancelled; the start has ended before.

    A look at what 10,000 connections hold takes a second, and there would be one every ten seconds, because
    what a heartbeat leaves behind for a moment counts as new. So what has lasted is left out. Only when there
    is twice as much as after the last look at everything, or half, all is looked at again, for circles in it.
    """
    gc.set_threshold(*BUSY)
    after = gc.get_freeze_count()
    while True:
        for _ in range(SETTLINGS):
            await asyncio.sleep(SETTLING_SECONDS)
            gc.freeze()
        if not after / 2 < gc.get_freeze_count() < after * 2:
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            after = gc.get_freeze_count()
