"""Who is connected, and what each of them must hear of what was committed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from agent_console.domain.chat import AgentId
from agent_console.domain.customer import CustomerId
from agent_console.domain.history import Move
from agent_console.hub.command import AcceptingChanged, Moved, Outcome, Posted, StoredMessage
from agent_console.hub.connection import CatchUp, Connection
from agent_console.wire.frame import Availability, Ended, Entry, Frame, Messages

Key = TypeVar("Key")


class Switchboard:
    """Passes outcomes on, in the order of commits, to every connection that they concern; never waits."""

    def __init__(self, entry: Callable[[StoredMessage], Entry], queue_changed: Callable[[], None]) -> None:
        self._entry = entry
        self._queue_changed = queue_changed
        self._agents: dict[AgentId, set[Connection]] = {}
        self._customers: dict[CustomerId, set[Connection]] = {}

    @contextmanager
    def agent(self, agent: AgentId, connection: Connection) -> Iterator[None]:
        """Have an agent's connection hear what concerns the agent, while this lasts."""
        with _member(self._agents, agent, connection):
            yield

    @contextmanager
    def customer(self, customer: CustomerId, connection: Connection) -> Iterator[None]:
        """Have a customer's connection hear what concerns the customer, while this lasts."""
        with _member(self._customers, customer, connection):
            yield

    def tell_agents(self, frame: Frame) -> None:
        """Send a frame to every agent."""
        for connections in self._agents.values():
            for connection in connections:
                connection.put(frame)

    def publish(self, outcome: Outcome) -> None:
        """Tell everybody concerned what was committed."""
        match outcome:
            case Posted():
                self._posted(outcome)
            case Moved():
                self._moved(outcome)
            case AcceptingChanged(agent, accepting):
                for connection in self._agents.get(agent, ()):
                    connection.put(Availability(accepting))
            case _:
                pass  # nothing changed

    def _posted(self, posted: Posted) -> None:
        frame = Messages(posted.conversation, (self._entry(posted.message),))
        for connection in self._customers.get(posted.customer, ()):
            connection.put(frame)
        if posted.owner is not None:
            for connection in self._agents.get(posted.owner, ()):
                connection.put(frame)
        if posted.queued:
            self._queue_changed()

    def _moved(self, moved: Moved) -> None:
        if moved.move is Move.CLOSED:
            self._closed(moved)
            return
        if moved.after is not None:
            for connection in self._agents.get(moved.after, ()):
                connection.put(CatchUp(moved.conversation))
        self._queue_changed()

    def _closed(self, moved: Moved) -> None:
        frame = Ended(moved.conversation, "closed")
        if moved.before is not None:
            for connection in self._agents.get(moved.before, ()):
                connection.put(frame)
                connection.forget(moved.conversation)
        for connection in self._customers.get(moved.customer, ()):
            connection.put(frame)


@contextmanager
def _member(group: dict[Key, set[Connection]], key: Key, connection: Connection) -> Iterator[None]:
    """Keep a connection in the set of its key while this lasts."""
    group.setdefault(key, set()).add(connection)
    try:
        yield
    finally:
        group[key].discard(connection)
        if not group[key]:
            del group[key]
