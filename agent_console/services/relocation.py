"""Moves what is being written to one customer over to another one, and back again."""

from dataclasses import dataclass, replace

from agent_console.domain.audit import Outcome
from agent_console.domain.change import Change, Part
from agent_console.domain.chat import ConversationId, Mode
from agent_console.domain.desk import Desk
from agent_console.domain.draft import Draft
from agent_console.domain.panes import Panes
from agent_console.domain.verdict import ALLOWED, ELSEWHERE
from agent_console.services.attention import Attention
from agent_console.services.changes import Changes
from agent_console.services.drafts import Drafts
from agent_console.services.holds import Holds
from agent_console.services.outcomes import Outcomes
from agent_console.services.rebinding import Rebinding


@dataclass(frozen=True, slots=True)
class Move:
    """A draft that has gone to another conversation."""

    moved: Draft
    """What it was."""
    before: Draft
    """What was being written in the other conversation."""
    after: Draft
    """What is being written there now."""
    unsure: tuple[str, ...] = ()
    """Paths of values that may still be the first customer's, because nobody can tell by the text."""

    @property
    def foreseen(self) -> bool:
        """Whether the other conversation shows nothing new: only what was read already, word for word."""
        return not self.before.text and not self.unsure


class Relocation:
    """A draft goes where the agent says, and nowhere by itself.

    Its canned replies are filled in anew for the customer there. It passes every check again at Enter, but
    to go along with it is no hasty change of panes, unless there is something new to read there.
    """

    def __init__(
        self,
        desk: Desk,
        panes: Panes,
        drafts: Drafts,
        holds: Holds,
        rebinding: Rebinding,
        outcomes: Outcomes,
        attention: Attention,
        changes: Changes,
    ) -> None:
        self._desk = desk
        self._panes = panes
        self._drafts = drafts
        self._holds = holds
        self._rebinding = rebinding
        self._outcomes = outcomes
        self._attention = attention
        self._changes = changes
        self._last: Move | None = None

    def suggestion(self, source: ConversationId) -> ConversationId | None:
        """Return the conversation that a held draft seems meant for, if it is held here."""
        hold = self._holds.of(source)
        target = hold.verdict.suggestion if hold is not None else None
        return target if target in self._desk else None

    def offered(self, source: ConversationId) -> bool:
        """Whether to move it is an answer to the hold of a draft: it may be meant for somebody else."""
        hold = self._holds.of(source)
        return hold is not None and hold.verdict.rule in ELSEWHERE and bool(self.targets(source))

    def targets(self, source: ConversationId) -> tuple[ConversationId, ...]:
        """Return where a draft can go, in the order of the panes' numbers."""
        return tuple(
            sorted(
                (other for other in self._desk.conversations if other != source),
                key=self._panes.number,
            )
        )

    def move(self, source: ConversationId, target: ConversationId) -> Move | None:
        """Put what is being written behind what is being written to another customer, and let go of its hold.

        None when there is nothing to move, or one of the conversations is not held.
        """
        if target == source or not {source, target} <= self._desk.conversations.keys():
            return None
        moving = self._desk.draft(source)
        if moving.empty:
            return None
        hold = self._holds.of(source)
        rebound = self._rebinding.rebound(moving, target)
        before = self._drafts.begun(target, moving.mode)
        after = self._drafts.adopt(_behind(before, rebound.draft))
        self._drafts.switch(target, moving.mode)
        self._take_away(moving)
        self._announce(source, target)
        self._last = Move(moving, before, after, rebound.unsure)
        if self._last.foreseen:
            self._attention.expect(target)
        self._outcomes.record(Outcome.MOVED, moving, hold.verdict if hold is not None else ALLOWED)
        return self._last

    def undo(self, conversation: ConversationId, mode: Mode) -> ConversationId | None:
        """Put the draft that was moved last back, and return where it is then.

        None when it was not moved here or from here, or when anything has been written in its place since.
        """
        last = self._last
        if last is None or mode is not last.moved.mode or not self._undone_here(last, conversation):
            return None
        self._last = None
        source, target = last.moved.conversation, last.after.conversation
        self._drafts.adopt(last.moved)
        self._drafts.switch(source, mode)
        if last.before.text:
            self._drafts.adopt(last.before)
        else:
            self._take_away(last.after)
        self._announce(target, source)
        self._attention.expect(source)
        self._outcomes.record(Outcome.RETRACTED, last.moved, ALLOWED)
        return source

    def _undone_here(self, last: Move, conversation: ConversationId) -> bool:
        source, target = last.moved.conversation, last.after.conversation
        if conversation not in (source, target) or source not in self._desk or target not in self._desk:
            return False
        mode = last.moved.mode
        there = self._desk.draft(target, mode)
        same = (there.id, there.text) == (last.after.id, last.after.text)
        return same and not self._desk.draft(source, mode).text

    def _take_away(self, draft: Draft) -> None:
        self._holds.clear(draft.conversation)
        self._drafts.detach(draft)
        self._drafts.forget(draft)

    def _announce(self, *conversations: ConversationId) -> None:
        for conversation in conversations:
            self._changes.announce(Change(Part.DRAFT, conversation))


def _behind(before: Draft, moving: Draft) -> Draft:
    """Return a draft with another one below, and the cursor in the first hole that this one brings."""
    joined = before.joined(moving)
    start = len(joined.text) - len(moving.text)
    hole = next((stop for stop in joined.holes if stop.start >= start), None)
    return replace(joined, cursor=len(joined.text)) if hole is None else joined.visiting(hole)
