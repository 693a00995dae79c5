"""Rows set as lines of a width; what is the same as before is not set again."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from agent_console.ui.format import joined, line
from agent_console.ui.panel.row import Look, Row
from agent_console.ui.symbol import FOLDED_GLYPH, LINK_GLYPH, UNFOLDED_GLYPH

MOST_CHARACTERS = 400
"""How much of one value is shown; all of it is copied and inserted."""
_LABEL = 40
_COLUMN = 10
"""Behind labels of up to this many characters the values stand one under the other."""
_DETAIL = 120


class Sheet:
    """The lines of one page, each with the place of the row that it belongs to."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.lines: list[Content] = []
        self.places: list[int] = []
        """The index of each line's row."""
        self._set: dict[Row, tuple[Content, ...]] = {}

    def show(self, rows: Sequence[Row]) -> None:
        """Set other rows."""
        before, self._set = self._set, {}
        self.lines, self.places = [], []
        for place, row in enumerate(rows):
            lines = before.get(row) or tuple(_lines(row, self.width))
            self._set[row] = lines
            gap = [Content()] if place and row.look is Look.HEADING else []
            self.lines += [*gap, *lines]
            self.places += [place] * (len(gap) + len(lines))

    def span(self, place: int) -> tuple[int, int]:
        """Return the first line of a row, and the one behind its last."""
        first = self.places.index(place)
        return first, first + self.places.count(place)


def _lines(row: Row, width: int) -> Iterator[Content]:
    """Yield a row's lines; what does not fit into one goes on under the beginning of its text."""
    margin = 2 if row.under else 0
    label = line(row.label, _LABEL, "$quiet")
    if label.cell_length > _COLUMN:
        yield from _hung(Content(" " * margin), label, width)
        label = Content()
    if label:
        label = label.extend_right(_COLUMN + 1 - label.cell_length)
    yield from _hung(joined(" " * margin, label, _mark(row)), _words(row), width)
    if row.detail:
        yield from _hung(Content("  "), line(row.detail, _DETAIL, "$quiet"), width)


def _hung(head: Content, text: Content, width: int) -> Iterator[Content]:
    """Yield a text as lines, `head` being in front of the first one."""
    for piece in text.wrap(max(1, width - head.cell_length)):
        yield joined(head, piece)
        head = Content(" " * head.cell_length)


def _mark(row: Row) -> Content:
    if row.look is Look.ALERT:
        return joined((" ! ", "bold reverse"), " ")
    if row.opened is None:
        return Content()
    return Content.styled(f"{UNFOLDED_GLYPH if row.opened else FOLDED_GLYPH} ", "$quiet")


def _words(row: Row) -> Content:
    match row.look:
        case Look.HEADING:
            return Content.styled(row.words.upper(), "$quiet bold")
        case Look.TITLE | Look.ALERT:
            return line(row.words, MOST_CHARACTERS, "bold")
        case Look.WORDS:
            return line(row.words, MOST_CHARACTERS, "$quiet italic")
        case Look.VALUE:
            link = (f" {LINK_GLYPH}", "$quiet") if row.link else ""
            return joined(line(row.words, MOST_CHARACTERS), link)
