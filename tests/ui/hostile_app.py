"""A program for a pty: shows each text of a JSON-lines file, unsanitised, in every kind of widget.

Run as `python hostile_app.py FILE guarded|open`; it ends by itself when everything has been drawn.
"""

import asyncio
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.text import Text
from textual.app import App, ComposeResult
from textual.content import Content
from textual.filter import LineFilter
from textual.widgets import DataTable, Input, Label, Log, OptionList, RichLog, Static, TextArea, Tree
from textual.widgets.option_list import Option

from agent_console.ui.control_guard import ControlGuard

LINK = "https://evil.example/"


class HostileApp(App[None]):
    """Every surface that can show a stranger's text, with nothing but the filter before the terminal."""

    CSS = "Screen > * { height: 3; } OptionList, DataTable, Tree { height: 4; }"

    def __init__(self, texts: Sequence[str], filters: Iterable[LineFilter]) -> None:
        super().__init__()
        self._texts = texts
        self._own_filters = tuple(filters)
        self._static = Static()
        self._label = Label()
        self._area = TextArea()
        self._field = Input()
        self._plain_log = Log()
        self._rich_log = RichLog(min_width=1)
        self._options = OptionList()
        self._table: DataTable[Text] = DataTable(show_header=False)
        self._tree: Tree[None] = Tree("root")

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Add the filters under test."""
        return [*super().get_line_filters(), *self._own_filters]

    def compose(self) -> ComposeResult:
        """Stack the surfaces."""
        yield from (self._static, self._label, self._area, self._field, self._plain_log)
        yield from (self._rich_log, self._options, self._table, self._tree)

    def on_mount(self) -> None:
        """Begin to show the texts."""
        self._static.styles.border = ("round", "white")
        self._table.add_column(Text("text"))
        self.run_worker(self._show_all(), name="show", exit_on_error=True)

    async def _show_all(self) -> None:
        for number, text in enumerate(self._texts):
            self._show(f"#{number:03} {text}")
            drawn = asyncio.Event()
            self.call_after_refresh(drawn.set)
            await drawn.wait()
        self.exit()

    def _show(self, text: str) -> None:
        self._static.update(Content(text))
        self._static.border_title = Content(text)
        self._static.border_subtitle = Content(text)
        self._label.update(Content.styled(text, "bold"))
        self._area.text = text
        self._area.placeholder = Content(text)
        self._field.value = text
        self._plain_log.clear().write(text)
        self._rich_log.clear().write(Text(text, style=f"link {LINK}"))
        self._options.clear_options().add_option(Option(Content(text)))
        self._table.clear().add_row(Text(text))
        self._tree.root.set_label(Text(text))
        self.notify(text, markup=False)


def main() -> None:
    """Show the texts of the file."""
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    HostileApp(texts, [ControlGuard()] if sys.argv[2] == "guarded" else []).run()


if __name__ == "__main__":
    main()
