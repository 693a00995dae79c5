"""What the keys do that moves a draft to another customer: where to, how it gets there, and back."""

from textual.content import Content

from agent_console.domain.chat import ConversationId
from agent_console.services.relocation import Move
from agent_console.services.workspace import Workspace
from agent_console.texts import _
from agent_console.ui.format import filled, joined, line
from agent_console.ui.inquiry.target import Target, TargetInquiry
from agent_console.ui.recipient import about, recipient
from agent_console.ui.screens.errand import Errands
from agent_console.ui.screens.overlay import Overlays
from agent_console.ui.screens.pane_screen import PaneScreen


class Relocator:
    """The agent goes along with the draft: the keys are where the text is."""

    def __init__(
        self, screen: PaneScreen, overlays: Overlays, workspace: Workspace, errands: Errands
    ) -> None:
        self._screen = screen
        self._overlays = overlays
        self._workspace = workspace
        self._errands = errands

    def move_draft(self) -> None:
        """Ask where the attended conversation's draft is to go."""
        conversation = self._errands.chosen()
        if conversation is not None:
            self.choose(conversation)

    def choose(self, source: ConversationId) -> None:
        """Ask where a conversation's draft is to go, and move it there."""
        desk = self._workspace.desk
        targets = [self._target(one) for one in self._workspace.relocation.targets(source)]
        if desk.draft(source).empty:
            self._screen.notice(Content(_("there is no draft to move here")))
        elif not targets:
            self._screen.notice(Content(_("there is no other conversation to move it to")))
        else:
            title = about(_("move the draft away from {who}"), desk, source)
            inquiry = TargetInquiry(title, targets, lambda target: self._move(source, target))
            self._overlays.ask(inquiry, source)

    def went(self, move: Move) -> None:
        """Go where a draft has gone, and say how it comes back."""
        target = move.after.conversation
        self._screen.attend(target)
        words = about(_("moved from {who}"), self._workspace.desk, move.moved.conversation)
        if move.unsure:
            values = line(", ".join(move.unsure), 60)
            words = filled(_("look again: {values} may be another customer's"), values=values)
        self._say(target, joined(words, " · ", _("Ctrl+Z undoes")))

    def came_back(self, source: ConversationId) -> None:
        """Go where a draft has come back to."""
        self._screen.attend(source)
        self._say(source, Content(_("the draft is back here")))

    def _move(self, source: ConversationId, target: ConversationId) -> None:
        move = self._workspace.relocation.move(source, target)
        if move is None:
            self._screen.notice(Content(_("the conversation has left the desk: nothing was moved")))
        else:
            self.went(move)

    def _target(self, conversation: ConversationId) -> Target:
        desk = self._workspace.desk
        return Target(
            conversation,
            self._workspace.panes.number(conversation),
            desk.mark(conversation).mnemonic,
            recipient(desk, conversation).content(),
        )

    def _say(self, conversation: ConversationId, words: Content) -> None:
        pane = self._screen.pane_of(conversation)
        if pane is None:
            self._screen.notice(words)
        else:
            pane.notice(words)
