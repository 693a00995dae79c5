"""Things that are due at some time, and a way to wait for the next of them."""

import asyncio
import heapq
from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)

LONGEST_NAP_SECONDS = 30.0
"""The clock may go on while the machine sleeps and the loop's timers do not; so it is looked at again."""


class Deadlines(Generic[Key]):
    """At most one deadline a key; setting one again moves it."""

    def __init__(self, now: Callable[[], float]) -> None:
        """`now` returns monotonic seconds."""
        self._now = now
        self._due: dict[Key, float] = {}
        self._order: list[tuple[float, int, Key]] = []
        """A heap; an entry counts only while `_due` says the same. The number keeps keys uncompared."""
        self._number = 0
        self._sooner = asyncio.Event()

    def __contains__(self, key: Key) -> bool:
        """Whether something is due for the key."""
        return key in self._due

    def set(self, key: Key, seconds: float) -> None:
        """Have the key be due in so many seconds from now."""
        due = self._now() + seconds
        self._due[key] = due
        self._number += 1
        heapq.heappush(self._order, (due, self._number, key))
        if self._order[0][0] == due:
            self._sooner.set()

    def clear(self, key: Key) -> None:
        """Have nothing be due for the key."""
        self._due.pop(key, None)

    def clear_all(self) -> None:
        """Have nothing be due at all."""
        self._due.clear()
        self._order.clear()

    async def due(self) -> Sequence[Key]:
        """Wait until something is due, and return and forget all of it; for one task at a time."""
        while not (keys := self._take()):
            self._sooner.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(self._nap()):
                    await self._sooner.wait()
        return keys

    def _take(self) -> Sequence[Key]:
        now, keys = self._now(), []
        while self._order and (self._stale() or self._order[0][0] <= now):
            due, _, key = heapq.heappop(self._order)
            if self._due.get(key) == due:
                del self._due[key]
                keys.append(key)
        return keys

    def _stale(self) -> bool:
        due, _, key = self._order[0]
        return self._due.get(key) != due

    def _nap(self) -> float | None:
        """Return how long to sleep; None until something is set."""
        return min(self._order[0][0] - self._now(), LONGEST_NAP_SECONDS) if self._order else None
