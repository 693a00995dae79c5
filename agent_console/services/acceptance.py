"""Makes a reply durable before it counts; what the disk refuses goes back to the draft."""

from collections.abc import Callable

from agent_console.domain.audit import AuditLine, Outcome
from agent_console.domain.chat import Delivery, Mode
from agent_console.domain.draft import Draft
from agent_console.domain.outbox import Intent
from agent_console.domain.verdict import ALLOWED, Rule, Ruling, Verdict
from agent_console.ports import Journal, JournalError
from agent_console.services.crew import Crew
from agent_console.services.delay import Delay
from agent_console.services.drafts import Drafts
from agent_console.services.echoes import Echoes
from agent_console.services.holds import Holds
from agent_console.services.ledger import Ledger
from agent_console.services.outcomes import Outcomes
from agent_console.services.sender import Sender


def _unheard(_draft: Draft) -> None:
    """Drop what nobody listens to."""


class Acceptance:
    """Turns drafts into replies: shown at once, on disk soon, and only then handed to the sender.

    What its verdict delays, or what is written to a customer behind that, waits first. A note does not: no
    customer sees it.
    """

    def __init__(
        self,
        journal: Journal,
        drafts: Drafts,
        holds: Holds,
        echoes: Echoes,
        sender: Sender,
        delay: Delay,
        outcomes: Outcomes,
        ledger: Ledger,
        crew: Crew,
    ) -> None:
        self.listener: Callable[[Draft], None] = _unheard
        """Told of each draft that becomes a reply."""
        self._journal = journal
        self._drafts = drafts
        self._holds = holds
        self._echoes = echoes
        self._sender = sender
        self._delay = delay
        self._outcomes = outcomes
        self._ledger = ledger
        self._crew = crew

    def take(self, draft: Draft, intent: Intent, line: AuditLine, verdict: Verdict = ALLOWED) -> None:
        """Accept a draft as the reply `intent`; its composer is empty from here on."""
        self._drafts.detach(draft)
        self.take_composed(draft, intent, line, verdict)

    def take_composed(
        self, draft: Draft, intent: Intent, line: AuditLine, verdict: Verdict = ALLOWED
    ) -> None:
        """Accept a draft that stands in no composer; what is being written there stays as it is."""
        if self._waits(intent, verdict):
            self._delay.take(intent, line, verdict, draft)
        else:
            self._echoes.show(intent, Delivery.SAVING)
            self._crew.start(lambda: self._save(draft, intent, line), to_the_end=True)
        self.listener(draft)

    def take_again(self, intent: Intent) -> None:
        """Accept a reply that had been refused, under its id."""
        self._echoes.show(intent, Delivery.SAVING)
        self._crew.start(lambda: self._save_again(intent), to_the_end=True)

    def take_note(self, intent: Intent) -> None:
        """Accept a note that a macro writes; nobody typed it, so no draft waits for it."""
        self.take_file(intent)

    def take_file(self, intent: Intent) -> None:
        """Accept a message that is an uploaded file; nobody typed it, so no draft waits for it."""
        line = AuditLine(intent.accepted_at, Outcome.SENT, intent.client_id, intent.conversation)
        if self._waits(intent, ALLOWED):
            self._delay.take(intent, line)
        else:
            self._echoes.show(intent, Delivery.SAVING)
            self._crew.start(lambda: self._save_file(intent, line), to_the_end=True)

    def _waits(self, intent: Intent, verdict: Verdict) -> bool:
        held_back = verdict.ruling is Ruling.DELAY or self._delay.concerns(intent)
        return held_back and intent.mode is Mode.REPLY

    async def _save(self, draft: Draft, intent: Intent, line: AuditLine) -> None:
        try:
            await self._journal.accept(intent)
        except JournalError as error:
            self._give_back(draft, intent, str(error))
            # A disk that fails may hold the reply all the same: it must not leave with the next start.
            await self._ledger.keep(lambda: self._journal.drop(intent.client_id))
            return
        self._drafts.forget(draft)
        self._sender.add(intent)
        self._outcomes.note(line, draft)

    async def _save_again(self, intent: Intent) -> None:
        await self._ledger.keep(lambda: self._journal.accept(intent))
        self._sender.add(intent)

    async def _save_file(self, intent: Intent, line: AuditLine) -> None:
        await self._save_again(intent)
        self._outcomes.note(line)

    def _give_back(self, draft: Draft, intent: Intent, reason: str) -> None:
        self._echoes.withdraw(intent)
        self._drafts.give_back(draft)
        self._drafts.forget(draft)
        self._holds.put(draft.conversation, Verdict(Ruling.REFUSE, Rule.UNSENDABLE, reason))
