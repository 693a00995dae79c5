"""Has the keys while the agent goes from one line that was found to the next, so that none writes."""

from textual.content import Content
from textual.geometry import Region
from textual.widgets import Static

from agent_console.domain.chat import ConversationId


class HitBar(Static, can_focus=True):
    """One row below the messages that a line was found among; its keys come from the screen."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.conversation: ConversationId | None = None
        """Whose transcript the line stands in."""
        self.display = False

    def show(self, conversation: ConversationId, words: Content) -> None:
        """Say which of the lines it is; the caller moves the focus here."""
        self.conversation = conversation
        self.update(words)
        self.display = True

    def stand(self, over: Region) -> None:
        """Take the last row of that region of the screen, within the pane's border."""
        self.styles.offset = (over.x + 1, max(over.y, over.bottom - 1))
        self.styles.width = over.width - 2

    def close(self) -> None:
        """Disappear."""
        self.conversation = None
        self.display = False
