"""Why a reply did not leave, and the keys that answer; it looks like nothing else in the console."""

from textual.content import Content
from textual.widgets import Static

from agent_console.domain.chat import ConversationId
from agent_console.domain.hold import Hold
from agent_console.domain.verdict import Ruling
from agent_console.services.workspace import Workspace
from agent_console.ui.format import joined, line
from agent_console.ui.recipient import NAMELESS, recipient


class HoldBar(Static):
    """Shown between transcript and composer for as long as the draft below is held."""

    def __init__(self, conversation: ConversationId, workspace: Workspace) -> None:
        super().__init__(markup=False)
        self._conversation = conversation
        self._workspace = workspace
        self._shown: Hold | None = None
        self.display = False

    def on_mount(self) -> None:
        """Say first what matters most."""
        self.border_title = Content("▚▚ NOT SENT ▚▚")

    def show(self) -> None:
        """Show the hold of the conversation as it is now, or go away."""
        hold = self._workspace.replies.held(self._conversation)
        if hold is self._shown:
            return
        self._shown = hold
        self.display = hold is not None
        if hold is not None:
            self.update(Content("\n").join(self._lines(hold)))

    def _lines(self, hold: Hold) -> list[Content]:
        reason = line(hold.verdict.reason, style="bold")
        if hold.verdict.ruling is not Ruling.ASK:
            return [reason, Content.styled("Change the draft, then press Enter again.", "$quiet")]
        return [
            reason,
            *self._move(hold),
            self._send_anyway(),
            _answer("Esc", Content("go back to the draft")),
        ]

    def _move(self, hold: Hold) -> list[Content]:
        target = hold.verdict.suggestion
        if target is None or target not in self._workspace.desk:
            return []
        number = self._workspace.panes.number(target)
        where = joined(f"move it to {number} ", recipient(self._workspace.desk, target).content())
        return [_answer("m", where)]

    def _send_anyway(self) -> Content:
        desk = self._workspace.desk
        customer = desk[self._conversation].customer
        name = line(customer.first_name, 20) if customer.first_name else Content(NAMELESS)
        number = recipient(desk, self._conversation).number
        return _answer(
            desk.mark(self._conversation).mnemonic,
            joined("send it to ", name, f" {number}" if number else "", " anyway"),
        )


def _answer(key: str, words: Content) -> Content:
    return joined((f" {key:^3} ", "reverse bold"), " ", words)
