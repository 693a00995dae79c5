"""What is around the conversations: connections, the agent, the queue, colleagues and what they ask."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from agent_console.domain import events
from agent_console.domain.change import Change, Part
from agent_console.domain.chat import AgentId, Author, ConversationId, Message
from agent_console.domain.connection import NONE_YET, Connection, Queued
from agent_console.domain.enquiry import Enquiries
from agent_console.domain.events import Link
from agent_console.domain.system import SystemName, system_of
from agent_console.domain.team import Colleague, Question

__all__ = ["Queued", "SurroundingEvent", "Surroundings"]

SurroundingEvent = (
    events.LinkChanged
    | events.AvailabilityChanged
    | events.QueueChanged
    | events.TeamChanged
    | events.QuestionAsked
    | events.QuestionSettled
)

_WORST_FIRST: Final = (Link.REFUSED, Link.OFFLINE, Link.CONNECTING, Link.ONLINE)


class Surroundings:
    """Folded from what the chat systems say; the desk stands among them."""

    def __init__(self) -> None:
        self._connections: dict[SystemName, Connection] = {}
        self._enquiries = Enquiries()

    @property
    def connections(self) -> Mapping[SystemName, Connection]:
        """How the desk stands with each chat system, in the order they were heard of."""
        return MappingProxyType(self._connections)

    @property
    def several(self) -> bool:
        """Whether there is more than one chat system, so that each must be named."""
        return len(self._connections) > 1

    def connection(self, conversation: ConversationId) -> Connection:
        """Return how the desk stands with the chat system of a conversation."""
        return self._connections.get(system_of(conversation), NONE_YET)

    def online(self, conversation: ConversationId) -> bool:
        """Whether the chat system of a conversation is connected."""
        return self.connection(conversation).link is Link.ONLINE

    def own(self, conversation: ConversationId, message: Message) -> bool:
        """Whether this agent wrote a message, on whichever console."""
        name = self.connection(conversation).agent_name
        return message.author is Author.AGENT and message.name == name

    # Of all systems together

    @property
    def link(self) -> Link:
        """The state of the connection that is worst."""
        links = {connection.link for connection in self._connections.values()}
        return next((link for link in _WORST_FIRST if link in links), Link.CONNECTING)

    @property
    def agent_name(self) -> str:
        """What the agent is called, by the first system that knows the agent; empty before."""
        return next((c.agent_name for c in self._connections.values() if c.agent_name), "")

    @property
    def agent(self) -> AgentId:
        """The agent's id, by the first system that knows the agent; empty before."""
        return next((c.agent for c in self._connections.values() if c.agent), AgentId(""))

    @property
    def accepting(self) -> bool:
        """Whether new customers come to the agent from anywhere."""
        return any(connection.accepting for connection in self._connections.values())

    @property
    def queue(self) -> tuple[Queued, ...]:
        """Who waits, the next one first: as a system says, and between systems by priority, then by wait."""
        queues = [connection.queue for connection in self._connections.values() if connection.queue]
        if len(queues) < 2:
            return queues[0] if queues else ()
        everybody = (queued for queue in queues for queued in queue)
        return tuple(sorted(everybody, key=lambda one: (one.facts.priority.rank, one.since)))

    @property
    def served(self) -> bool:
        """Whether somebody waits in a system that is connected."""
        return any(one.queue and one.link is Link.ONLINE for one in self._connections.values())

    @property
    def colleagues(self) -> tuple[Colleague, ...]:
        """The other agents of all systems."""
        return tuple(one for connection in self._connections.values() for one in connection.colleagues)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What colleagues wait to be told, the oldest first."""
        return self._enquiries.oldest_first

    # What they say

    def notice(self, event: SurroundingEvent, now: float) -> Change:
        """Fold one event at the monotonic instant `now` and say what changed."""
        if isinstance(event, events.QuestionAsked | events.QuestionSettled):
            self._enquiries.take(event, now)
            return Change(Part.QUESTIONS)
        known = self._connections.get(event.system, NONE_YET)
        match event:
            case events.LinkChanged():
                told, part = replace(known, link=event.link, reason=event.reason), Part.STATUS
            case events.AvailabilityChanged():
                told, part = replace(known, accepting=event.accepting), Part.STATUS
            case events.QueueChanged():
                queue = tuple(Queued(w, now - w.age.total_seconds()) for w in event.waiting)
                told, part = replace(known, queue=queue), Part.QUEUE
            case events.TeamChanged():
                told = replace(known, colleagues=event.colleagues, queues=event.queues)
                part = Part.TEAM
        self._connections[event.system] = told
        return Change(part)

    def greeted(self, event: events.SignedIn) -> None:
        """Note who the agent is; questions that are still open are told again."""
        known = self._connections.get(event.system, NONE_YET)
        self._connections[event.system] = replace(known, agent=event.agent, agent_name=event.name)
        self._enquiries.clear(event.system)
