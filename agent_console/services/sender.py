"""Delivers accepted replies: in order and one at a time in a conversation, conversations independently."""

import asyncio
import random
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from agent_console.domain import events
from agent_console.domain.chat import ClientId, ConversationId, Delivery
from agent_console.domain.desk import Change, Desk, Part
from agent_console.domain.draft import Draft
from agent_console.domain.outbox import Acknowledged, Intent, Outbox, Refused, SendResult, Unreachable
from agent_console.ports import ChatBackend, Clock, Journal
from agent_console.services.changes import Changes
from agent_console.services.crew import Crew
from agent_console.services.drafts import Drafts
from agent_console.services.ledger import Ledger
from agent_console.services.retry import Retry


class Sender:
    """Takes replies that the journal holds to the chat system, until each is acknowledged or refused."""

    def __init__(
        self,
        desk: Desk,
        backend: ChatBackend,
        journal: Journal,
        clock: Clock,
        drafts: Drafts,
        changes: Changes,
        crew: Crew,
        ledger: Ledger,
        retry: Retry,
    ) -> None:
        self._desk = desk
        self._backend = backend
        self._journal = journal
        self._clock = clock
        self._drafts = drafts
        self._changes = changes
        self._crew = crew
        self._ledger = ledger
        self._retry = retry
        self._outbox = Outbox()
        self._busy: set[ConversationId] = set()
        self._failed: dict[ConversationId, list[tuple[Intent, str]]] = {}
        self._online = asyncio.Event()
        self._back = asyncio.Event()

    def restore(self) -> frozenset[ClientId]:
        """Take over what an earlier run left in the journal, and return its ids; raises `JournalError`."""
        self._outbox = Outbox(self._journal.outstanding(), self._journal.numbers())
        for intent, reason in self._journal.rejected():
            self._failed.setdefault(intent.conversation, []).append((intent, reason))
        for conversation in self._outbox.conversations:
            self._work(conversation)
        failed = (intent for kept in self._failed.values() for intent, _reason in kept)
        waiting = (intent for c in self._outbox.conversations for intent in self._outbox.waiting(c))
        return frozenset(intent.client_id for intent in (*failed, *waiting))

    def add(self, intent: Intent) -> None:
        """Deliver a reply that the journal holds."""
        self._outbox.add(intent)
        self._show(intent, Delivery.SENDING)
        self._work(intent.conversation)

    def link_changed(self, link: events.Link) -> None:
        """Try again at once when the connection is back, and wait while it is gone."""
        if link is not events.Link.ONLINE:
            self._online.clear()
            return
        self._online.set()
        self._back.set()
        self._back = asyncio.Event()

    def opened(self, conversation: ConversationId) -> None:
        """Show what is still under way, or has failed, in a conversation that came to the desk."""
        for intent in self._outbox.waiting(conversation):
            self._show(intent, Delivery.SENDING)
        for intent, reason in self._failed.get(conversation, ()):
            self._show(intent, Delivery.FAILED, reason)

    def ended(self, conversation: ConversationId) -> None:
        """Return the failed replies of a conversation that left the desk to its draft."""
        for intent, _reason in self._failed.pop(conversation, []):
            self._give_back(intent)

    def signed_in(self, held: frozenset[ConversationId]) -> None:
        """Do the same for every conversation that is no longer held, once it is known which are."""
        for conversation in [c for c in self._failed if c not in held]:
            self.ended(conversation)

    def retry(self, conversation: ConversationId) -> bool:
        """Send the oldest failed reply again under its id; False when there is none."""
        failed = self._failed.get(conversation)
        if not failed or conversation not in self._desk:
            return False
        intent, _reason = failed.pop(0)
        again = replace(intent, fence=self._desk[conversation].fence, number=0)
        self._show(again, Delivery.SAVING)
        self._crew.start(lambda: self._accept_again(again), to_the_end=True)
        return True

    def take_back(self, conversation: ConversationId) -> bool:
        """Return the oldest failed reply to the draft; False when there is none."""
        failed = self._failed.get(conversation)
        if not failed:
            return False
        intent, _reason = failed.pop(0)
        self._give_back(intent)
        return True

    def _give_back(self, intent: Intent) -> None:
        """Keep a reply as a draft first, and forget it as a reply only then."""
        self._changes.announce(self._desk.withdraw(intent.conversation, intent.client_id))
        self._drafts.give_back(draft_of(intent))
        self._crew.start(lambda: self._forget(intent), to_the_end=True)

    async def _forget(self, intent: Intent) -> None:
        await self._ledger.keep(lambda: self._journal.drop(intent.client_id))

    async def _accept_again(self, intent: Intent) -> None:
        await self._ledger.keep(lambda: self._journal.accept(intent))
        self.add(intent)

    # One conversation's deliveries

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
            await self._acknowledged(intent, answer)
        else:
            await self._refused(intent, answer.reason)

    async def _answer(self, intent: Intent) -> Acknowledged | Refused:
        """Send until the chat system has decided."""
        attempt = 0
        while True:
            await self._online.wait()
            result = await self._attempt(intent)
            if not isinstance(result, Unreachable):
                return result
            await self._pause(self._retry.delay(attempt, random.random()))
            attempt += 1

    async def _attempt(self, intent: Intent) -> SendResult:
        try:
            async with asyncio.timeout(self._retry.patience.total_seconds()):
                return await self._backend.send(intent)
        except TimeoutError:
            return Unreachable("no answer in time")

    async def _acknowledged(self, intent: Intent, answer: Acknowledged) -> None:
        event = events.SendAcknowledged(
            intent.conversation, intent.client_id, answer.sequence, answer.sent_at
        )
        self._changes.announce(self._desk.apply(event, self._clock.monotonic()))
        self._outbox.acknowledged(intent)
        await self._ledger.keep(lambda: self._journal.settle(intent))

    async def _refused(self, intent: Intent, reason: str) -> None:
        self._outbox.refused(intent)
        if intent.conversation not in self._desk:
            self._give_back(intent)
            return
        event = events.SendFailed(intent.conversation, intent.client_id, reason)
        self._changes.announce(self._desk.apply(event, self._clock.monotonic()))
        self._failed.setdefault(intent.conversation, []).append((intent, reason))
        await self._ledger.keep(lambda: self._journal.reject(intent, reason))

    # Waiting

    async def _pause(self, duration: timedelta) -> None:
        """Wait before the next attempt, shorter when the connection comes back meanwhile."""
        with suppress(TimeoutError):
            async with asyncio.timeout(duration.total_seconds()):
                await self._back.wait()

    def _show(self, intent: Intent, delivery: Delivery, reason: str = "") -> None:
        if intent.conversation not in self._desk:
            return
        self._desk.echo(intent.conversation, intent.echo(self._desk.agent_name))
        self._desk.deliver(intent.conversation, intent.client_id, delivery, reason)
        self._changes.announce(Change(Part.TRANSCRIPT, intent.conversation))


def draft_of(intent: Intent) -> Draft:
    """Return a reply's text as a draft for the conversation that it was bound to."""
    return Draft(intent.conversation, intent.customer, intent.fence, intent.mode, intent.text)
