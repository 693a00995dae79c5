"""Who is there: the agent, the colleagues, and the departments that chats can be handed over to."""

import logging
import time
from collections.abc import Sequence
from datetime import timedelta

from agent_console.backends.livehelperchat.failure import DeniedError, UnansweredError
from agent_console.backends.livehelperchat.holdings import Holdings, Tell
from agent_console.backends.livehelperchat.interface import Interface
from agent_console.backends.livehelperchat.row import PresenceRow
from agent_console.backends.livehelperchat.server_time import ServerTime
from agent_console.domain import events
from agent_console.domain.chat import AgentId
from agent_console.domain.team import Colleague

logger = logging.getLogger(__name__)

THERE = timedelta(minutes=5)
"""How long an operator without a sign of life counts as there, unless the system says it itself."""


class Presence:
    """Keeps the agent alive in the system's eyes, and the console informed of everybody else."""

    def __init__(
        self, interface: Interface, holdings: Holdings, clock: ServerTime, every: timedelta, tell: Tell
    ) -> None:
        self._interface = interface
        self._holdings = holdings
        self._clock = clock
        self._every = every.total_seconds()
        self._tell = tell
        self._next = 0.0
        self._told: list[events.Event] = []
        self._trouble = ""

    def forget(self) -> None:
        """Tell everything anew at the next look."""
        self._next = 0.0
        self._told = []

    async def look(self) -> None:
        """Look again, when it is time; what cannot be learnt of the others harms no chat of the agent's."""
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + self._every
        try:
            await self._interface.be_active(self._holdings.me.id)
            self._holdings.me = await self._interface.me()
            await self.read_departments()
            self._tell_news(await self.colleagues())
        except (UnansweredError, DeniedError) as error:
            if error.reason != self._trouble:
                logger.warning("it is not known who else is there: %s", error.reason)
            self._trouble = error.reason

    def _tell_news(self, colleagues: Sequence[Colleague]) -> None:
        self._trouble = ""
        queues = (one.name for one in self._holdings.departments.values() if one.offered and one.name)
        told: list[events.Event] = [
            events.AvailabilityChanged(not self._holdings.me.hidden),
            events.TeamChanged(tuple(colleagues), tuple(queues)),
        ]
        for event in told:
            if event not in self._told:
                self._tell(event)
        self._told = told

    async def accept(self, accepting: bool) -> bool:
        """Say whether new customers may come to the agent; return what holds now."""
        holds = await self._interface.set_online(self._holdings.me.id, accepting)
        self._told = [one for one in self._told if not isinstance(one, events.AvailabilityChanged)]
        self._tell(events.AvailabilityChanged(holds))
        return holds

    async def colleagues(self) -> Sequence[Colleague]:
        """Return the other operators who are there, or may be soon, in the order of their names."""
        rows = await self._interface.present()
        others = [self._colleague(row) for row in rows if row.operator.id != self._holdings.me.id]
        return sorted(others, key=lambda one: (one.name.casefold(), one.id))

    async def read_departments(self) -> None:
        """Learn the departments' names; an operator who may not know them is told none."""
        try:
            told = await self._interface.departments()
        except DeniedError:
            return
        self._holdings.departments = {one.id: one for one in told}

    def _colleague(self, row: PresenceRow) -> Colleague:
        # Older systems list only those who are there, and say nothing more; newer ones list everybody, and
        # count those who take no chats as gone.
        recent = self._clock.since(row.active_at) < THERE
        online = row.online is not False or recent
        operator = row.operator
        return Colleague(
            AgentId(str(operator.id)), operator.name, online, online and not operator.hidden, row.holding
        )
