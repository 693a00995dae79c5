"""How long an agent who is gone keeps what they hold."""

from collections.abc import Callable, Mapping, Sequence

from agent_console.domain.chat import AgentId
from agent_console.hub.clock import HubClock
from agent_console.hub.command import Command, Lapse
from agent_console.hub.live.vigil import Vigil, unfinished
from agent_console.hub.outcome import Moved, Outcome, Posted
from agent_console.hub.store import Store


class Lease:
    """Puts the conversations of an agent who has had no connection for too long back into the queue.

    Of all hubs, one watches at a time.
    """

    def __init__(
        self, store: Store, clock: HubClock, seconds: float, online: Callable[[AgentId], bool]
    ) -> None:
        self._store = store
        self._seconds = seconds
        self._online = online
        self._watching = False
        self._vigil: Vigil[AgentId] = Vigil(store, clock, self._plan)

    def came(self, agent: AgentId) -> None:
        """The agent has a connection."""
        self._vigil.deadlines.clear(agent)

    def went(self, agent: AgentId) -> None:
        """The agent's last connection has ended."""
        self._renew(agent)

    def hear(self, outcome: Outcome) -> None:
        """Watch over an agent who takes or writes without a connection, through a program."""
        match outcome:
            case Moved(after=owner) if owner is not None and owner not in self._vigil.deadlines:
                self._renew(owner)
            case Posted(owner=owner, message=message) if owner is not None and owner == message.writer:
                self._renew(owner)
            case _:
                pass  # nobody has shown that they are there

    async def run(self) -> None:
        """Watch until cancelled; an agent who held something before this began has all the time again."""
        self._watching = True
        try:
            async for holding in unfinished(self._store):
                if holding.owner is not None:
                    self._renew(holding.owner)
            await self._vigil.run()
        finally:
            self._watching = False
            self._vigil.deadlines.clear_all()

    def _renew(self, agent: AgentId) -> None:
        if self._watching and not self._online(agent):
            self._vigil.deadlines.set(agent, self._seconds)

    async def _plan(self, agents: Sequence[AgentId]) -> Mapping[AgentId, Command]:
        return {agent: Lapse(agent) for agent in agents if not self._online(agent)}
