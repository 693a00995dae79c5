"""The agents of the team, shown to each other; a burst of changes is read once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from agent_console.domain.chat import AgentId
from agent_console.hub.live.refresh import Refresh
from agent_console.hub.store import Store
from agent_console.wire.frame import Frame, Peer, Team


@dataclass(frozen=True, slots=True)
class Lineup:
    """Everybody, and the queues that there are."""

    peers: tuple[Peer, ...]
    queues: tuple[str, ...]

    def beside(self, agent: AgentId) -> Team:
        """Return the team as one of its agents is told of it."""
        return Team(tuple(peer for peer in self.peers if peer.id != agent), self.queues)


class Roster:
    """Reads the team when it has changed."""

    def __init__(
        self,
        store: Store,
        queues: Sequence[str],
        online: Callable[[AgentId], bool],
        show: Callable[[Callable[[AgentId], Frame]], None],
    ) -> None:
        """`queues` are offered besides those in use; `show` sends each agent a frame."""
        self._store = store
        self._queues = frozenset(queues)
        self._online = online
        self._show = show
        self._refresh = Refresh(self._read)
        self.changed = self._refresh.changed
        self.run = self._refresh.run

    async def lineup(self) -> Lineup:
        """Return the team as it is now."""
        members = await self._store.team()
        peers = tuple(
            Peer(member.id, member.name, self._online(member.id), member.accepting, member.holding)
            for member in members
        )
        return Lineup(peers, tuple(sorted(self._queues.union(await self._store.queues()))))

    async def _read(self) -> None:
        lineup = await self.lineup()
        self._show(lineup.beside)
