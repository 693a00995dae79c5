"""What one agent's console knows of a homeserver's rooms, and what news of them mean to a desk; no I/O."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from fnmatch import fnmatchcase

from agent_console.backends.matrix.chat import Asides, Chat
from agent_console.backends.matrix.event import SPOKEN, RoomEvent
from agent_console.backends.matrix.question import OpenQuestion
from agent_console.backends.matrix.sync import RoomNews
from agent_console.backends.matrix.team import Team
from agent_console.backends.matrix.transcript import Line
from agent_console.domain import events
from agent_console.domain.action import QuestionId
from agent_console.domain.chat import AgentId, Conversation, ConversationId, Presence, Priority, Status
from agent_console.domain.events import Event
from agent_console.domain.team import Question
from agent_console.texts import _

MOST_SHOWN = 2000
"""How many of its newest messages an opened conversation brings."""
_RANKS = {Priority.URGENT: 0, Priority.HIGH: 1, Priority.NORMAL: 2, Priority.LOW: 3}


@dataclass(frozen=True, slots=True)
class _Standing:
    """How a conversation stood before news of it."""

    fence: int
    """0 unless the agent held it."""
    head: int
    facts: Conversation | None = None
    questions: frozenset[QuestionId] = frozenset()


_NEW = _Standing(0, 0)


class Office:
    """The chats of all customers' rooms, whoever holds them."""

    def __init__(
        self, team: Team, inviters: tuple[str, ...], queues: tuple[str, ...], homeserver: str
    ) -> None:
        """`inviters` are patterns of users whose rooms are customers'."""
        self.team = team
        self.chats: dict[ConversationId, Chat] = {}
        self.clock_ms = 0
        """The homeserver's time (Unix, milliseconds), as of its last answer."""
        self._inviters = inviters
        self._queues = queues
        self._homeserver = homeserver
        self._queue: tuple[tuple[object, ...], ...] | None = None
        self._team_told: events.TeamChanged | None = None
        self._accepting: bool | None = None
        self._typing: dict[ConversationId, bool] = {}

    @property
    def me(self) -> str:
        """The Matrix ID of the agent."""
        return self.team.me

    @property
    def typing(self) -> bool:
        """Whether a customer of the agent's is writing."""
        return any(self._typing.get(chat.id, False) for chat in self._held())

    def invites(self, user: str) -> bool:
        """Whether a user's rooms are customers'."""
        return any(fnmatchcase(user, pattern) for pattern in self._inviters)

    def welcomes(self, inviter: str) -> bool:
        """Whether an invitation is accepted; a colleague's is, and whose the room is, is seen inside."""
        return self.invites(inviter) or self.team.is_agent(inviter)

    def opened(self, room: str, state: Iterable[RoomEvent]) -> Chat:
        """Return the chat of a room that was not known, as it is before its first event."""
        chat = Chat(room, self.team, self._homeserver)
        for event in state:
            chat.room.apply(event)
        return chat

    def enter(self, chat: Chat, timeline: Iterable[RoomEvent], news: RoomNews, asides: Asides) -> list[Event]:
        """Take in what happened in a room, in the room's order; returns what the desk is told."""
        before = self._standing(chat) if chat.id in self.chats else _NEW
        self.chats[chat.id] = chat
        for event in timeline:
            chat.apply(event, asides)
        chat.receipts(news.receipts)
        told = list(self._told(chat, before))
        if any(event.kind in SPOKEN and chat.is_customer(event.sender) for event in news.timeline):
            self._typing[chat.id] = False  # not every program says so when it sends
        if news.typing is not None:
            self._typing[chat.id] = any(map(chat.is_customer, news.typing))
        return told

    def drop(self, room: str) -> list[Event]:
        """Forget a room that the agent is not in any more."""
        chat = self.chats.pop(ConversationId(room), None)
        if chat is None or not self._holds(chat):
            return []
        return [events.ConversationEnded(chat.id, _("you are not in this customer's room any more"))]

    def changes(self) -> Iterator[Event]:
        """Yield what is other than told about the queue, the team and the agent."""
        queue = tuple((chat.id, _waiting(chat, timedelta())) for chat in self.waiting())
        if queue != self._queue:
            self._queue = queue
            yield events.QueueChanged(
                tuple(_waiting(chat, self._age(chat.waiting_since_ms)) for chat in self.waiting())
            )
        accepting = self.team.accepting(self.me)
        if accepting is not self._accepting:
            self._accepting = accepting
            yield events.AvailabilityChanged(accepting)
        holding: dict[str, int] = {}
        for chat in self.chats.values():
            holding[chat.ownership.owner] = holding.get(chat.ownership.owner, 0) + 1
        team = events.TeamChanged(self.team.colleagues(holding), self._queues)
        if team != self._team_told:
            self._team_told = team
            yield team
        yield from (events.CustomerTyping(chat.id) for chat in self._held() if self._typing.get(chat.id))

    def greeting(self, name: str) -> Iterator[Event]:
        """Yield everything that is so now, for a desk that knows nothing or was away."""
        held = list(self._held())
        yield events.SignedIn(AgentId(self.me), name, frozenset(chat.id for chat in held))
        yield from map(self._opening, held)
        self._queue = self._team_told = self._accepting = None
        yield from self.changes()
        for chat in self.chats.values():
            yield from (self._asked(chat, question) for question in self._mine(chat))

    def waiting(self) -> list[Chat]:
        """Return the conversations that nobody holds, the next one first."""
        waiting = (chat for chat in self.chats.values() if chat.ownership.status is Status.WAITING)
        return sorted(waiting, key=lambda chat: (_RANKS[chat.particulars.priority], chat.waiting_since_ms))

    def again(self, chat: Chat, after: int) -> Iterator[Event]:
        """Yield a held conversation's messages after a sequence once more."""
        if self._holds(chat):
            yield from (self._arrived(chat, line) for line in chat.transcript.lines[max(0, after) :])

    def question(self, question: QuestionId) -> tuple[Chat, OpenQuestion] | None:
        """Return an open question to the agent."""
        for chat in self.chats.values():
            if (found := chat.questions.open.get(question)) is not None and found.asked == self.me:
                return chat, found
        return None

    def _held(self) -> Iterator[Chat]:
        return filter(self._holds, self.chats.values())

    def _holds(self, chat: Chat) -> bool:
        return chat.ownership.owner == self.me

    def _standing(self, chat: Chat) -> _Standing:
        head, questions = chat.transcript.head, frozenset(one.id for one in self._mine(chat))
        if not self._holds(chat):
            return _Standing(0, head, questions=questions)
        return _Standing(chat.ownership.fence, head, chat.facts, questions)

    def _told(self, chat: Chat, before: _Standing) -> Iterator[Event]:
        fence = chat.ownership.fence if self._holds(chat) else 0
        if before.fence and fence != before.fence:
            yield events.ConversationEnded(chat.id, self._farewell(chat))
        if fence and fence != before.fence:
            yield self._opening(chat)
        elif fence:
            yield from (self._arrived(chat, line) for line in chat.transcript.lines[before.head :])
            yield from _about(chat.facts, before.facts)
        mine = list(self._mine(chat))
        yield from (self._asked(chat, one) for one in mine if one.id not in before.questions)
        yield from map(events.QuestionSettled, before.questions - {one.id for one in mine})

    def _mine(self, chat: Chat) -> Iterator[OpenQuestion]:
        return (question for question in chat.questions.open.values() if question.asked == self.me)

    def _farewell(self, chat: Chat) -> str:
        if chat.ownership.owner and chat.ownership.owner != self.me:
            return _("handed over to {name}").format(name=self.team.name(chat.ownership.owner))
        if chat.ownership.status is Status.WAITING and chat.particulars.queue:
            return _("handed over to {name}").format(name=chat.particulars.queue)
        return _("closed")

    def _opening(self, chat: Chat) -> Event:
        newest = chat.transcript.lines[-MOST_SHOWN:]
        arrivals = (events.Arrival(line.message, self._age(line.sent_ms)) for line in newest)
        return events.ConversationOpened(chat.facts, tuple(arrivals))

    def _arrived(self, chat: Chat, line: Line) -> Event:
        return events.MessageArrived(chat.id, line.message, self._age(line.sent_ms))

    def _asked(self, chat: Chat, question: OpenQuestion) -> Event:
        shown = chat.facts
        for line in chat.transcript.lines[-MOST_SHOWN:]:
            shown = shown.arrived(line.message, 0.0)
        return events.QuestionAsked(
            Question(
                id=question.id,
                asker=self.team.name(question.asker),
                text=question.text,
                conversation=shown,
                age=self._age(question.sent_ms),
            )
        )

    def _age(self, since_ms: int) -> timedelta:
        return timedelta(milliseconds=max(0, self.clock_ms - since_ms))


def _about(now: Conversation, before: Conversation | None) -> Iterator[Event]:
    """Yield what is other about a held conversation besides its messages."""
    if before is None or now == before:
        return
    if now.read != before.read:
        yield events.CustomerRead(now.id, now.read)
    if now.presence is not before.presence and now.presence is not Presence.UNKNOWN:
        yield events.PresenceChanged(now.id, now.presence)
    if now.customer != before.customer:
        yield events.CustomerChanged(now.id, now.customer)
    yield events.FactsChanged(now)


def _waiting(chat: Chat, age: timedelta) -> events.Waiting:
    facts = chat.facts
    return events.Waiting(
        conversation=chat.id,
        name=facts.customer.name,
        concern=_("end-to-end encrypted: this console cannot serve this room")
        if chat.room.encrypted
        else facts.concern,
        queue=facts.queue,
        age=age,
        channel=facts.channel,
        priority=facts.priority,
    )
