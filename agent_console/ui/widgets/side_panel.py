"""What is known of the attended customer, beside the panes, with the customer's name on it."""

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.selection import Selection
from textual.strip import Strip
from textual.widget import Widget

from agent_console.domain.chat import ConversationId
from agent_console.services.workspace import Workspace
from agent_console.texts import N_, _, ngettext
from agent_console.ui.format import joined, line
from agent_console.ui.keys import KeyMap
from agent_console.ui.panel.bookmark import Bookmark
from agent_console.ui.panel.hint import key_hint
from agent_console.ui.panel.reader import Reader
from agent_console.ui.panel.row import Row
from agent_console.ui.panel.view import View
from agent_console.ui.recipient import recipient
from agent_console.ui.symbol import CARET_GLYPH, MORE_BELOW_GLYPH

_WHEEL = 3
_NOBODY = N_("{desk.pane-1} goes to number 1, {desk.next} to the most pressing: the customer is shown here.")


class SidePanel(Widget, can_focus=True):
    """Follows the focus: shows the record of the conversation that the agent attends to.

    It draws the rows in view by itself, so that another customer's page is there with the next frame,
    without a layout in between. Its keys come from the screen.
    """

    def __init__(self, workspace: Workspace, keys: KeyMap, beside: bool) -> None:
        """Stand `beside` the panes from the start where there is room; elsewhere open over them."""
        super().__init__()
        self.conversation: ConversationId | None = None
        """Whose record is shown."""
        self.reader = Reader(workspace)
        self._keys = keys
        self._beside = True
        self._wanted = {True: beside, False: False}
        self._workspace = workspace
        self._rows: tuple[Row, ...] = ()
        self._place: int | None = None
        """Which of them is chosen."""
        self._views: dict[ConversationId, View] = {}
        self._shown: tuple[object, ...] = ()

    # Where it stands

    @property
    def over(self) -> bool:
        """Whether it covers part of the panes while it is shown."""
        return not self._beside

    def fit(self, beside: bool, width: int) -> None:
        """Stand beside the panes or over them, as there is room, so many columns wide."""
        self._beside = beside
        self.styles.width = width
        self.set_class(not beside, "-over")
        self.display = self._wanted[beside]

    def toggle(self) -> None:
        """Appear or disappear."""
        self._wanted[self._beside] = self.display = not self.display

    # What it shows

    @property
    def rows(self) -> Sequence[Row]:
        """The rows of the record that is shown."""
        return self._rows

    def show(self, conversation: ConversationId | None) -> None:
        """Show a conversation's customer as known now; None, and one that is not held, shows nobody."""
        if conversation is None or conversation not in self._workspace.desk:
            self._show_nobody()
            return
        number = self._workspace.panes.number(conversation)
        who = joined(f"{number} ", recipient(self._workspace.desk, conversation).content())
        rows, mark = self.reader.rows(conversation), self.reader.bookmark(conversation)
        shown = (conversation, who.plain, rows, mark)
        if shown == self._shown:
            return
        self.conversation, self._rows, self._shown = conversation, rows, shown
        chosen = mark.row(rows)
        self._place = next((place for place, row in enumerate(rows) if row is chosen), None)
        self.border_title = joined(who)
        self._draw()

    def go(self, bookmark: Bookmark) -> None:
        """Be at another row of the record that is shown, or have it unfolded or narrowed down otherwise."""
        if self.conversation is not None:
            self.reader.go(self.conversation, bookmark)
            self.show(self.conversation)
            if self._place is not None:
                self._view.reveal(self._place)
                self._draw()

    def _show_nobody(self) -> None:
        self.conversation, self._rows, self._place, self._shown = None, (), None, ()
        self.border_title = Content(_("nobody chosen"))
        self._draw()

    # What happens to it

    def on_resize(self) -> None:
        """Set the lines for the new width."""
        self._draw()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Choose something for the keys, and say what they do; or how much there is below instead."""
        super().watch_has_focus(_has_focus)
        if _has_focus and self.conversation is not None and self._place is None:
            self.go(self.reader.bookmark(self.conversation).stepped(self._rows, 1))
        self._say_below()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll with the wheel."""
        event.stop()
        self._wheel(-_WHEEL)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll with the wheel."""
        event.stop()
        self._wheel(_WHEEL)

    def on_click(self, event: events.Click) -> None:
        """Choose the row that was clicked."""
        event.stop()
        place = self._view.place(event.get_content_offset_capture(self).y)
        if self.conversation is not None and place is not None:
            mark = self.reader.bookmark(self.conversation)
            self.go(mark.at(self._rows, self._rows[place].key))

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        if self.conversation is None:
            lines = Content.styled(self._keys.spelled(_(_NOBODY)), "$quiet").wrap(max(1, self.size.width))
            return self._strip(lines[y] if y < len(lines) else Content())
        view = self._view
        number = view.top + y
        content = view.lines[number] if number < len(view.lines) else Content()
        if self.has_focus and self._place is not None and view.place(y) == self._place:
            padding = max(0, self.size.width - content.cell_length)
            # In one colour: a quiet label would be hard to read when it is reversed.
            content = Content.styled(content.plain + " " * padding, "reverse")
        return self._strip(self._selected(content, number)).apply_offsets(0, number)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the text that was selected with the mouse."""
        return self._view.selected(selection), "\n"

    @property
    def _view(self) -> View:
        """What is in view of the record that is shown."""
        if self.conversation is None:
            return View()
        return self._views.setdefault(self.conversation, View())

    def _draw(self) -> None:
        self._views = {one: view for one, view in self._views.items() if one in self._workspace.desk}
        self._view.show(self._rows, self.size.width, max(1, self.size.height))
        self._say_below()
        self.refresh()

    def _wheel(self, lines: int) -> None:
        self._view.scroll_to(self._view.top + lines)
        self._draw()

    def _selected(self, content: Content, number: int) -> Content:
        selection = self.text_selection
        span = None if selection is None else selection.get_span(number)
        if span is None:
            return content
        start, end = span
        style = self.screen.get_visual_style("screen--selection")
        return content.stylize(style, start, None if end == -1 else end)

    def _strip(self, content: Content) -> Strip:
        strip = Strip(content.render_segments(self.visual_style), content.cell_length)
        return strip.adjust_cell_length(self.size.width, self.rich_style)

    def _say_below(self) -> None:
        """Say in the frame what is looked for, what the keys do, or how much there is further down."""
        words = self._words_below()
        if self._border_subtitle is None or not words.is_same(self._border_subtitle):
            self.border_subtitle = words

    def _words_below(self) -> Content:
        mark = Bookmark() if self.conversation is None else self.reader.bookmark(self.conversation)
        below = self._view.below
        if mark.finding or mark.sought:
            caret = CARET_GLYPH if mark.finding else ""
            # Translators: which key shows all lines again
            shows_all = _("{key} all").format(key=self._keys.label("panel.back"))
            return joined("/", line(mark.sought, 24, "bold"), caret, f" · {shows_all}")
        if self.has_focus and self._place is not None:
            return key_hint(self._rows[self._place], self._keys, self.size.width)
        words = ngettext("{count} more", "{count} more", below).format(count=below)
        return Content(f"{MORE_BELOW_GLYPH} {words}" if below else "")
