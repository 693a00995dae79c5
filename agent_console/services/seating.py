"""Keeps the panes in step with the desk; no pane opens under the hands of somebody who types."""

from agent_console.domain.chat import ConversationId
from agent_console.domain.desk import Change, Desk, Part
from agent_console.domain.panes import Panes
from agent_console.domain.pressing import by_pressure
from agent_console.domain.system import SystemName, system_of
from agent_console.ports import Clock
from agent_console.services.changes import Changes
from agent_console.services.drafts import Drafts


class Seating:
    """Gives numbers to conversations that come, places when that disturbs nobody, and frees both."""

    def __init__(self, desk: Desk, panes: Panes, drafts: Drafts, clock: Clock, changes: Changes) -> None:
        self._desk = desk
        self._panes = panes
        self._drafts = drafts
        self._clock = clock
        self._changes = changes
        self._wanted: dict[ConversationId, float] = {}
        """When the agent asked for them."""

    @property
    def expected(self) -> int:
        """How many conversations were taken and have not come to the desk yet."""
        return len(self._wanted)

    def follow(self) -> None:
        """Admit what came to the desk and release what left it."""
        for gone in [c for c in self._panes.conversations if c not in self._desk]:
            self._panes.release(gone)
        for conversation in self._desk.conversations:
            asked_at = self._wanted.pop(conversation, float("-inf"))
            self._panes.admit(conversation, placed=self._may_open(asked_at))

    def want(self, conversation: ConversationId, asked_at: float) -> None:
        """Open a pane for a conversation that the agent asked for at a monotonic instant, if a place is free.

        An order may follow right behind a typed word; but who has typed on since then is not disturbed.
        """
        if conversation not in self._desk:
            self._wanted[conversation] = asked_at
        elif self._panes.free and conversation not in self._panes.places and self._may_open(asked_at):
            self._panes.bring(conversation, None)
            self._changes.announce(Change(Part.HOLDINGS, conversation))

    def give_up(self, conversation: ConversationId) -> None:
        """Expect a conversation no longer, because it ended."""
        self._wanted.pop(conversation, None)

    def expect_only(self, held: frozenset[ConversationId], system: SystemName) -> None:
        """Expect nothing of a chat system but what is held; the rest was lost while it was off the line."""
        self._wanted = {
            one: asked_at for one, asked_at in self._wanted.items() if one in held or system_of(one) != system
        }
        self._panes.expect_only(held, system)

    def refill(self) -> None:
        """Let the most pressing conversations of the strip take free places, unless somebody types."""
        now = self._clock.monotonic()
        if not self._panes.free or not self._drafts.quiet(now):
            return
        before = self._panes.places
        self._panes.refill(by_pressure(self._desk, now, self._clock.now()))
        if self._panes.places != before:
            self._changes.announce(Change(Part.HOLDINGS))

    def _may_open(self, asked_at: float) -> bool:
        return self._drafts.untouched_since(asked_at) or self._drafts.quiet(self._clock.monotonic())
