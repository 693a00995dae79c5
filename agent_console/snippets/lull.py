"""A pause of the garbage collector, for work that makes many objects and no garbage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def lull() -> Iterator[None]:
    """Keep the collector from looking through what is being made: that takes longer than making it."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
