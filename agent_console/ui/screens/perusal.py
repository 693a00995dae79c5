"""What the keys do in the panel beside the panes: each method is the action of a command in the key table."""

from textual import events
from textual.content import Content

from agent_console.ports import Browser
from agent_console.services.workspace import Workspace
from agent_console.texts import _
from agent_console.ui.keys import KeyMap
from agent_console.ui.panel.bookmark import Bookmark
from agent_console.ui.panel.case import case_of
from agent_console.ui.panel.hint import unfolds
from agent_console.ui.panel.page import hit
from agent_console.ui.panel.row import Look, Row
from agent_console.ui.screens.errand import Errands
from agent_console.ui.screens.pane_screen import PaneScreen
from agent_console.ui.screens.value_use import ValueUse
from agent_console.ui.widgets.side_panel import SidePanel


class Perusal:
    """Goes through the attended customer's record; nothing that is typed there reaches a reply by itself."""

    def __init__(
        self,
        screen: PaneScreen,
        workspace: Workspace,
        keys: KeyMap,
        errands: Errands,
        browser: Browser | None,
    ) -> None:
        self._screen = screen
        self._workspace = workspace
        self._keys = keys
        self._errands = errands
        self._use = ValueUse(screen, workspace, browser)

    # The console's keys

    def toggle_panel(self) -> None:
        """Show or hide the customer's record."""
        if self._panel.has_focus:
            self._leave()
        self._panel.toggle()

    def read_record(self) -> None:
        """Go into the customer's record; from there, back to the reply."""
        if self._panel.has_focus:
            self._leave()
        elif self._errands.chosen() is not None:
            if not self._panel.display:
                self._panel.toggle()
            self._screen.set_focus(self._panel)

    # Keys while the panel has them

    def take(self, event: events.Key) -> bool:
        """Take a key that is for the panel; whether the panel has the keys."""
        if self._screen.focused is not self._panel:
            return False
        if self._mark.finding and self._look_for(event):
            return True
        command = self._keys.in_record(event.key)
        if command is not None:
            getattr(self, command.action)()
        else:
            words = _("the keys are in the record: {panel.back} goes back to the reply")
            self._screen.notice(Content(self._keys.spelled(words)))
        return True

    def row_up(self) -> None:
        """Choose the value above."""
        self._step(-1)

    def row_down(self) -> None:
        """Choose the value below."""
        self._step(1)

    def page_up(self) -> None:
        """Go further up by a page."""
        self._step(-self._page)

    def page_down(self) -> None:
        """Go further down by a page."""
        self._step(self._page)

    def next_section(self) -> None:
        """Go to the next section."""
        self._panel.go(self._mark.in_section(self._panel.rows, 1))

    def previous_section(self) -> None:
        """Go to the section before."""
        self._panel.go(self._mark.in_section(self._panel.rows, -1))

    def fold(self) -> None:
        """Unfold an order or an earlier contact, or fold it again."""
        row = self._row()
        if row is not None:
            self._panel.go(self._mark.turned_over(self._panel.rows))
            self._read_case(row)

    def use(self) -> None:
        """Insert the value into the reply to this customer; an earlier contact unfolds instead.

        Why a system was not read is nothing for a customer: there it is asked again.
        """
        row = self._row()
        if row is None:
            return
        if row.look is Look.ALERT:
            self.retry_record()
        elif unfolds(row):
            self.fold()
        else:
            self._use.insert(row.value, self._panel.conversation)

    def copy_value(self) -> None:
        """Copy the value, to the terminal's clipboard too."""
        row = self._row()
        if row is not None:
            self._use.copy(row.value or row.link, self._panel.conversation)

    def open_link(self) -> None:
        """Open the page about it; where no browser can be opened from here, copy its address."""
        row = self._row()
        if row is not None:
            self._use.open(row.link, self._panel.conversation)

    def retry_record(self) -> None:
        """Read orders and earlier contacts again."""
        conversation = self._panel.conversation
        if conversation is not None:
            self._workspace.records.refresh(conversation)
            row = self._panel.reader.chosen(conversation)
            if row is not None:
                self._read_case(row)
            self._screen.notice(Content(_("reading again …")))

    def find(self) -> None:
        """Narrow the record down to what has some words."""
        self._panel.go(self._mark.looking_for(""))

    def go_back(self) -> None:
        """Show everything again, or return to the reply."""
        if self._mark.sought or self._mark.finding:
            self._panel.go(self._mark.unnarrowed())
        else:
            self._leave()

    @property
    def _panel(self) -> SidePanel:
        return self._screen.panel

    @property
    def _mark(self) -> Bookmark:
        conversation = self._panel.conversation
        return Bookmark() if conversation is None else self._panel.reader.bookmark(conversation)

    def _row(self) -> Row | None:
        """Return the chosen row; says so where there is none."""
        conversation = self._panel.conversation
        row = None if conversation is None else self._panel.reader.chosen(conversation)
        if row is None:
            words = _("nothing is chosen here: {panel.up} and {panel.down} choose")
            self._screen.notice(Content(self._keys.spelled(words)))
        return row

    @property
    def _page(self) -> int:
        """How many rows a page is, which keeps something of the one before in sight."""
        return max(2, self._panel.size.height) // 2

    def _step(self, step: int) -> None:
        self._panel.go(self._mark.stepped(self._panel.rows, step))

    def _look_for(self, event: events.Key) -> bool:
        """Take a key of what is looked for; whether it is one."""
        mark = self._mark
        if self._keys.means(event.key, "list.choose"):
            first = next((row.key for row in self._panel.rows if hit(row, mark.sought)), "")
            self._panel.go(mark.found().at(self._panel.rows, first))
        elif event.key == "backspace":
            self._panel.go(mark.looking_for(mark.sought[:-1]))
        elif event.is_printable and event.character is not None:
            self._panel.go(mark.looking_for(mark.sought + event.character))
        else:
            return False
        return True

    def _read_case(self, row: Row) -> None:
        """Have the lines of an earlier chat read that was unfolded just now, or could not be read before."""
        conversation = self._panel.conversation
        if conversation is not None:
            cases = self._workspace.records.of(conversation).cases
            case = case_of(cases, row.under or row.key)
            if case is not None:
                self._workspace.case_lines.read(conversation, case)

    def _leave(self) -> None:
        """Return to the reply; a panel that covers part of it goes."""
        conversation = self._panel.conversation
        if self._panel.over:
            self._panel.toggle()
        if conversation is None or conversation not in self._workspace.desk:
            self._screen.set_focus(None)
        else:
            self._screen.attend(conversation)
