"""The whole table of keys over the panes."""

from collections.abc import Iterable, Iterator
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from agent_console.texts import _
from agent_console.ui.format import joined, line
from agent_console.ui.key.sheet import sheet
from agent_console.ui.keys import KeyMap
from agent_console.ui.shortcut import Shortcut

_KEYS_WIDTH: Final = 26
_WORDS_WIDTH: Final = 43
"""Cells that the style sheet leaves for what a key does; other languages may need more than one line."""


class KeyHelp(VerticalScroll):
    """Every command and every canned reply with its keys; has the focus while it is open, to be scrolled."""

    class Dismissed(Message):
        """The list was closed by its own key."""

    def __init__(self, keys: KeyMap) -> None:
        super().__init__()
        self._keys = keys
        self._table = Static(markup=False)
        self.display = False

    def compose(self) -> ComposeResult:
        """Hold the table."""
        yield self._table

    def show(self, shortcuts: Iterable[Shortcut]) -> None:
        """Appear, with the keys of the canned replies that are loaded now."""
        self._table.update(Content("\n").join([*self._commands(), *_replies(shortcuts)]))
        self.display = True

    def on_mount(self) -> None:
        """Say what it is, and how to close it."""
        key, *others = filter(None, map(self._keys.label, ("desk.help", "list.leave")))
        words = _("{key} or {other} closes") if others else _("{key} closes")
        self.border_title = Content(_("all keys"))
        self.border_subtitle = Content(words.format(key=key, other="".join(others)))

    def on_key(self, event: events.Key) -> None:
        """Close."""
        if self._keys.means(event.key, "list.leave"):
            event.stop()
            self.post_message(self.Dismissed())

    def _commands(self) -> Iterator[Content]:
        for group, rows in sheet(self._keys):
            yield Content.styled(group.heading, "bold underline")
            for row in rows:
                yield from _rows(row.labels, row.description)


def _replies(shortcuts: Iterable[Shortcut]) -> Iterator[Content]:
    rows = [_row((one.written,), line(one.label, 60)) for one in shortcuts]
    if rows:
        yield Content.styled(_("Canned replies"), "bold underline")
        yield from rows


def _rows(keys: Iterable[str], description: str) -> Iterator[Content]:
    first, *others = Content(description).wrap(_WORDS_WIDTH)
    yield _row(keys, first)
    yield from (joined(" " * (_KEYS_WIDTH + 2), words) for words in others)


def _row(keys: Iterable[str], description: Content) -> Content:
    return joined((f" {'  '.join(keys):<{_KEYS_WIDTH}}", "bold"), " ", description)
