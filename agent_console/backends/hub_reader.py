"""What a hub's frames mean to an agent's desk; no I/O."""

from collections.abc import Iterator

from agent_console.backends.hub_saying import heard
from agent_console.domain.chat import ConversationId
from agent_console.domain.events import (
    Arrival,
    AvailabilityChanged,
    ConversationEnded,
    ConversationOpened,
    CustomerRead,
    CustomerTyping,
    Event,
    FactsChanged,
    MessageArrived,
    PresenceChanged,
    QuestionAsked,
    QuestionSettled,
    SignedIn,
)
from agent_console.wire import translation
from agent_console.wire.cursor import Cursor, Step
from agent_console.wire.error import FrameError
from agent_console.wire.frame import (
    AgentWelcome,
    Asked,
    Availability,
    Changed,
    CustomerPresence,
    Ended,
    Entry,
    Frame,
    Heads,
    Messages,
    Opened,
    Queue,
    Reread,
    Seen,
    Settled,
    Team,
    Typing,
)


class HubReader:
    """Turns frames into events: repeats are dropped, and for holes the missing messages are asked for."""

    def __init__(self, hub: str = "") -> None:
        self.cursor = Cursor()
        self.hub = hub
        """Its address; files are fetched there."""

    def read(self, frame: Frame) -> Iterator[Event | Reread]:
        """Yield what a frame tells, and the frames to send for what it lacks.

        Raises `FrameError` for one that a hub does not send to an agent.
        """
        match frame:
            case AgentWelcome(agent, name, accepting, held):
                self.cursor.keep(held)
                yield SignedIn(agent, name, frozenset(held))
                yield AvailabilityChanged(accepting)
            case Opened():
                yield from self._opened(frame)
            case Messages(conversation, entries):
                yield from self._arrived(conversation, entries)
            case Ended(conversation, reason):
                self.cursor.forget(conversation)
                yield ConversationEnded(conversation, heard(reason))
            case Heads(heads):
                for behind in self.cursor.behind(heads):
                    yield self._missing(ConversationId(behind))
            case Asked(question):
                yield QuestionAsked(translation.question(question, self.hub))
            case _:
                yield _news(frame)

    def _opened(self, frame: Opened) -> Iterator[Event | Reread]:
        conversation = translation.conversation(frame.facts)
        read = list(self._read(conversation.id, frame.messages))
        yield ConversationOpened(conversation, tuple(item for item in read if isinstance(item, Arrival)))
        yield from (item for item in read if isinstance(item, Reread))

    def _arrived(self, conversation: ConversationId, entries: tuple[Entry, ...]) -> Iterator[Event | Reread]:
        for item in self._read(conversation, entries):
            if isinstance(item, Arrival):
                yield MessageArrived(conversation, item.message, item.age)
            else:
                yield item

    def _read(self, conversation: ConversationId, entries: tuple[Entry, ...]) -> Iterator[Arrival | Reread]:
        """Yield the messages that are next; at a hole, ask for what is missing and stop."""
        for entry in entries:
            match self.cursor.accept(conversation, entry.sequence):
                case Step.NEXT:
                    yield translation.arrival(entry, self.hub)
                case Step.HOLE:
                    yield self._missing(conversation)
                    return
                case Step.REPEAT:
                    continue

    def _missing(self, conversation: ConversationId) -> Reread:
        return Reread(conversation, self.cursor.read(conversation))


def _news(frame: Frame) -> Event:
    """Return the event in a frame that says one thing and no messages."""
    match frame:
        case Queue():
            return translation.queue(frame)
        case Team():
            return translation.team(frame)
        case Availability(accepting):
            return AvailabilityChanged(accepting)
        case Settled(question):
            return QuestionSettled(question)
        case _:
            return _aside(frame)


def _aside(frame: Frame) -> Event:
    """Return the event in a frame about a conversation, but not about its messages."""
    match frame:
        case Changed(facts):
            return FactsChanged(translation.conversation(facts))
        case Typing(conversation, preview):
            return CustomerTyping(conversation, preview)
        case Seen(sequence, conversation):
            return CustomerRead(conversation, sequence)
        case CustomerPresence(conversation, presence):
            return PresenceChanged(conversation, presence)
        case _:
            raise FrameError(f"a hub does not send {type(frame).__name__} to an agent")
