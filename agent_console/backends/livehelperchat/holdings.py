"""The chats that the agent holds, and what the console is told of them."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from agent_console.backends.livehelperchat import translation
from agent_console.backends.livehelperchat.failure import DeniedError, ExchangeError, MalformedError
from agent_console.backends.livehelperchat.interface import Interface
from agent_console.backends.livehelperchat.ledger import Ledger
from agent_console.backends.livehelperchat.row import LEFT, ChatRow, DepartmentRow, OperatorRow, Stand
from agent_console.backends.livehelperchat.server_time import ServerTime
from agent_console.backends.livehelperchat.translation import conversation_id
from agent_console.domain import events
from agent_console.domain.chat import Conversation, ConversationId, Message
from agent_console.domain.events import Event
from agent_console.texts import _

logger = logging.getLogger(__name__)

TYPING_SECONDS = 10
"""How long the system itself takes a sign of typing for news."""

Tell = Callable[[Event], None]


@dataclass(slots=True)
class Held:
    """A chat that the agent holds."""

    row: ChatRow
    facts: Conversation


class Holdings:
    """Opens, follows and drops chats; every event about one comes from here, in order.

    Between an answer of the system and the events that follow from it nothing is awaited, so that what
    several tasks learn at once is told once.
    """

    def __init__(self, interface: Interface, clock: ServerTime, url: str, tell: Tell) -> None:
        self.me = OperatorRow(0, "", hidden=True)
        self.departments: Mapping[int, DepartmentRow] = {}
        self._interface = interface
        self._clock = clock
        self._url = url.rstrip("/")
        self._tell = tell
        self._held: dict[ConversationId, Held] = {}
        self._ledgers: dict[ConversationId, Ledger] = {}
        self._fences: dict[ConversationId, int] = {}
        self._complaints: dict[int, str] = {}
        self._gates: defaultdict[ConversationId, asyncio.Lock] = defaultdict(asyncio.Lock)

    def __contains__(self, conversation: ConversationId) -> bool:
        """Whether the agent holds a conversation."""
        return conversation in self._held

    @property
    def all(self) -> tuple[ConversationId, ...]:
        """What the agent holds."""
        return tuple(self._held)

    def find(self, conversation: ConversationId) -> Held | None:
        """Return a conversation that the agent holds."""
        return self._held.get(conversation)

    def holds(self, conversation: ConversationId, fence: int) -> bool:
        """Whether the agent holds a conversation under that fence."""
        held = self._held.get(conversation)
        return held is not None and held.facts.fence == fence

    def gate(self, conversation: ConversationId) -> asyncio.Lock:
        """Return what is locked while the conversation's owner is being changed, or looked at."""
        return self._gates[conversation]

    def owns(self, row: ChatRow) -> bool:
        """Whether a chat is the agent's, as a row of it says."""
        return row.status == Stand.ACTIVE and row.owner == self.me.id

    def ledger(self, conversation: ConversationId) -> Ledger:
        """Return a conversation's messages, of one that is not held any more too."""
        if conversation not in self._ledgers:
            self._ledgers[conversation] = Ledger(self.me.id, self._url)
        return self._ledgers[conversation]

    async def read(self, row: ChatRow) -> None:
        """Read what a chat's messages are now; what is new in one that the agent holds is told."""
        for message in await self._news(row):
            conversation = conversation_id(row.id)
            if conversation in self._held:
                self._tell(events.MessageArrived(conversation, message, self._age(message)))

    async def open(self, row: ChatRow) -> None:
        """Bring a chat of the agent's to the desk, with everything that was said in it."""
        await self._news(row)
        self._tell(self._opened(row))

    async def resume(self, rows: Iterable[ChatRow]) -> list[events.ConversationOpened]:
        """Hold these chats and no others; return the events that bring them to the desk."""
        mine = list(rows)
        for row in mine:
            try:
                await self._news(row)
            except (DeniedError, MalformedError) as error:
                self.complain(row, error)
        kept = {conversation_id(row.id) for row in mine}
        self._held = {held: value for held, value in self._held.items() if held in kept}
        return [self._opened(row) for row in mine]

    def drop(self, conversation: ConversationId, reason: str) -> None:
        """Take a conversation off the desk; one that is not there changes nothing."""
        if self._held.pop(conversation, None) is not None:
            self._tell(events.ConversationEnded(conversation, reason))

    def lose(self, row: ChatRow) -> None:
        """Take a chat off the desk that is not the agent's any more, as a row of it says."""
        self.drop(conversation_id(row.id), self._why_lost(row))

    def lose_unseen(self, conversation: ConversationId) -> None:
        """Take a conversation off the desk that the system shows the agent no more."""
        self.drop(conversation, _("it is somebody else's now, or gone"))

    def follow(self, row: ChatRow) -> None:
        """Tell what a held chat's row says otherwise than the one before."""
        held = self._held.get(conversation_id(row.id))
        if held is None:
            return
        before, held.row = held.row, row
        facts = self._facts(row, held.facts.fence)
        if facts.customer != held.facts.customer:
            self._tell(events.CustomerChanged(facts.id, facts.customer))
        if facts.presence is not held.facts.presence:
            self._tell(events.PresenceChanged(facts.id, facts.presence))
        same = replace(held.facts, customer=facts.customer, presence=facts.presence)
        if facts != same:
            self._tell(events.FactsChanged(facts))
        held.facts = facts
        if (row.typed, row.typing) != (before.typed, before.typing):
            self._hear_typing(row)

    def repeat(self, conversation: ConversationId, after: int) -> None:
        """Tell again of the messages behind a sequence."""
        if conversation in self._held:
            for message in self.ledger(conversation).messages[max(0, after) :]:
                self._tell(events.MessageArrived(conversation, message, self._age(message)))

    def complain(self, row: ChatRow, error: ExchangeError) -> None:
        """Log, once for each reason, that a chat's messages cannot be read."""
        if self._complaints.get(row.id) != error.reason:
            self._complaints[row.id] = error.reason
            logger.warning("the messages of chat %d cannot be read: %s", row.id, error.reason)

    async def _news(self, row: ChatRow) -> list[Message]:
        ledger = self.ledger(conversation_id(row.id))
        after = ledger.settled(self._clock.now())
        return ledger.fold(await self._interface.messages(row.id, after, row.last_message), row.nick)

    def _opened(self, row: ChatRow) -> events.ConversationOpened:
        conversation = conversation_id(row.id)
        held = self._held.get(conversation)
        fence = held.facts.fence if held is not None else self._next_fence(row)
        self._held[conversation] = Held(row, self._facts(row, fence))
        messages = self.ledger(conversation).messages
        arrivals = tuple(events.Arrival(message, self._age(message)) for message in messages)
        return events.ConversationOpened(self._held[conversation].facts, arrivals)

    def _next_fence(self, row: ChatRow) -> int:
        """Return a fence above the one before that a restarted console finds again.

        The system counts no owners, but keeps how long the visitor waited until the chat was accepted.
        """
        conversation = conversation_id(row.id)
        self._fences[conversation] = max(row.waited, self._fences.get(conversation, 0)) + 1
        return self._fences[conversation]

    def _facts(self, row: ChatRow, fence: int) -> Conversation:
        return translation.conversation(row, translation.queue_name(row, self.departments), fence)

    def _hear_typing(self, row: ChatRow) -> None:
        if row.user_status != LEFT and self._clock.since(row.typed).total_seconds() < TYPING_SECONDS:
            self._tell(events.CustomerTyping(conversation_id(row.id), row.typing))

    def _why_lost(self, row: ChatRow) -> str:
        if row.status == Stand.CLOSED:
            return _("closed")
        if row.owner not in (0, self.me.id):
            return _("{name} has it now").format(name=row.owner_name or f"#{row.owner}")
        return _("it is in the queue again")

    def _age(self, message: Message) -> timedelta:
        return self._clock.since(int(message.sent_at.timestamp()))
