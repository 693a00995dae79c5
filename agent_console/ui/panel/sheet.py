"""Rows set as lines of a width; what is the same as before is not set again."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from agent_console.ui.format import joined, line
from agent_console.ui.panel.row import Look, Row

MOST_CHARACTERS = 400
"""How much of one value is shown; all of it is copied and inserted."""
_LABEL = 40
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
    """Yield a row's lines, what follows the first one standing under the beginning of its text."""
    hang = 2 if row.under or row.look is Look.TITLE else 0
    margin = " " * hang
    head = _head(row)
    for number, piece in enumerate(head.wrap(max(1, width - hang))):
        mark = _mark(row) if number == 0 else margin
        yield joined(mark if hang else "", piece)
    if row.detail:
        detail = line(row.detail, _DETAIL, "$quiet")
        yield from (joined(margin, piece) for piece in detail.wrap(max(1, width - hang)))


def _mark(row: Row) -> str:
    if row.look is Look.TITLE:
        return "▾ " if row.opened else "▸ "
    return "  "


def _head(row: Row) -> Content:
    words = row.words
    match row.look:
        case Look.HEADING:
            return Content.styled(words.upper(), "$quiet bold")
        case Look.TITLE:
            return line(words, MOST_CHARACTERS, "bold")
        case Look.WORDS:
            fold = "" if row.opened is None else ("▾ " if row.opened else "▸ ")
            return joined((fold, "$quiet"), line(words, MOST_CHARACTERS, "$quiet italic"))
        case Look.ALERT:
            return joined((" ! ", "bold reverse"), " ", line(words, MOST_CHARACTERS, "bold"))
        case Look.VALUE:
            label = joined(line(row.label, _LABEL, "$quiet"), " ") if row.label else Content()
            return joined(label, line(words, MOST_CHARACTERS))
