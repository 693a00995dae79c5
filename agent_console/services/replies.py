"""Enter and what follows: a draft becomes a reply, or is held with a reason."""

from dataclasses import replace

from agent_console.domain.audit import Outcome
from agent_console.domain.chat import ConversationId, Mode
from agent_console.domain.desk import Desk
from agent_console.domain.draft import Draft
from agent_console.domain.hold import Hold
from agent_console.domain.outbox import Intent
from agent_console.domain.verdict import Rule, Ruling, Verdict
from agent_console.ports import Clock
from agent_console.services.acceptance import Acceptance
from agent_console.services.attention import Attention
from agent_console.services.checkpoint import Checkpoint
from agent_console.services.haste import Haste
from agent_console.services.holds import Holds
from agent_console.services.ledger import Ledger
from agent_console.services.outcomes import Outcomes
from agent_console.services.undelivered import Undelivered


class Replies:
    """Decides about replies in the same tick as Enter."""

    def __init__(
        self,
        desk: Desk,
        clock: Clock,
        holds: Holds,
        checkpoint: Checkpoint,
        haste: Haste,
        attention: Attention,
        acceptance: Acceptance,
        undelivered: Undelivered,
        outcomes: Outcomes,
        ledger: Ledger,
    ) -> None:
        self._desk = desk
        self._clock = clock
        self._holds = holds
        self._checkpoint = checkpoint
        self._haste = haste
        self._attention = attention
        self._acceptance = acceptance
        self._undelivered = undelivered
        self._outcomes = outcomes
        self._ledger = ledger
        self._confirmed: dict[ConversationId, tuple[str, frozenset[Rule]]] = {}

    @property
    def trouble(self) -> str:
        """Why the disk does not take what happens to replies, or what was not sent; one raw line, or empty.

        What was not sent, and stands on no pane, is told until the next reply.
        """
        return self._ledger.trouble or self._undelivered.lost

    @property
    def orphans(self) -> tuple[Draft, ...]:
        """The drafts whose conversations the agent does not hold, returned replies among them."""
        return tuple(draft for (c, _mode), draft in self._desk.drafts.items() if c not in self._desk)

    def submit(self, conversation: ConversationId, mode: Mode | None = None) -> Verdict:
        """Send the draft, delay it, or hold it and say why; an empty draft is refused without a hold.

        `mode` is the one that Enter was pressed in, by default the conversation's.
        """
        return self._decide(self._desk.draft(conversation, mode), frozenset())

    def send(self, draft: Draft) -> Verdict:
        """Send a reply that stands in no composer, or say why not; what is being written there stays."""
        verdict = self._checkpoint.check(draft)
        if verdict.ruling in (Ruling.ALLOW, Ruling.DELAY):
            line = self._outcomes.line(Outcome.SENT, draft, verdict)
            self._acceptance.take_composed(draft, self._intent(draft), line, verdict)
        return verdict

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
        return self._decide(self._desk.draft(conversation), rules, hold.verdict)

    def go_back(self, conversation: ConversationId) -> None:
        """Let go of a held draft, so that it can be edited and sent anew."""
        self._confirmed.pop(conversation, None)
        hold = self._holds.of(conversation)
        if hold is not None and hold.verdict.ruling is Ruling.ASK and conversation in self._desk:
            self._outcomes.record(Outcome.RETRACTED, self._desk.draft(conversation), hold.verdict)
        self._holds.clear(conversation)

    def retry(self, conversation: ConversationId) -> bool:
        """Send the oldest failed reply of the conversation again, under its id; False when there is none."""
        held = self._desk.conversations.get(conversation)
        intent = self._undelivered.pop(conversation) if held is not None else None
        if held is None or intent is None:
            return False
        self._acceptance.take_again(replace(intent, fence=held.fence, number=0))
        return True

    def take_back(self, conversation: ConversationId) -> bool:
        """Return the oldest failed reply's text to the draft; False when there is none."""
        return self._undelivered.take_back(conversation)

    def _decide(self, draft: Draft, confirmed: frozenset[Rule], asked: Verdict | None = None) -> Verdict:
        conversation = draft.conversation
        verdict = self._checkpoint.check(draft, confirmed)
        if verdict.ruling in (Ruling.ALLOW, Ruling.DELAY):
            # What was confirmed with the customer's own letter does not wait as well.
            told = asked.with_figures_of(verdict) if asked else self._haste.considered(draft, verdict)
            self._accept(draft, told, confirmed=asked is not None)
            return verdict if asked else told
        if verdict.rule is not Rule.EMPTY:
            self._holds.put(conversation, verdict)
        if verdict.ruling is Ruling.ASK:
            self._outcomes.record(Outcome.HELD, draft, verdict)
        if verdict.rule is Rule.STALE:
            # Once shown, the new lines count as read: they must not stop the next Enter too.
            self._attention.read(conversation)
        return verdict

    def _accept(self, draft: Draft, verdict: Verdict, confirmed: bool) -> None:
        line = self._outcomes.line(Outcome.OVERRIDDEN if confirmed else Outcome.SENT, draft, verdict)
        self._holds.clear(draft.conversation)
        self._confirmed.pop(draft.conversation, None)
        self._undelivered.lost = ""
        self._acceptance.take(draft, self._intent(draft), line, verdict)

    def _intent(self, draft: Draft) -> Intent:
        """Bind a draft to its conversation as that is now."""
        held = self._desk[draft.conversation]
        return Intent(
            client_id=draft.id,
            conversation=held.id,
            customer=held.customer.id,
            fence=held.fence,
            mode=draft.mode,
            text=draft.text,
            accepted_at=self._clock.now(),
        )
