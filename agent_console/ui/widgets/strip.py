"""The conversations that have no place on screen, the most pressing first, on one line."""

from textual.content import Content
from textual.widgets import Static

from agent_console.domain.chat import Conversation, ConversationId
from agent_console.domain.pressing import by_pressure
from agent_console.services.workspace import Workspace
from agent_console.texts import _
from agent_console.ui.due_clock import due_clock
from agent_console.ui.format import in_seconds, joined
from agent_console.ui.pane_title import waiting_words
from agent_console.ui.recipient import recipient
from agent_console.ui.symbol import COUNTDOWN_GLYPH, CUE_GLYPH, TIER_GLYPH, TIER_STYLE

_WHO_WIDTH = 16
"""Cells of glyph and name; a number that tells two customers apart takes what it needs of them."""


class ConversationStrip(Static):
    """Says who else is on the desk, and under which number."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(markup=False)
        self._workspace = workspace
        self._shown = Content()

    def tick(self, now: float) -> None:
        """Draw who is off screen at the monotonic instant `now`, if that has changed."""
        seated = self._workspace.panes.slots
        order = by_pressure(self._workspace.desk, now, self._workspace.clock.now())
        waiting = [c for c in order if c not in seated]
        content = self._line(waiting, now)
        if not content.is_same(self._shown):
            self._shown = content
            self.update(joined(content))

    def _line(self, conversations: list[ConversationId], now: float) -> Content:
        if not conversations:
            return Content.styled(f" {_('no other conversations')}", "$quiet")
        entries = [self._entry(conversation, now) for conversation in conversations]
        return joined((f" {_('off screen')} ", "$quiet"), Content("  ").join(entries))

    def _entry(self, conversation: ConversationId, now: float) -> Content:
        desk = self._workspace.desk
        tier = desk.tier(conversation, now)
        held = desk[conversation]
        number = self._workspace.panes.number(conversation)
        who = joined(" ", recipient(desk, conversation).content(_WHO_WIDTH))
        wait = f" {waiting_words(held, now)} {TIER_GLYPH[tier]}".replace("  ", " ")
        due = due_clock(held.promise, self._workspace.clock.now()).content
        return joined(
            (f"{number}", "bold"),
            who,
            (wait, TIER_STYLE[tier]),
            " " if due else "",
            due,
            f" {CUE_GLYPH}" if self._workspace.writing.cues.marks(conversation) else "",
            self._unsent(held, now),
        )

    def _unsent(self, held: Conversation, now: float) -> Content:
        """Say when a reply leaves whose countdown is off screen, or that one is held there."""
        countdown = self._workspace.delay.of(held.id)
        if countdown is not None:
            words = f" {COUNTDOWN_GLYPH} {in_seconds(countdown.seconds(now))} "
        elif self._workspace.replies.held(held.id) is not None:
            words = f" {_('NOT SENT')} "
        else:
            return Content()
        return joined(" ", (words, "reverse bold"))
