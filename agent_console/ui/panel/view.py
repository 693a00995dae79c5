"""The part of one customer's page that is in view: its lines, and which of them is the first."""

from collections.abc import Sequence

from textual.content import Content
from textual.selection import Selection

from agent_console.ui.panel.row import Row
from agent_console.ui.panel.sheet import Sheet


class View:
    """Keeps its place while the page changes, and has the chosen row in sight."""

    def __init__(self) -> None:
        self.top = 0
        """The number of the first line in view."""
        self._height = 1
        self._rows: Sequence[Row] = ()
        self._sheet = Sheet(0)

    @property
    def lines(self) -> Sequence[Content]:
        """All lines, in view or not."""
        return self._sheet.lines

    @property
    def below(self) -> int:
        """How many lines there are further down."""
        return max(0, len(self.lines) - self.top - self._height)

    def show(self, rows: Sequence[Row], width: int, height: int) -> None:
        """Show a page in a panel of that many columns and lines."""
        if width != self._sheet.width:
            self._sheet = Sheet(width)
            self._rows = ()
        self._height = height
        if rows is not self._rows:
            self._rows = rows
            self._sheet.show(rows)
        self.scroll_to(self.top)

    def scroll_to(self, top: int) -> None:
        """Have a line as the first one, as far as there are enough of them."""
        self.top = max(0, min(top, len(self.lines) - self._height))

    def reveal(self, place: int) -> None:
        """Scroll as little as shows a row, with what unfolds from it as far as there is room.

        With the first row that can be chosen comes all that is above it.
        """
        first, end = self._sheet.span(place)
        if not any(row.choosable for row in self._rows[:place]):
            first = 0
        key = self._rows[place].key
        inside = [number for number, row in enumerate(self._rows) if row.under == key]
        if inside:
            end = self._sheet.span(inside[-1])[1]
        self.scroll_to(min(first, max(self.top, end - self._height)))

    def place(self, y: int) -> int | None:
        """Return the place of the row in a line of the panel; None where there is none."""
        number = self.top + y
        return self._sheet.places[number] if number < len(self.lines) and self.lines[number].plain else None

    def selected(self, selection: Selection) -> str:
        """Return the text that was selected with the mouse."""
        chosen = []
        for number, content in enumerate(self.lines):
            span = selection.get_span(number)
            if span is not None:
                start, end = span
                chosen.append(content.plain[start : None if end == -1 else end])
        return "\n".join(chosen)
