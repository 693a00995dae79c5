"""What the keys do with the chosen row, in as many words as there is room for."""

from collections.abc import Iterator

from textual.content import Content

from agent_console.texts import pgettext
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
    # Translators: the words for what a key does stand in a narrow line: one short word each
    fold = pgettext("what a key does", "fold") if row.opened else pgettext("what a key does", "unfold")
    if row.look is Look.ALERT:
        yield "panel.use", pgettext("what a key does", "try again")
    elif unfolds(row):
        yield "panel.use", fold
    elif row.value:
        yield "panel.use", pgettext("what a key does", "insert")
    if row.opened is not None and not unfolds(row):
        yield "panel.fold", fold
    if row.value:
        yield "panel.copy", pgettext("what a key does", "copy")
    if row.link:
        yield "panel.open", pgettext("what a key does", "open")
    yield "panel.back", pgettext("what a key does", "back")
    yield "panel.find", pgettext("what a key does", "find")
