"""Replies that leave by themselves after a countdown, unless the agent takes them back."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from agent_console.domain.audit import AuditLine, Outcome
from agent_console.domain.chat import ConversationId, Delivery
from agent_console.domain.countdown import Countdown, Delayed
from agent_console.domain.desk import Desk
from agent_console.domain.draft import Draft
from agent_console.domain.outbox import Intent
from agent_console.domain.verdict import ALLOWED, Rule, Ruling, Verdict
from agent_console.ports import Clock, Declined, Journal, JournalError
from agent_console.services.crew import Crew
from agent_console.services.departure import Departure
from agent_console.services.drafts import Drafts
from agent_console.services.echoes import Echoes
from agent_console.services.holds import Holds
from agent_console.services.ledger import Ledger
from agent_console.services.outcomes import Outcomes
from agent_console.services.undelivered import Undelivered
from agent_console.texts import N_, _

UNSENT: Final = N_("It was still held back when the console ended: it was not sent.")
TAKEN_BACK: Final = N_("the reply before it was taken back")


class Delay:
    """Holds replies back in the journal; until one is accepted there, it is no more than a draft.

    The replies of a conversation keep their order: behind one that waits, the others wait too, and what
    is taken back takes along what was to follow it.
    """

    def __init__(
        self,
        desk: Desk,
        clock: Clock,
        journal: Journal,
        drafts: Drafts,
        holds: Holds,
        echoes: Echoes,
        departure: Departure,
        undelivered: Undelivered,
        outcomes: Outcomes,
        ledger: Ledger,
        crew: Crew,
    ) -> None:
        self._desk = desk
        self._clock = clock
        self._journal = journal
        self._drafts = drafts
        self._holds = holds
        self._echoes = echoes
        self._departure = departure
        self._undelivered = undelivered
        self._outcomes = outcomes
        self._ledger = ledger
        self._crew = crew

    def of(self, conversation: ConversationId) -> Countdown | None:
        """Return what can still be taken back in a conversation; None when nothing can."""
        countdown = self._departure.of(conversation)
        return countdown if countdown is not None and countdown.waiting else None

    def look(self) -> None:
        """Let go of what has waited long enough; it is done every tenth of a second anyway."""
        self._departure.look()

    def objection(self, conversation: ConversationId) -> Declined | None:
        """Return why the agent must not give a conversation away yet; None when nothing waits in it."""
        if self.of(conversation) is None:
            return None
        return Declined(_("A reply still waits to leave here: send it now, or take it back first."), "waits")

    def concerns(self, intent: Intent) -> bool:
        """Whether a message must wait behind others of its conversation."""
        countdown = self._departure.of(intent.conversation)
        return countdown is not None and not countdown.over

    def restore(self) -> None:
        """Make drafts of what waited when an earlier run ended; the drafts themselves are there before.

        A draft outlives a kill, a reply in the journal a power cut too: one whose draft is lost is made
        anew. Raises `JournalError`.
        """
        for intent in self._journal.delayed():
            if intent.attachment:
                self._undelivered.keep(intent, _(UNSENT))
                continue
            if not self._drafted(intent):
                self._drafts.give_back(_draft(intent))
            self._holds.put(intent.conversation, Verdict(Ruling.REFUSE, Rule.UNSENDABLE, _(UNSENT)))
            self._forget(intent)

    def take(
        self, intent: Intent, line: AuditLine, verdict: Verdict = ALLOWED, draft: Draft | None = None
    ) -> None:
        """Let a reply wait for as long as the verdict says, and behind those that wait already."""
        reply = Delayed(intent, line, verdict, draft)
        self._departure.add(reply)
        self._echoes.show(intent, Delivery.DELAYED)
        self._crew.start(lambda: self._save(reply), to_the_end=True)

    def retract(self, conversation: ConversationId) -> bool:
        """Return everything that waits in a conversation to the draft; False when nothing does.

        Where the reply seems meant for somebody else, the draft is held, so that one key moves it there.
        """
        countdown = self.of(conversation)
        if countdown is None:
            return False
        replies = countdown.take_back()
        cause, alone = replies[0], self._desk.draft(conversation, replies[0].intent.mode).empty
        for reply in replies:
            if reply.draft is not None:
                line = replace(reply.line, at=self._clock.now(), outcome=Outcome.RETRACTED)
                self._outcomes.note(line, reply.draft)
        self._give_back(replies, _(TAKEN_BACK))
        self._drafts.switch(conversation, cause.intent.mode)
        if alone and cause.verdict.suggestion in self._desk:
            self._holds.put(conversation, replace(cause.verdict, ruling=Ruling.ASK))
        return True

    def send_now(self, conversation: ConversationId) -> Declined | None:
        """End the countdown of the reply that leaves next; declined when nobody can have read its reason."""
        countdown = self.of(conversation)
        if countdown is None:
            return Declined(_("No reply waits to leave here."), "empty")
        if not countdown.hurry(self._clock.monotonic()):
            return Declined(_("Too fast to be meant: read why it waits, then press it again."), "fast")
        self._departure.look()
        return None

    def ended(self, conversation: ConversationId) -> None:
        """Return what waits in a conversation that left the desk to its draft, and say so."""
        countdown, known = self.of(conversation), self._desk.find(conversation)
        if countdown is None or known is None:
            return
        why = self._desk.farewell(conversation) or _("the chat left your desk")
        self._give_back(countdown.take_back(), why)
        reason = _("It was not sent: {reason}").format(reason=why)
        self._holds.put(conversation, Verdict(Ruling.REFUSE, Rule.MOVED, reason))
        told = _("not sent to {name}, kept as a draft: {reason}")
        self._undelivered.tell(told.format(name=known.customer.name, reason=why))

    async def _save(self, reply: Delayed) -> None:
        try:
            await self._journal.delay(reply.intent)
            reply.saved = True
        except JournalError as error:
            self._refuse(reply, str(error))
        if reply.draft is not None and not self._waits(reply):
            # It may be on disk all the same, and must not come back with the next start.
            await self._ledger.keep(lambda: self._journal.retract(reply.intent.client_id))

    def _refuse(self, reply: Delayed, reason: str) -> None:
        """Give back what the disk did not take, unless the agent has taken it back meanwhile."""
        countdown = self._departure.of(reply.intent.conversation)
        if countdown is not None and countdown.remove(reply, self._clock.monotonic()):
            self._give_back((reply,), reason)
            verdict = Verdict(Ruling.REFUSE, Rule.UNSENDABLE, reason)
            self._holds.put(reply.intent.conversation, verdict)

    def _waits(self, reply: Delayed) -> bool:
        countdown = self._departure.of(reply.intent.conversation)
        return countdown is not None and reply in countdown.waiting

    def _give_back(self, replies: Iterable[Delayed], reason: str) -> None:
        for reply in replies:
            if reply.draft is None:
                self._undelivered.keep(reply.intent, reason)
                continue
            self._echoes.withdraw(reply.intent)
            self._drafts.give_back(reply.draft)
            self._drafts.forget(reply.draft)
            self._forget(reply.intent)

    def _forget(self, intent: Intent) -> None:
        async def retract() -> None:
            await self._ledger.keep(lambda: self._journal.retract(intent.client_id))

        self._crew.start(retract, to_the_end=True)

    def _drafted(self, intent: Intent) -> bool:
        kept = self._desk.drafts.get((intent.conversation, intent.mode))
        return kept is not None and intent.text in kept.text


def _draft(intent: Intent) -> Draft:
    end = len(intent.text)
    return Draft(intent.conversation, intent.customer, intent.fence, intent.mode, intent.text, end)
