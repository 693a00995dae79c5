"""The hub between its sockets and its store: who is there, and all that follows from what was committed."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from agent_console.domain.chat import AgentId, ConversationId
from agent_console.hub.clock import HubClock
from agent_console.hub.live.attendance import Attendance
from agent_console.hub.live.connection import Connection
from agent_console.hub.live.history import History
from agent_console.hub.live.lease import Lease
from agent_console.hub.live.queue_board import QueueBoard
from agent_console.hub.live.roster import Roster
from agent_console.hub.live.silence import Silence
from agent_console.hub.live.standing import Standings
from agent_console.hub.live.switchboard import Switchboard
from agent_console.hub.neighbour.neighbourhood import Hint, Job, Neighbours
from agent_console.hub.outcome import AcceptingChanged, Lapsed, Missed, Moved, Outcome, Posted
from agent_console.hub.settings import HubSettings
from agent_console.hub.store import Store


class Floor:
    """Puts together what hears of commits; its jobs run as long as the hub does."""

    def __init__(self, settings: HubSettings, store: Store, clock: HubClock, neighbours: Neighbours) -> None:
        self._neighbours = neighbours
        self.history = History(store, clock)
        self.switchboard = Switchboard(self.history.entry, self.history.heard, neighbours)
        self.standings = Standings(store, clock, self.switchboard.look)
        self.board = QueueBoard(store, clock, self.switchboard.tell_agents)
        online, show = self.switchboard.online, self.switchboard.tell_each_agent
        self.roster = Roster(store, settings.queues, online, show)
        self._lease = Lease(store, clock, settings.lease_seconds, online)
        self._silence = Silence(store, clock, settings.silent_seconds)
        self._attendance = Attendance(store, clock, settings.left_seconds, neighbours)

    @property
    def jobs(self) -> Sequence[Job]:
        """What must run beside the sockets, each once, supervised."""
        here = (self.board, self.roster, self.standings, self._attendance)
        common = (self._lease, self._silence)
        return [
            *(runner.run for runner in here),
            *(partial(self._neighbours.in_turn, runner.run) for runner in common),
            partial(self._neighbours.run, self),
        ]

    def publish(self, outcome: Outcome) -> None:
        """Let everybody and everything concerned know what was committed; to be called in that order."""
        self.switchboard.publish(outcome)
        self._lease.hear(outcome)
        self._silence.hear(outcome)
        self._count(outcome)

    @contextmanager
    def agent(self, agent: AgentId, connection: Connection) -> Iterator[None]:
        """Have an agent be here, and hear by this connection what concerns them, while this lasts."""
        try:
            with self.switchboard.agent(agent, connection):
                self._neighbours.agent_came(agent)
                self._lease.came(agent)
                self.roster.changed()
                yield
        finally:
            if not self.switchboard.connected(agent):
                self._neighbours.agent_went(agent)
                self._lease.went(agent)
                self.roster.changed()

    @contextmanager
    def customer(self, conversation: ConversationId, connection: Connection) -> Iterator[None]:
        """Have a customer be here, and hear by this connection what is for them, while this lasts."""
        with self.switchboard.customer(conversation, connection), self._attendance.present(conversation):
            yield

    def team_changed(self, came: Collection[AgentId], went: Collection[AgentId]) -> None:
        """Hear that agents are connected to some other hub who were not before, or the other way round."""
        for agent in came:
            self._lease.came(agent)
        for agent in went:
            self._lease.went(agent)
        self.roster.changed()

    def neighbour_lost(self) -> None:
        """Hear that another hub is gone."""
        self._attendance.neighbour_lost()

    def turn_came(self) -> None:
        """Hear that the common jobs are this hub's: another may have ended before this one saw it."""
        self._attendance.neighbour_lost()

    def hinted(self, hint: Hint) -> None:
        """Hear that somebody who is connected to another hub is writing."""
        self.switchboard.hint_here(hint)

    def _count(self, outcome: Outcome) -> None:
        """Have the queue and the team counted again where they are other than before."""
        match outcome:
            case Posted(queued=True):
                self._queue_changed()
            case Moved():
                self._count_move(outcome)
            case Lapsed(moves=moves):
                for moved in moves:
                    self._count_move(moved)
            case AcceptingChanged():
                self.roster.changed()
            case Missed():
                self._queue_changed()
                self.roster.changed()
            case _:
                pass  # nobody came, went or waits now who did not before

    def _count_move(self, moved: Moved) -> None:
        if moved.queue_changed:
            self._queue_changed()
        if moved.before != moved.after:
            self.roster.changed()

    def _queue_changed(self) -> None:
        self.board.changed()
        self.standings.queue_changed()
