"""The nouns of a chat: conversations, messages, and who wrote them."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from itertools import filterfalse
from operator import attrgetter
from typing import NewType

from agent_console.domain.attachment import Attachment
from agent_console.domain.customer import Customer
from agent_console.domain.wait import ANSWERED, Wait
from agent_console.texts import N_

ConversationId = NewType("ConversationId", str)
ClientId = NewType("ClientId", str)
"""The id that a message's writer gave it before sending; unique per writer, kept for ever."""
AgentId = NewType("AgentId", str)


class Author(StrEnum):
    """Who wrote a message."""

    CUSTOMER = N_("customer")
    AGENT = N_("agent")
    BOT = N_("bot")
    SYSTEM = N_("system")


class Mode(StrEnum):
    """Whom a message is for: the customer (reply) or colleagues only (note)."""

    REPLY = "reply"
    NOTE = "note"


class Delivery(StrEnum):
    """How far a message has come."""

    DELAYED = "delayed"
    SAVING = "saving"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"
    RECALLED = "recalled"


class Status(StrEnum):
    """Where a conversation stands."""

    WAITING = "waiting"
    """In the queue: no agent holds it."""
    OPEN = "open"
    CLOSED = "closed"


class Priority(StrEnum):
    """How soon a conversation must be served; in the queue a higher one comes first."""

    LOW = N_("low")
    NORMAL = N_("normal")
    HIGH = N_("high")
    URGENT = N_("urgent")

    @property
    def rank(self) -> int:
        """Its place before the wait decides: 0 is served first."""
        return len(Priority) - 1 - list(Priority).index(self)


class Presence(StrEnum):
    """Whether the customer is there."""

    UNKNOWN = "unknown"
    HERE = "here"
    LEFT = "left"
    """The customer ended the chat, or has had no connection for a while."""


@dataclass(frozen=True, slots=True)
class Promise:
    """The agent said to be back at a time (aware, UTC)."""

    until: datetime
    text: str = ""


_AMENDS = attrgetter("amends")
_UNDERWAY = frozenset({Delivery.SAVING, Delivery.SENDING, Delivery.SENT})


@dataclass(frozen=True, slots=True)
class Message:
    """One message; the text is raw, as its writer sent it."""

    client_id: ClientId
    author: Author
    name: str
    """What the writer is called."""
    text: str
    sent_at: datetime
    """The server's time of committing it (aware, UTC); an echo carries the console's own time."""
    sequence: int = 0
    """Its place in the conversation: 1, 2, 3, ... without holes; 0 until it is committed."""
    mode: Mode = Mode.REPLY
    delivery: Delivery = Delivery.SENT
    failure: str = ""
    """Why it failed, for a person; empty unless `delivery` is failed."""
    attachment: Attachment | None = None
    amends: int = 0
    """The sequence of the message whose words this one replaces; empty text takes them away.

    An amendment has a place in the conversation like any message, but is not shown by itself.
    """
    edited: bool = False
    """Whether its writer has put other words into it since."""
    handed_over: bool = False
    """Whether this note came with the conversation from the agent who had it before."""

    @property
    def answers(self) -> bool:
        """Whether it is a person's reply to the customer, which ends a wait."""
        return self.author is Author.AGENT and self.mode is Mode.REPLY and not self.amends

    def amended(self, amendment: "Message") -> "Message":
        """Return the message with the words of its amendment, or without any."""
        if amendment.text:
            return replace(self, text=amendment.text, edited=True)
        return replace(self, text="", attachment=None, delivery=Delivery.RECALLED)


@dataclass(frozen=True, slots=True)
class Conversation:
    """One customer's chat as the agent sees it; every change makes a new value."""

    id: ConversationId
    customer: Customer
    channel: str = "chat"
    queue: str = ""
    concern: str = ""
    """What the customer said it is about before the chat began."""
    page: str = ""
    """The address of the page the customer wrote from."""
    page_title: str = ""
    referrer: str = ""
    """The address of the page the customer came from."""
    status: Status = Status.OPEN
    fence: int = 0
    """Counts the owners; a send made under an older fence is refused."""
    messages: tuple[Message, ...] = ()
    """Committed messages by sequence."""
    echoes: tuple[Message, ...] = ()
    """The agent's own messages that are not committed yet, in the order they were accepted."""
    wait: Wait = field(default=ANSWERED)
    """The wait by committed messages alone."""
    amendments: int = 0
    """How many of `messages` are amendments."""
    replied_at: float | None = None
    """When the newest reply was committed (monotonic); None once the customer has written since."""
    tags: tuple[str, ...] = ()
    priority: Priority = Priority.NORMAL
    promise: Promise | None = None
    noted: Promise | None = None
    """The same promise, where the chat system has none and this console alone keeps it."""
    outcome: str = ""
    """How it ended when it was last closed."""
    blocked: bool = False
    presence: Presence = Presence.UNKNOWN
    read: int = 0
    """The sequence up to which the customer has read."""
    callback_at: datetime | None = None
    """When the customer asked to be called (aware, UTC)."""

    @property
    def head(self) -> int:
        """The sequence of the newest committed message; 0 when there is none."""
        return self.messages[-1].sequence if self.messages else 0

    @property
    def waiting(self) -> Wait:
        """The wait to show: a reply under way counts as an answer until it fails."""
        if any(echo.answers and echo.delivery in _UNDERWAY for echo in self.echoes):
            return ANSWERED
        return self.wait

    @property
    def shown(self) -> tuple[Message, ...]:
        """The committed messages to show, oldest first: all but the amendments."""
        if not self.amendments:  # by far the most chats; nothing may be counted through at each redraw
            return self.messages
        return tuple(filterfalse(_AMENDS, self.messages))

    @property
    def transcript(self) -> tuple[Message, ...]:
        """Everything to show, oldest first; echoes stay below what is committed."""
        return self.shown + self.echoes

    def reached(self, message: Message) -> Delivery:
        """Return how far a message to the customer has come, the customer's reading included."""
        read = message.answers and 0 < message.sequence <= self.read
        return Delivery.READ if read and message.delivery is Delivery.SENT else message.delivery

    def since(self, sequence: int) -> tuple[Message, ...]:
        """Return the committed messages behind that sequence."""
        first = self.messages[0].sequence if self.messages else 0
        return self.messages[max(0, sequence + 1 - first) :]

    def last_from(self, author: Author) -> Message | None:
        """Return the newest committed message of that author."""
        return next((m for m in reversed(self.messages) if m.author is author), None)

    def arrived(self, message: Message, at: float) -> "Conversation":
        """Commit a message from the server.

        `at` is the monotonic instant at which the server committed it. A message already shown is
        ignored; one that would leave a hole raises `GapError`.
        """
        if message.sequence <= self.head:
            return self
        if self.messages and message.sequence != self.head + 1:
            raise GapError(self.id, self.head, message.sequence)
        kept = self._without_echo(message.client_id) if message.author is Author.AGENT else self
        return kept._committed(message, at)._absorbed(at)

    def acknowledged(
        self, client_id: ClientId, sequence: int, sent_at: datetime, at: float
    ) -> "Conversation":
        """Mark an echo as committed under `sequence`; it takes its place once all before it is known.

        One from before the part of the history that is shown goes: its place is not on screen. One with a
        file stays an echo until the message itself arrives, which alone says where the file is fetched.
        """
        if sequence <= self.head:
            return self._without_echo(client_id)
        echoes = tuple(
            replace(echo, sequence=sequence, sent_at=sent_at, delivery=Delivery.SENT, failure="")
            if echo.client_id == client_id
            else echo
            for echo in self.echoes
        )
        return self if echoes == self.echoes else replace(self, echoes=echoes)._absorbed(at)

    def echoed(self, message: Message) -> "Conversation":
        """Show the agent's own message before the server has it; one already shown changes nothing."""
        if any(known.client_id == message.client_id for known in self.transcript):
            return self
        return replace(self, echoes=(*self.echoes, message))

    def delivering(self, client_id: ClientId, delivery: Delivery, failure: str = "") -> "Conversation":
        """Set how far an echo has come; an unknown id changes nothing."""
        echoes = tuple(
            replace(echo, delivery=delivery, failure=failure) if echo.client_id == client_id else echo
            for echo in self.echoes
        )
        return self if echoes == self.echoes else replace(self, echoes=echoes)

    def withdrawn(self, client_id: ClientId) -> "Conversation":
        """Take an echo off the transcript, because its text went back to the draft."""
        return self._without_echo(client_id)

    def refreshed(self, facts: "Conversation") -> "Conversation":
        """Return the conversation with newer facts about it, and its own messages."""
        return replace(
            facts,
            messages=self.messages,
            echoes=self.echoes,
            wait=self.wait,
            amendments=self.amendments,
            replied_at=self.replied_at,
            promise=facts.promise or self.noted,
            noted=self.noted,
        )

    def promising(self, promise: Promise | None) -> "Conversation":
        """Keep a promise, or none, in this console alone."""
        return replace(self, promise=promise, noted=promise)

    def excused(self) -> "Conversation":
        """Stop the clock, because no reply is owed."""
        return replace(self, wait=ANSWERED)

    def _committed(self, message: Message, at: float) -> "Conversation":
        if message.amends:
            messages = (*self._amended(message), message)
            return replace(self, messages=messages, amendments=self.amendments + 1)
        wait, replied_at = self.wait, self.replied_at
        if message.author is Author.CUSTOMER:
            wait, replied_at = wait.asked(at), None
        elif message.answers:
            wait, replied_at = ANSWERED, at
        return replace(self, messages=(*self.messages, message), wait=wait, replied_at=replied_at)

    def _amended(self, amendment: Message) -> tuple[Message, ...]:
        return tuple(
            message.amended(amendment) if message.sequence == amendment.amends else message
            for message in self.messages
        )

    def _absorbed(self, at: float) -> "Conversation":
        """Move acknowledged echoes whose turn has come into the committed part."""
        conversation = self
        for echo in conversation._due():
            conversation = conversation._without_echo(echo.client_id)._committed(echo, at)
        return conversation

    def _due(self) -> Iterator[Message]:
        head = self.head
        for echo in sorted(self.echoes, key=lambda echo: echo.sequence):
            if echo.sequence == head + 1 and echo.attachment is None:
                head = echo.sequence
                yield echo

    def _without_echo(self, client_id: ClientId) -> "Conversation":
        echoes = tuple(echo for echo in self.echoes if echo.client_id != client_id)
        return self if len(echoes) == len(self.echoes) else replace(self, echoes=echoes)


class GapError(Exception):
    """Messages between `head` and `arrived` are missing; they must be read again before more is shown."""

    def __init__(self, conversation: ConversationId, head: int, arrived: int) -> None:
        super().__init__(f"{conversation}: message {arrived} came after {head}")
        self.conversation = conversation
        self.head = head
