"""Keeps the panes in step with the desk; panes open only while nobody types."""

from agent_console.domain.chat import ConversationId
from agent_console.domain.desk import Change, Desk, Part
from agent_console.domain.panes import Panes
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
        self._wanted: set[ConversationId] = set()

    @property
    def expected(self) -> int:
        """How many conversations were taken and have not come to the desk yet."""
        return len(self._wanted)

    def follow(self) -> None:
        """Admit what came to the desk and release what left it."""
        for gone in [c for c in self._panes.conversations if c not in self._desk]:
            self._panes.release(gone)
        quiet = self._drafts.quiet(self._clock.monotonic())
        for conversation in self._desk.conversations:
            self._panes.admit(conversation, placed=quiet or conversation in self._wanted)
        self._wanted.difference_update(self._desk.conversations)

    def want(self, conversation: ConversationId) -> None:
        """Open a pane for a conversation that the agent asked for, whoever types, if a place is free."""
        if conversation not in self._desk:
            self._wanted.add(conversation)
        elif self._panes.free and conversation not in self._panes.slots:
            self._panes.bring(conversation, None)
            self._changes.announce(Change(Part.HOLDINGS, conversation))

    def give_up(self, conversation: ConversationId) -> None:
        """Expect a conversation no longer, because it ended."""
        self._wanted.discard(conversation)

    def expect_only(self, held: frozenset[ConversationId]) -> None:
        """Expect nothing but what is held, because the rest was lost while the link was down."""
        self._wanted &= held

    def refill(self) -> None:
        """Let the most urgent conversations of the strip take free places, unless somebody types."""
        now = self._clock.monotonic()
        if not self._panes.free or not self._drafts.quiet(now):
            return
        before = self._panes.slots
        self._panes.refill(self._desk.by_urgency(now))
        if self._panes.slots != before:
            self._changes.announce(Change(Part.HOLDINGS))
