"""What the keys do with the chosen row, in as many words as there is room for."""

from collections.abc import Iterator

from textual.content import Content

from agent_console.ui.format import joined
from agent_console.ui.keys import KeyMap
from agent_console.ui.panel.row import Look, Row
from agent_console.ui.symbol import KEY_GLYPH


def unfolds(row: Row) -> bool:
    """Whether Enter unfolds a row; of an order it inserts the number."""
    return row.opened is not None and not row.key.startswith("order:")


def key_hint(row: Row, keys: KeyMap, width: int) -> Content:
    """Return the keys for a row, the most needed ones first, in at most `width` cells."""
    shown = Content()
    for command, words in _wanted(row):
        label = keys.label(command)
        one = joined((KEY_GLYPH.get(label, label), "bold"), f" {words}")
        longer = joined(shown, " · ", one) if shown else one
        if label and longer.cell_length <= width:
            shown = longer
    return shown


def _wanted(row: Row) -> Iterator[tuple[str, str]]:
    if row.look is Look.ALERT:
        yield "panel.use", "try again"
    elif unfolds(row):
        yield "panel.use", "fold" if row.opened else "unfold"
    elif row.value:
        yield "panel.use", "insert"
    if row.opened is not None and not unfolds(row):
        yield "panel.fold", "fold" if row.opened else "unfold"
    if row.value:
        yield "panel.copy", "copy"
    if row.link:
        yield "panel.open", "open"
    yield "panel.back", "back"
    yield "panel.find", "find"
