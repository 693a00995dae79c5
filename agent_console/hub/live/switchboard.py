"""Who is connected, and what each of them must hear of what was committed."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from agent_console.domain.chat import AgentId, ConversationId, Presence
from agent_console.domain.history import Move
from agent_console.hub.live.connection import CatchUp, Connection, Consult, Update
from agent_console.hub.neighbour.neighbourhood import Hint, Neighbours
from agent_console.hub.outcome import (
    AcceptingChanged,
    CustomerRead,
    Lapsed,
    Missed,
    Moved,
    Outcome,
    Posted,
    Refreshed,
    StoredMessage,
)
from agent_console.wire.frame import (
    Availability,
    CustomerPresence,
    Ended,
    Entry,
    Frame,
    Messages,
    Seen,
    Settled,
    Typing,
)

Key = TypeVar("Key")

PRESENCE = {Move.LEFT: Presence.LEFT, Move.RETURNED: Presence.HERE}
"""The moves that are nothing but a customer's coming and going."""


class Switchboard:
    """Passes outcomes on, in the order of commits, to every connection that they concern; never waits."""

    def __init__(
        self,
        for_agent: Callable[[StoredMessage], Entry],
        for_customer: Callable[[StoredMessage], Entry],
        neighbours: Neighbours,
    ) -> None:
        """The first two make of a message what goes out to that kind of client."""
        self._neighbours = neighbours
        self._for_agent = for_agent
        self._for_customer = for_customer
        self._agents: dict[AgentId, set[Connection]] = {}
        self._customers: dict[ConversationId, set[Connection]] = {}

    @contextmanager
    def agent(self, agent: AgentId, connection: Connection) -> Iterator[None]:
        """Have an agent's connection hear what concerns the agent, while this lasts."""
        with _member(self._agents, agent, connection):
            yield

    @contextmanager
    def customer(self, conversation: ConversationId, connection: Connection) -> Iterator[None]:
        """Have a customer's connection hear what concerns their conversation, while this lasts."""
        with _member(self._customers, conversation, connection):
            yield

    def connected(self, agent: AgentId) -> bool:
        """Whether an agent is connected to this hub."""
        return agent in self._agents

    def online(self, agent: AgentId) -> bool:
        """Whether an agent is connected, to this hub or to another one on the same store."""
        return agent in self._agents or self._neighbours.online(agent)

    def agents_of(self, agent: AgentId | None) -> Iterable[Connection]:
        """Return the connections of an agent; none of nobody."""
        return () if agent is None else self._agents.get(agent, ())

    def customers_of(self, conversation: ConversationId) -> Iterable[Connection]:
        """Return the connections of a conversation's customer."""
        return self._customers.get(conversation, ())

    def tell_agents(self, frame: Frame) -> None:
        """Send a frame to every agent."""
        self.tell_each_agent(lambda _: frame)

    def tell_each_agent(self, frame: Callable[[AgentId], Frame]) -> None:
        """Send every agent a frame of their own."""
        for agent, connections in self._agents.items():
            _tell(connections, frame(agent))

    def hint(self, hint: Hint) -> None:
        """Have whoever is concerned told that somebody is writing, wherever they are connected."""
        self.hint_here(hint)
        self._neighbours.pass_on(hint)

    def hint_here(self, hint: Hint) -> None:
        """Have those told who are connected to this hub."""
        told = self.customers_of(hint.conversation) if hint.owner is None else self.agents_of(hint.owner)
        for connection in told:
            connection.hint(Typing(hint.conversation, hint.preview))

    def look(self, conversation: ConversationId) -> None:
        """Have the customer told how the conversation stands."""
        for connection in self.customers_of(conversation):
            connection.put(Update(conversation))

    def publish(self, outcome: Outcome) -> None:
        """Tell everybody concerned what was committed."""
        match outcome:
            case Posted():
                self._posted(outcome)
            case Moved():
                self._moved(outcome)
            case Lapsed():
                self._lapsed(outcome)
            case CustomerRead():
                _tell(self.agents_of(outcome.owner), Seen(outcome.sequence, outcome.conversation))
            case Refreshed():
                self._refreshed(outcome)
            case AcceptingChanged(agent, accepting):
                _tell(self.agents_of(agent), Availability(accepting))
            case Missed():
                self._dismiss_all()
            case _:
                pass  # nothing changed

    def _dismiss_all(self) -> None:
        for group in (*self._agents.values(), *self._customers.values()):
            for connection in group:
                connection.dismiss()

    def _lapsed(self, lapsed: Lapsed) -> None:
        for moved in lapsed.moves:
            self._moved(moved)

    def _posted(self, posted: Posted) -> None:
        self._deliver(posted.conversation, posted.owner, (posted.message,))
        if posted.returned:
            _tell(self.agents_of(posted.owner), CustomerPresence(posted.conversation, Presence.HERE))
        if posted.queued:
            self.look(posted.conversation)

    def _moved(self, moved: Moved) -> None:
        stays = moved.before == moved.after
        self._deliver(moved.conversation, moved.after if stays else None, moved.messages)
        if stays:
            self._changed(moved)
        else:
            self._handed_on(moved)
        if moved.move is Move.CLOSED:
            _tell(self.customers_of(moved.conversation), Ended(moved.conversation, "closed"))
        self.look(moved.conversation)
        self._inquire(moved)

    def _deliver(
        self, conversation: ConversationId, owner: AgentId | None, messages: Iterable[StoredMessage]
    ) -> None:
        """Send messages to their owner, and to the customer what is for customers."""
        for message in messages:
            _tell(self.agents_of(owner), Messages(conversation, (self._for_agent(message),)))
            if message.heard:
                heard = Messages(conversation, (self._for_customer(message),))
                _tell(self.customers_of(conversation), heard)

    def _changed(self, moved: Moved) -> None:
        """Tell the owner of a conversation that something about it is other than before."""
        if moved.move in PRESENCE:
            presence = CustomerPresence(moved.conversation, PRESENCE[moved.move])
            _tell(self.agents_of(moved.after), presence)
        self._refresh(moved.conversation, moved.after)

    def _refreshed(self, refreshed: Refreshed) -> None:
        for conversation, owner in refreshed.conversations:
            self._refresh(conversation, owner)

    def _refresh(self, conversation: ConversationId, owner: AgentId | None) -> None:
        for connection in self.agents_of(owner):
            connection.put(Update(conversation))

    def _handed_on(self, moved: Moved) -> None:
        """Take a conversation off its former owner's consoles, and bring all of it to the next owner's."""
        for connection in self.agents_of(moved.before):
            connection.put(Ended(moved.conversation, moved.reason or moved.move.value))
            connection.forget(moved.conversation)
        for connection in self.agents_of(moved.after):
            connection.put(CatchUp(moved.conversation))

    def _inquire(self, moved: Moved) -> None:
        if moved.asked is not None:
            for connection in self.agents_of(moved.asked.colleague):
                connection.put(Consult(moved.asked.question))
        for inquiry in moved.settled:
            _tell(self.agents_of(inquiry.colleague), Settled(inquiry.question))


def _tell(connections: Iterable[Connection], frame: Frame) -> None:
    for connection in connections:
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
