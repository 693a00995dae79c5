"""The rules and the state of a chat system in this process; agents' connections and what they are told."""

import asyncio
import itertools
from dataclasses import replace
from datetime import timedelta
from typing import Protocol

from agent_console.backends.memory_chat import Chat
from agent_console.domain import events
from agent_console.domain.action import QuestionId
from agent_console.domain.attachment import Attachment
from agent_console.domain.chat import (
    AgentId,
    Author,
    ClientId,
    ConversationId,
    Message,
    Mode,
    Priority,
    Status,
)
from agent_console.domain.events import Event
from agent_console.domain.history import Move
from agent_console.domain.outbox import Intent
from agent_console.domain.team import Colleague, Question
from agent_console.ports import Clock

RANKS = {Priority.URGENT: 0, Priority.HIGH: 1, Priority.NORMAL: 2, Priority.LOW: 3}


class Console(Protocol):
    """What the world knows of an agent's connection."""

    agent: AgentId
    name: str
    accepting: bool

    def tell(self, event: Event) -> None:
        """Let an event reach the console."""
        ...

    def finish(self) -> None:
        """End the events after those that are on their way."""
        ...


class MemoryServer:
    """What every backend of one world shares."""

    def __init__(self, clock: Clock) -> None:
        self.chats: dict[ConversationId, Chat] = {}
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
        self.typed: list[ConversationId] = []
        """Whose customers were told that the agent writes, each time."""
        self.files: dict[str, tuple[Attachment, bytes]] = {}
        """The uploaded files by their ids."""
        self.questions: dict[QuestionId, tuple[AgentId, Question]] = {}
        """The open questions, and whom they are put to."""
        self.queues: tuple[str, ...] = ("sales", "support")
        self.clock = clock
        self.consoles: list[Console] = []
        self._ids = itertools.count(1)

    def connect(self, console: Console) -> None:
        """Let an agent in."""
        self.consoles.append(console)
        if self.online:
            self.greet(console)
        self.publish_team()

    def disconnect(self, console: Console) -> None:
        """Forget an agent's connection; a second time changes nothing."""
        if console in self.consoles:
            self.consoles.remove(console)
            self.publish_team()

    def greet(self, console: Console) -> None:
        """Tell an agent everything that is so now."""
        held = [chat for chat in self.chats.values() if chat.owner == console.agent]
        console.tell(events.LinkChanged(events.Link.ONLINE))
        console.tell(events.SignedIn(console.agent, console.name, frozenset(chat.id for chat in held)))
        for chat in held:
            console.tell(self.opening(chat))
        console.tell(self._queue())
        console.tell(events.AvailabilityChanged(console.accepting))
        console.tell(self._team(console))
        for asked, question in self.questions.values():
            if asked == console.agent:
                console.tell(events.QuestionAsked(question))

    def opening(self, chat: Chat) -> events.ConversationOpened:
        """Return the event that brings a conversation to its owner's desk."""
        newest = chat.arrivals[-self.history :]
        arrivals = tuple(events.Arrival(message, self._age(at)) for message, at in newest)
        return events.ConversationOpened(chat.facts, arrivals)

    def waiting(self) -> list[Chat]:
        """Return the conversations that nobody holds, the next one first."""
        waiting = [chat for chat in self.chats.values() if chat.facts.status is Status.WAITING]
        return sorted(waiting, key=lambda chat: (RANKS[chat.facts.priority], chat.waiting_since))

    def publish_queue(self) -> None:
        """Tell every agent who waits."""
        for console in self.consoles if self.online and not self.silent else ():
            console.tell(self._queue())

    def publish_team(self) -> None:
        """Tell every agent who else is there."""
        for console in self.consoles if self.online and not self.silent else ():
            console.tell(self._team(console))

    def publish_facts(self, chat: Chat) -> None:
        """Tell the owner how a conversation is now."""
        self.tell(chat.owner, events.FactsChanged(chat.facts))

    def log(self, chat: Chat, move: Move, by: str = "", detail: str = "") -> None:
        """Append a line to a conversation's history."""
        chat.tell(self.clock.now(), move, by, detail)

    def give(self, chat: Chat, owner: AgentId) -> None:
        """Make an agent the owner."""
        before = chat.owner
        chat.move(owner, Status.OPEN)
        self.log(chat, Move.TAKEN, owner)
        if before != owner:
            self.tell(before, events.ConversationEnded(chat.id, f"handed over to {owner}"))
        self.tell(owner, self.opening(chat))
        self.publish_queue()
        self.publish_team()

    def queue_again(self, chat: Chat, afresh: bool = True) -> None:
        """Put a conversation into the queue, `afresh` at its end, else where it stood."""
        chat.move(None, Status.WAITING)
        if afresh:
            chat.waiting_since = self.clock.monotonic()
        self.log(chat, Move.QUEUED)
        self.publish_queue()
        self.publish_team()

    def end(self, chat: Chat, by: str, reason: str, outcome: str = "") -> None:
        """Close a conversation; its owner is told `reason`."""
        self.tell(chat.owner, events.ConversationEnded(chat.id, reason))
        chat.move(None, Status.CLOSED)
        chat.facts = replace(chat.facts, outcome=outcome)
        self.log(chat, Move.CLOSED, by, outcome)
        self.publish_team()

    def colleague(self, agent: AgentId) -> Console | None:
        """Return an agent's connection; None when the agent is not there."""
        return next((console for console in self.consoles if console.agent == agent), None)

    def accept(self, intent: Intent, name: str) -> Message:
        """Commit an agent's message."""
        chat = self.chats[intent.conversation]
        file = self.files[intent.attachment][0] if intent.attachment else None
        if intent.mode is Mode.NOTE:
            self.log(chat, Move.NOTED, name)
        return self.write(
            chat, Author.AGENT, name, intent.text, intent.client_id, mode=intent.mode, attachment=file
        )

    def new_id(self, kind: str) -> str:
        """Return an id that nothing has yet."""
        return f"{kind}-{next(self._ids)}"

    def repeat(self, console: Console, conversation: ConversationId, after: int) -> None:
        """Tell an agent again of the messages after a sequence."""
        for message, at in self.chats[conversation].arrivals[after:]:
            console.tell(events.MessageArrived(conversation, message, self._age(at)))

    def write(
        self,
        chat: Chat,
        author: Author,
        name: str,
        text: str,
        client_id: ClientId | None = None,
        *,
        mode: Mode = Mode.REPLY,
        attachment: Attachment | None = None,
        amends: int = 0,
        handed_over: bool = False,
    ) -> Message:
        """Commit a message and tell the owner."""
        message = Message(
            client_id=client_id or ClientId(self.new_id("message")),
            author=author,
            name=name,
            text=text,
            sent_at=self.clock.now(),
            sequence=chat.head + 1,
            mode=mode,
            attachment=attachment,
            amends=amends,
            handed_over=handed_over,
        )
        chat.arrivals.append((message, self.clock.monotonic()))
        if self.losing_events:
            self.losing_events -= 1
        else:
            self.tell(chat.owner, events.MessageArrived(chat.id, message))
        return message

    def tell(self, agent: AgentId | None, event: Event) -> None:
        """Let an event reach every console of an agent."""
        for console in self.consoles:
            if self.online and not self.silent and console.agent == agent:
                console.tell(event)

    def _queue(self) -> events.QueueChanged:
        waiting = (_waiting(chat, self._age(chat.waiting_since)) for chat in self.waiting())
        return events.QueueChanged(tuple(waiting))

    def _team(self, console: Console) -> events.TeamChanged:
        others = {other.agent: other for other in self.consoles if other.agent != console.agent}
        return events.TeamChanged(tuple(self._peer(other) for other in others.values()), self.queues)

    def _peer(self, console: Console) -> Colleague:
        holding = sum(chat.owner == console.agent for chat in self.chats.values())
        return Colleague(console.agent, console.name, True, console.accepting, holding)

    def _age(self, since: float) -> timedelta:
        return timedelta(seconds=self.clock.monotonic() - since)


def _waiting(chat: Chat, age: timedelta) -> events.Waiting:
    facts = chat.facts
    return events.Waiting(
        conversation=chat.id,
        name=facts.customer.name,
        concern=facts.concern,
        queue=facts.queue,
        age=age,
        channel=facts.channel,
        priority=facts.priority,
    )
