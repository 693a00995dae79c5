"""What the keys do that concerns replies on their way: taking the last one back, sending one now."""

from typing import Final

from textual.content import Content

from agent_console.domain.chat import ConversationId
from agent_console.domain.verdict import Ruling
from agent_console.services.workspace import Workspace
from agent_console.texts import _
from agent_console.ui.format import line
from agent_console.ui.screens.errand import Errands
from agent_console.ui.screens.pane_screen import PaneScreen

_ONE_PRESS: Final = 2.0
"""Seconds in which a key that is pressed again, or held down, still means the same reply."""


class Retrieval:
    """Its methods are actions of the key table."""

    def __init__(self, screen: PaneScreen, workspace: Workspace, errands: Errands) -> None:
        self._screen = screen
        self._workspace = workspace
        self._errands = errands
        self._last: tuple[ConversationId, float] | None = None

    def take_back(self) -> None:
        """Return a reply to the draft: one that waits, else one that failed, else the one sent last."""
        conversation = self._errands.chosen()
        if conversation is None:
            return
        if self._again(conversation):
            self._screen.notice(Content(_("pressed a moment ago: wait a little to take the one before")))
        elif self._workspace.delay.retract(conversation):
            self._screen.notice(Content(_("taken back: it was not sent")))
        elif self._workspace.replies.take_back(conversation):
            self._screen.notice(Content(_("taken back: it had failed")))
        elif self._held(conversation):
            self._screen.notice(Content(_("this is not sent: it is stopped, as said above the draft")))
        else:
            self._recall(conversation)

    def send_now(self) -> None:
        """End the countdown of the reply that waits."""
        conversation = self._errands.chosen()
        if conversation is not None:
            declined = self._workspace.delay.send_now(conversation)
            self._screen.notice(line(declined.reason) if declined else Content(_("it leaves now")))

    def _held(self, conversation: ConversationId) -> bool:
        """Whether a draft waits for an answer: the key can only mean that, and not a message before it."""
        hold = self._workspace.replies.held(conversation)
        return hold is not None and hold.verdict.ruling is Ruling.ASK

    def _recall(self, conversation: ConversationId) -> None:
        done = Content(_("taken back after it had left: the customer sees that a message was deleted"))
        self._errands.run(self._workspace.recall.last(conversation), "taking back", done)

    def _again(self, conversation: ConversationId) -> bool:
        """Whether the key was pressed for this conversation a moment ago; notes this press."""
        now, before = self._workspace.clock.monotonic(), self._last
        self._last = (conversation, now)
        return before is not None and before[0] == conversation and now - before[1] < _ONE_PRESS
