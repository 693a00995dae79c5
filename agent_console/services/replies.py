"""Enter and what follows: a draft becomes a reply, or is held with a reason."""

from dataclasses import dataclass

from agent_console.domain.chat import ConversationId
from agent_console.domain.desk import Desk
from agent_console.domain.draft import Draft
from agent_console.domain.hold import Hold
from agent_console.domain.outbox import Intent
from agent_console.domain.verdict import Rule, Ruling, Verdict
from agent_console.ports import Clock, Journal, JournalError
from agent_console.services.attention import Attention
from agent_console.services.changes import Changes
from agent_console.services.checkpoint import Checkpoint
from agent_console.services.crew import Crew
from agent_console.services.drafts import Drafts
from agent_console.services.holds import Holds
from agent_console.services.ledger import Ledger
from agent_console.services.sender import Sender


@dataclass(frozen=True, slots=True)
class _Decision:
    """Why a reply left, for the audit."""

    verdict: Verdict
    confirmed: bool
    waited_seconds: float


class Replies:
    """Decides about replies in the same tick as Enter, and hands accepted ones to the sender."""

    def __init__(
        self,
        desk: Desk,
        journal: Journal,
        clock: Clock,
        drafts: Drafts,
        holds: Holds,
        checkpoint: Checkpoint,
        attention: Attention,
        sender: Sender,
        ledger: Ledger,
        changes: Changes,
        crew: Crew,
    ) -> None:
        self._desk = desk
        self._journal = journal
        self._clock = clock
        self._drafts = drafts
        self._holds = holds
        self._checkpoint = checkpoint
        self._attention = attention
        self._sender = sender
        self._ledger = ledger
        self._changes = changes
        self._crew = crew
        self._confirmed: dict[ConversationId, tuple[str, frozenset[Rule]]] = {}

    @property
    def trouble(self) -> str:
        """Why the disk does not take what happens to replies, in one raw line; empty when it does."""
        return self._ledger.trouble

    @property
    def orphans(self) -> tuple[Draft, ...]:
        """The drafts whose conversations the agent does not hold, returned replies among them."""
        return tuple(draft for c, draft in self._desk.drafts.items() if c not in self._desk)

    def submit(self, conversation: ConversationId) -> Verdict:
        """Send the draft, or hold it and say why; an empty draft is refused without a hold."""
        return self._decide(conversation, frozenset())

    def held(self, conversation: ConversationId) -> Hold | None:
        """Return why the conversation's draft is held back; None when it is not."""
        return self._holds.of(conversation)

    def send_anyway(self, conversation: ConversationId) -> Verdict:
        """Send a draft that an ASK holds; other rules still speak, and a refusal stays one."""
        hold = self._holds.of(conversation)
        if hold is None or hold.verdict.ruling is not Ruling.ASK:
            return self.submit(conversation)
        text = self._desk.draft(conversation).text
        before, rules = self._confirmed.get(conversation, ("", frozenset()))
        rules = (rules if before == text else frozenset()) | {hold.verdict.rule}
        self._confirmed[conversation] = (text, rules)
        return self._decide(conversation, rules, hold.verdict)

    def move(self, conversation: ConversationId) -> ConversationId | None:
        """Move a held draft to the conversation it seems meant for, and return that; None when there is none.

        What was filled in for the first customer goes along, and is asked about at the next Enter.
        """
        hold = self._holds.of(conversation)
        target = hold.verdict.suggestion if hold is not None else None
        if target is None or target not in self._desk:
            return None
        self._holds.clear(conversation)
        self._holds.clear(target)
        self._drafts.move(conversation, target)
        return target

    def go_back(self, conversation: ConversationId) -> None:
        """Let go of a held draft, so that it can be edited; what the hold showed counts as read."""
        self._confirmed.pop(conversation, None)
        self._holds.clear(conversation)

    def retry(self, conversation: ConversationId) -> bool:
        """Send the oldest failed reply of the conversation again, under its id; False when there is none."""
        return self._sender.retry(conversation)

    def take_back(self, conversation: ConversationId) -> bool:
        """Return the oldest failed reply's text to the draft; False when there is none."""
        return self._sender.take_back(conversation)

    def _decide(
        self, conversation: ConversationId, confirmed: frozenset[Rule], asked: Verdict | None = None
    ) -> Verdict:
        draft = self._desk.draft(conversation)
        verdict = self._checkpoint.check(draft, confirmed)
        if verdict.ruling is Ruling.ALLOW:
            self._accept(draft, asked or verdict, confirmed=asked is not None)
        elif verdict.rule is not Rule.EMPTY:
            self._holds.put(conversation, verdict)
        if verdict.rule is Rule.STALE:
            self._attention.read(conversation)
        return verdict

    def _accept(self, draft: Draft, verdict: Verdict, confirmed: bool) -> None:
        held = self._desk[draft.conversation]
        waited = held.waiting.elapsed(self._clock.monotonic())
        intent = Intent(
            client_id=draft.id,
            conversation=held.id,
            customer=held.customer.id,
            fence=held.fence,
            mode=draft.mode,
            text=draft.text,
            accepted_at=self._clock.now(),
        )
        self._holds.clear(held.id)
        self._confirmed.pop(held.id, None)
        self._changes.announce(self._desk.echo(held.id, intent.echo(self._desk.agent_name)))
        self._drafts.detach(draft)
        decision = _Decision(verdict, confirmed, waited.total_seconds() if waited else 0.0)
        self._crew.start(lambda: self._save(draft, intent, decision), to_the_end=True)

    async def _save(self, draft: Draft, intent: Intent, decision: _Decision) -> None:
        try:
            await self._journal.accept(intent)
        except JournalError as error:
            self._changes.announce(self._desk.withdraw(intent.conversation, intent.client_id))
            self._drafts.give_back(draft)
            self._drafts.forget(draft)
            self._holds.put(intent.conversation, Verdict(Ruling.REFUSE, Rule.UNSENDABLE, str(error)))
            return
        self._drafts.forget(draft)
        self._sender.add(intent)
        await self._ledger.keep(
            lambda: self._journal.audit(intent, decision.verdict, decision.confirmed, decision.waited_seconds)
        )
