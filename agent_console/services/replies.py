"""Enter and what follows: a draft becomes a reply, or is held with a reason."""

from dataclasses import replace

from agent_console.domain.audit import AuditLine, Outcome
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
from agent_console.services.drafts import Drafts
from agent_console.services.holds import Holds
from agent_console.services.ledger import Ledger
from agent_console.services.undelivered import Undelivered


class Replies:
    """Decides about replies in the same tick as Enter."""

    def __init__(
        self,
        desk: Desk,
        clock: Clock,
        drafts: Drafts,
        holds: Holds,
        checkpoint: Checkpoint,
        attention: Attention,
        acceptance: Acceptance,
        undelivered: Undelivered,
        ledger: Ledger,
    ) -> None:
        self._desk = desk
        self._clock = clock
        self._drafts = drafts
        self._holds = holds
        self._checkpoint = checkpoint
        self._attention = attention
        self._acceptance = acceptance
        self._undelivered = undelivered
        self._ledger = ledger
        self._confirmed: dict[ConversationId, tuple[str, frozenset[Rule]]] = {}

    @property
    def trouble(self) -> str:
        """Why the disk does not take what happens to replies, or which file was lost; one raw line, or empty.

        A lost file is told until the next reply.
        """
        return self._ledger.trouble or self._undelivered.lost

    @property
    def orphans(self) -> tuple[Draft, ...]:
        """The drafts whose conversations the agent does not hold, returned replies among them."""
        return tuple(draft for (c, _mode), draft in self._desk.drafts.items() if c not in self._desk)

    def submit(self, conversation: ConversationId, mode: Mode | None = None) -> Verdict:
        """Send the draft, or hold it and say why; an empty draft is refused without a hold.

        `mode` is the one that Enter was pressed in, by default the conversation's.
        """
        return self._decide(self._desk.draft(conversation, mode), frozenset())

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
        """Let go of a held draft, so that it can be edited and sent anew."""
        self._confirmed.pop(conversation, None)
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
        if verdict.ruling is Ruling.ALLOW:
            told = asked.with_figures_of(verdict) if asked else verdict
            self._accept(draft, told, confirmed=asked is not None)
        elif verdict.rule is not Rule.EMPTY:
            self._holds.put(conversation, verdict)
        if verdict.rule is Rule.STALE:
            # Once shown, the new lines count as read: they must not stop the next Enter too.
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
        self._undelivered.lost = ""
        line = AuditLine(
            at=intent.accepted_at,
            outcome=Outcome.OVERRIDDEN if confirmed else Outcome.SENT,
            draft=draft.id,
            conversation=held.id,
            snippets=tuple((one.snippet, one.version) for one in draft.insertions),
            ruling=verdict.ruling,
            rule=verdict.rule,
            waited_seconds=waited.total_seconds() if waited is not None else 0.0,
            open_conversations=len(self._desk.conversations),
            score=verdict.score,
            features=verdict.features,
            mistaken=verdict.mistaken,
            model=verdict.model,
        )
        self._acceptance.take(draft, intent, line)
