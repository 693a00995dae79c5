"""What a pane asks for that concerns more than itself, and who does it."""

from dataclasses import dataclass

from textual.content import Content

from agent_console.domain.chat import ConversationId
from agent_console.services.call import Obstacle
from agent_console.services.relocation import Move
from agent_console.ui.screens.attendance import Attendance
from agent_console.ui.screens.canned import CannedReplies
from agent_console.ui.screens.relocator import Relocator


@dataclass(frozen=True, slots=True)
class Requests:
    """Implements `chat_pane.Surroundings`."""

    canned: CannedReplies
    attendance: Attendance
    relocator: Relocator

    def ask(self, conversation: ConversationId, obstacle: Obstacle) -> None:
        """Ask for what a canned reply needs."""
        self.canned.resolve(conversation, obstacle)

    def offer(self, conversation: ConversationId) -> Content:
        """Return which steps a reply that was inserted would take, or what else may be done, and its key."""
        return self.canned.offer(conversation) or self.attendance.offer(conversation)

    def went(self, move: Move) -> None:
        """Go where a draft has gone."""
        self.relocator.went(move)

    def came_back(self, conversation: ConversationId) -> None:
        """Go where a draft has come back to."""
        self.relocator.came_back(conversation)

    def choose_target(self, conversation: ConversationId) -> None:
        """Ask where a conversation's draft is to go, and move it there."""
        self.relocator.choose(conversation)
