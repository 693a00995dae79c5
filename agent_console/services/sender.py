"""Delivers accepted replies: in order and one at a time in a conversation, conversations independently."""

import asyncio
import random
from collections import defaultdict
from contextlib import suppress
from datetime import timedelta

from agent_console.domain import events
from agent_console.domain.chat import ClientId, ConversationId, Delivery
from agent_console.domain.desk import Desk
from agent_console.domain.outbox import Acknowledged, Intent, Outbox, Refused, SendResult, Unreachable
from agent_console.domain.system import SystemName, system_of
from agent_console.ports import ChatBackend, Clock, Journal
from agent_console.services.changes import Changes
from agent_console.services.crew import Crew
from agent_console.services.echoes import Echoes
from agent_console.services.ledger import Ledger
from agent_console.services.retry import Retry
from agent_console.services.undelivered import Undelivered
from agent_console.texts import N_, _

_MISCOUNTED = N_(
    "this console's numbering does not fit the hub's; is a copy of it running elsewhere? "
    "Write from that one, or give this one files of its own"
)


class _Line:
    """The connection to one chat system, as replies wait for it."""

    def __init__(self) -> None:
        self.up = asyncio.Event()
        self._back = asyncio.Event()

    def change(self, link: events.Link) -> None:
        """Note how the connection is now."""
        if link is not events.Link.ONLINE:
            self.up.clear()
            return
        self.up.set()
        self._back.set()
        self._back = asyncio.Event()

    async def pause(self, duration: timedelta) -> None:
        """Wait before the next attempt, shorter when the connection comes back meanwhile."""
        with suppress(TimeoutError):
            async with asyncio.timeout(duration.total_seconds()):
                await self._back.wait()


class Sender:
    """Takes replies that the journal holds to the chat system, until each is acknowledged or refused."""

    def __init__(
        self,
        desk: Desk,
        backend: ChatBackend,
        journal: Journal,
        clock: Clock,
        echoes: Echoes,
        undelivered: Undelivered,
        changes: Changes,
        ledger: Ledger,
        crew: Crew,
        retry: Retry,
    ) -> None:
        self._desk = desk
        self._backend = backend
        self._journal = journal
        self._clock = clock
        self._echoes = echoes
        self._undelivered = undelivered
        self._changes = changes
        self._ledger = ledger
        self._crew = crew
        self._retry = retry
        self._outbox = Outbox()
        self._busy: set[ConversationId] = set()
        self._lines: defaultdict[SystemName, _Line] = defaultdict(_Line)

    def restore(self) -> frozenset[ClientId]:
        """Take over what an earlier run left in the journal, and return its ids; raises `JournalError`."""
        outstanding = self._journal.outstanding()
        self._outbox = Outbox(outstanding, self._journal.numbers())
        for conversation in self._outbox.conversations:
            self._work(conversation)
        return frozenset(intent.client_id for intent in outstanding)

    def add(self, intent: Intent) -> None:
        """Deliver a reply that the journal holds."""
        self._outbox.add(intent)
        self._echoes.show(intent, Delivery.SENDING)
        self._work(intent.conversation)

    def opened(self, conversation: ConversationId) -> None:
        """Show what is still under way in a conversation that came to the desk."""
        for intent in self._outbox.waiting(conversation):
            self._echoes.show(intent, Delivery.SENDING)

    @property
    def elsewhere(self) -> int:
        """How many accepted replies wait for conversations that are not on the desk."""
        away = (conversation for conversation in self._outbox.conversations if conversation not in self._desk)
        return sum(len(self._outbox.waiting(conversation)) for conversation in away)

    def link_changed(self, event: events.LinkChanged) -> None:
        """Try again at once when the connection to a system is back, and wait while it is gone."""
        self._lines[event.system].change(event.link)

    def _work(self, conversation: ConversationId) -> None:
        if conversation not in self._busy:
            self._busy.add(conversation)
            self._crew.start(lambda: self._drain(conversation))

    async def _drain(self, conversation: ConversationId) -> None:
        while (intent := self._outbox.next(conversation)) is not None:
            await self._deliver(intent)
        self._busy.discard(conversation)

    async def _deliver(self, intent: Intent) -> None:
        await self._ledger.keep(lambda: self._journal.number(intent))
        answer = await self._answer(intent)
        if isinstance(answer, Acknowledged):
            self._acknowledge(intent, answer)
            # What was delivered leaves this machine even when the agent quits at this moment.
            await self._crew.complete(lambda: self._ledger.keep(lambda: self._journal.settle(intent)))
        else:
            self._outbox.refused(intent)
            await self._undelivered.add(intent, _for_people(answer))

    def _acknowledge(self, intent: Intent, answer: Acknowledged) -> None:
        self._outbox.acknowledged(intent)
        event = events.SendAcknowledged(
            intent.conversation, intent.client_id, answer.sequence, answer.sent_at
        )
        self._changes.announce(self._desk.apply(event, self._clock.monotonic()))

    async def _answer(self, intent: Intent) -> Acknowledged | Refused:
        """Send until the chat system has decided."""
        attempt, line = 0, self._lines[system_of(intent.conversation)]
        while True:
            await line.up.wait()
            result = await self._attempt(intent)
            if not isinstance(result, Unreachable):
                return result
            await line.pause(self._retry.delay(attempt, random.random()))
            attempt += 1

    async def _attempt(self, intent: Intent) -> SendResult:
        try:
            async with asyncio.timeout(self._retry.patience.total_seconds()):
                return await self._backend.send(intent)
        except TimeoutError:
            return Unreachable("no answer in time")


def _for_people(refused: Refused) -> str:
    """Return why a reply was refused, in words that say what the agent can do."""
    return f"{_(_MISCOUNTED)} ({refused.code})" if refused.code == "gap" else refused.reason
