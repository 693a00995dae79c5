"""A chat system in this process: the hub's rules without a network, and customers played by the caller."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

from agent_console.domain import events
from agent_console.domain.chat import (
    AgentId,
    Author,
    ClientId,
    Conversation,
    ConversationId,
    Message,
    Mode,
    Status,
)
from agent_console.domain.customer import Customer, CustomerId
from agent_console.domain.events import Event
from agent_console.domain.outbox import Acknowledged, Intent, Refused, SendResult, Unreachable
from agent_console.ports import Capabilities, Clock, Declined

MOST_BYTES = 16 * 1024
OFFLINE = Declined("The chat system cannot be reached.", "offline")


@dataclass
class _Chat:
    """One conversation as the server keeps it."""

    facts: Conversation
    waiting_since: float
    owner: AgentId | None = None
    arrivals: list[tuple[Message, float]] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    """The last send number of each device."""

    @property
    def id(self) -> ConversationId:
        return self.facts.id

    @property
    def head(self) -> int:
        return len(self.arrivals)

    def find(self, client_id: ClientId, author: Author) -> Message | None:
        return next((m for m, _at in self.arrivals if (m.client_id, m.author) == (client_id, author)), None)

    def move(self, owner: AgentId | None, status: Status) -> None:
        """Give the conversation to another owner; what an earlier one still sends is refused from now on."""
        self.owner = owner
        self.facts = replace(self.facts, status=status, fence=self.facts.fence + (owner is not None))


class MemoryWorld:
    """The server and its customers; every backend of one world sees the same conversations."""

    def __init__(self, clock: Clock) -> None:
        self.chats: dict[ConversationId, _Chat] = {}
        self.online = True
        self.losing_answers = 0
        """How many of the next sends are committed without an answer."""
        self.losing_events = 0
        """How many of the next messages no agent hears of, as if frames were lost."""
        self.silent = False
        """Whether agents are told nothing, although their commands are carried out."""
        self.history = 0
        """How many of its newest messages an opened conversation brings; 0 for all."""
        self.refusing = ""
        """Why every new reply is refused; empty when none is."""
        self.stuck: set[ConversationId] = set()
        """Conversations whose sends reach nobody."""
        self.attempts = 0
        """How many sends were begun, whatever came of them."""
        self.flowing = asyncio.Event()
        """Sends, and answers to taking, wait while this is cleared."""
        self.flowing.set()
        self._clock = clock
        self._backends: list[MemoryBackend] = []
        self._ids = itertools.count(1)

    # What customers do

    def join(self, name: str, concern: str = "", **known: str) -> ConversationId:
        """Let a customer come to the queue; `known` are further fields of `Customer`."""
        number = next(self._ids)
        customer = Customer(CustomerId(f"customer-{number}"), name, **known)
        conversation = ConversationId(f"chat-{number}")
        facts = Conversation(conversation, customer, concern=concern, status=Status.WAITING)
        self.chats[conversation] = _Chat(facts, self._clock.monotonic())
        self.publish_queue()
        return conversation

    def say(self, conversation: ConversationId, text: str) -> Message:
        """Let the customer write; in a closed conversation that brings them back to the queue."""
        chat = self.chats[conversation]
        if chat.facts.status is Status.CLOSED:
            chat.move(None, Status.WAITING)
            chat.waiting_since = self._clock.monotonic()
            self.publish_queue()
        return self._write(chat, Author.CUSTOMER, chat.facts.customer.name, text)

    def change(self, conversation: ConversationId, customer: Customer) -> None:
        """Learn something about a conversation's customer."""
        chat = self.chats[conversation]
        chat.facts = replace(chat.facts, customer=customer)
        self._tell(chat.owner, events.CustomerChanged(conversation, customer))

    def transcript(self, conversation: ConversationId) -> tuple[Message, ...]:
        """Return what is committed, which is what the customer sees."""
        return tuple(message for message, _at in self.chats[conversation].arrivals)

    # What colleagues do

    def hand_over(self, conversation: ConversationId, agent: str) -> None:
        """Give a conversation to an agent, whoever has it."""
        chat, owner = self.chats[conversation], AgentId(agent)
        before = chat.owner
        chat.move(owner, Status.OPEN)
        if before != owner:
            self._tell(before, events.ConversationEnded(conversation, "handed over"))
        self._tell(owner, self.opening(chat))
        self.publish_queue()

    def colleague_says(self, conversation: ConversationId, name: str, text: str) -> Message:
        """Let another agent write into a conversation."""
        return self._write(self.chats[conversation], Author.AGENT, name, text)

    # What happens to the network

    def cut(self) -> None:
        """Break every connection until `restore`."""
        self.online = False
        for backend in self._backends:
            backend.tell(events.LinkChanged(events.Link.OFFLINE, "the connection was cut"))

    def restore(self) -> None:
        """Let every agent connect again."""
        self.online = True
        for backend in self._backends:
            self.greet(backend)

    def refuse(self, reason: str) -> None:
        """Refuse every agent for good; their events end."""
        for backend in list(self._backends):
            backend.tell(events.LinkChanged(events.Link.REFUSED, reason))
            backend.finish()

    # What the backends use

    def connect(self, backend: "MemoryBackend") -> None:
        """Let an agent in."""
        self._backends.append(backend)
        if self.online:
            self.greet(backend)

    def disconnect(self, backend: "MemoryBackend") -> None:
        """Forget an agent's connection; a second time changes nothing."""
        if backend in self._backends:
            self._backends.remove(backend)

    def greet(self, backend: "MemoryBackend") -> None:
        """Tell an agent everything that is so now."""
        held = [chat for chat in self.chats.values() if chat.owner == backend.agent]
        backend.tell(events.LinkChanged(events.Link.ONLINE))
        backend.tell(events.SignedIn(backend.agent, backend.name, frozenset(chat.id for chat in held)))
        for chat in held:
            backend.tell(self.opening(chat))
        backend.tell(self._queue())
        backend.tell(events.AvailabilityChanged(backend.accepting))

    def opening(self, chat: _Chat) -> events.ConversationOpened:
        """Return the event that brings a conversation to its owner's desk."""
        newest = chat.arrivals[-self.history :]
        arrivals = tuple(events.Arrival(message, self._age(at)) for message, at in newest)
        return events.ConversationOpened(chat.facts, arrivals)

    def waiting(self) -> list[_Chat]:
        """Return the conversations that nobody holds, longest wait first."""
        waiting = [chat for chat in self.chats.values() if chat.facts.status is Status.WAITING]
        return sorted(waiting, key=lambda chat: chat.waiting_since)

    def publish_queue(self) -> None:
        """Tell every agent who waits."""
        for backend in self._backends if self.online and not self.silent else ():
            backend.tell(self._queue())

    def accept(self, intent: Intent, name: str) -> Message:
        """Commit an agent's reply."""
        chat = self.chats[intent.conversation]
        return self._write(chat, Author.AGENT, name, intent.text, intent.client_id, intent.mode)

    def repeat(self, backend: "MemoryBackend", conversation: ConversationId, after: int) -> None:
        """Tell an agent again of the messages after a sequence."""
        for message, at in self.chats[conversation].arrivals[after:]:
            backend.tell(events.MessageArrived(conversation, message, self._age(at)))

    def _write(
        self,
        chat: _Chat,
        author: Author,
        name: str,
        text: str,
        client_id: ClientId | None = None,
        mode: Mode = Mode.REPLY,
    ) -> Message:
        message = Message(
            client_id=client_id or ClientId(f"message-{next(self._ids)}"),
            author=author,
            name=name,
            text=text,
            sent_at=self._clock.now(),
            sequence=chat.head + 1,
            mode=mode,
        )
        chat.arrivals.append((message, self._clock.monotonic()))
        if self.losing_events:
            self.losing_events -= 1
        else:
            self._tell(chat.owner, events.MessageArrived(chat.id, message))
        return message

    def _tell(self, agent: AgentId | None, event: Event) -> None:
        for backend in self._backends:
            if self.online and not self.silent and backend.agent == agent:
                backend.tell(event)

    def _queue(self) -> events.QueueChanged:
        return events.QueueChanged(
            tuple(
                events.Waiting(
                    conversation=chat.id,
                    name=chat.facts.customer.name,
                    concern=chat.facts.concern,
                    queue=chat.facts.queue,
                    age=self._age(chat.waiting_since),
                )
                for chat in self.waiting()
            )
        )

    def _age(self, since: float) -> timedelta:
        return timedelta(seconds=self._clock.monotonic() - since)


class MemoryBackend:
    """One agent's view of a `MemoryWorld`; implements `ports.ChatBackend`."""

    def __init__(self, world: MemoryWorld, name: str, device: str = "device") -> None:
        self.agent = AgentId(name)
        self.name = name
        self.accepting = True
        self._device = device
        self._world = world
        self._events: asyncio.Queue[Event | None] = asyncio.Queue()

    @property
    def capabilities(self) -> Capabilities:
        """What this chat system can do."""
        return Capabilities(reopen=True, notes=True)

    async def events(self) -> AsyncIterator[Event]:
        """Yield what happens, from `SignedIn` and everything held on."""
        self._world.connect(self)
        try:
            while (event := await self._events.get()) is not None:
                yield event
        finally:
            self._world.disconnect(self)

    async def send(self, intent: Intent) -> SendResult:
        """Deliver one reply."""
        self._world.attempts += 1
        await self._world.flowing.wait()
        if not self._world.online or intent.conversation in self._world.stuck:
            return Unreachable(OFFLINE.reason)
        answer = self._answer(intent)
        if self._world.losing_answers:
            self._world.losing_answers -= 1
            return Unreachable("the answer was lost")
        return answer

    async def take(self, conversation: ConversationId | None = None) -> ConversationId | Declined:
        """Become the owner of a waiting conversation."""
        if not self._world.online:
            return OFFLINE
        waiting = self._world.waiting()
        wanted = [chat for chat in waiting if conversation in (None, chat.id)]
        if not wanted:
            return Declined("Somebody else took this customer.", "taken") if conversation else NOBODY_WAITS
        self._world.hand_over(wanted[0].id, self.agent)
        await self._world.flowing.wait()
        return wanted[0].id

    async def close(self, conversation: ConversationId, fence: int) -> Declined | None:
        """End a conversation."""
        if not self._world.online:
            return OFFLINE
        chat = self._world.chats[conversation]
        if (chat.owner, chat.facts.fence) != (self.agent, fence):
            return Declined("This chat is not yours any more.", "fence")
        chat.move(None, Status.CLOSED)
        self.tell(events.ConversationEnded(conversation, "closed"))
        return None

    async def reopen(self, conversation: ConversationId) -> Declined | None:
        """Take a closed conversation up again."""
        if not self._world.online:
            return OFFLINE
        if self._world.chats[conversation].owner is not None:
            return Declined("Somebody else has this customer.", "taken")
        self._world.hand_over(conversation, self.agent)
        return None

    async def set_accepting(self, accepting: bool) -> Declined | None:
        """Say whether new customers may come."""
        if not self._world.online:
            return OFFLINE
        self.accepting = accepting
        self.tell(events.AvailabilityChanged(accepting))
        return None

    async def reread(self, conversation: ConversationId, after: int) -> None:
        """Have the messages after a sequence come again."""
        if self._world.online:
            self._world.repeat(self, conversation, after)

    async def aclose(self) -> None:
        """Close the connection."""
        self.finish()

    def tell(self, event: Event) -> None:
        """Let an event reach the console."""
        self._events.put_nowait(event)

    def finish(self) -> None:
        """End the events after those that are on their way."""
        self._events.put_nowait(None)

    def _answer(self, intent: Intent) -> Acknowledged | Refused:
        chat = self._world.chats[intent.conversation]
        known = chat.find(intent.client_id, Author.AGENT)
        if known is not None:
            if (known.text, known.mode) != (intent.text, intent.mode):
                return Refused("Another text was sent under this id.", "conflict")
            return Acknowledged(known.sequence, known.sent_at)
        refusal = self._refusal(chat, intent)
        if refusal is not None:
            return refusal
        chat.numbers[self._device] = intent.number
        message = self._world.accept(intent, self.name)
        return Acknowledged(message.sequence, message.sent_at)

    def _refusal(self, chat: _Chat, intent: Intent) -> Refused | None:
        if self._world.refusing:
            return Refused(self._world.refusing, "refused")
        if chat.facts.status is Status.CLOSED:
            return Refused("The chat is closed.", "closed")
        if (chat.owner, chat.facts.fence) != (self.agent, intent.fence):
            return Refused("This chat is not yours any more.", "fence")
        if chat.facts.customer.id != intent.customer:
            return Refused("This chat has another customer now.", "customer")
        if len(intent.text.encode()) > MOST_BYTES:
            return Refused(f"A message may have {MOST_BYTES:,} bytes.", "too_long")
        if intent.number != chat.numbers.get(self._device, 0) + 1:
            return Refused("A reply before this one is missing.", "gap")
        return None


NOBODY_WAITS = Declined("Nobody is waiting.", "empty")
