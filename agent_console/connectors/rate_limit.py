"""How often a system is asked: what the settings allow, and what it asks for itself."""

import asyncio
from collections import deque

from agent_console.config import Rate
from agent_console.connectors.failure import LookUpError
from agent_console.texts import _


class RateLimit:
    """Gives out turns, at most so many within the rate's time; all times are the event loop's, in seconds."""

    def __init__(self, rate: Rate | None) -> None:
        self._rate = rate
        self._turns: deque[float] = deque(maxlen=rate.times if rate else 0)
        self._not_before = 0.0

    async def turn(self, deadline: float) -> None:
        """Return when it may be asked; raise LookUpError at once when that is after the deadline."""
        now = asyncio.get_running_loop().time()
        turn = self._next(now)
        if turn > max(now, deadline):
            words = (
                _("it wants to be left alone for {seconds} s; try again then")
                if turn == self._not_before
                else _("`rate` allows no further request for {seconds} s; try again then")
            )
            raise LookUpError(words.format(seconds=f"{turn - now:,.0f}"))
        self._turns.append(turn)
        await asyncio.sleep(turn - now)

    def pause(self, seconds: float) -> None:
        """Give out no turn for a while, as the system has asked for."""
        self._not_before = max(self._not_before, asyncio.get_running_loop().time() + seconds)

    def _next(self, now: float) -> float:
        soonest = max(now, self._not_before)
        if self._rate is None or len(self._turns) < self._rate.times:
            return soonest
        return max(soonest, self._turns[0] + self._rate.per.total_seconds())
