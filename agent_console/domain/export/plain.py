"""A transcript as plain text, which nothing in it can make look like another one."""

from collections.abc import Iterator
from datetime import tzinfo

from agent_console.domain.export.sheet import Entry, Sheet
from agent_console.domain.export.wording import facts, moment, writer
from agent_console.domain.text import one_line, sanitize

_MARGIN = "    "
"""What every line that somebody wrote begins with: headings begin without it, so none can be forged."""
_WHOLE = 1_000_000
"""A file has room for all of a text."""


def plain(sheet: Sheet, zone: tzinfo | None = None) -> str:
    """Return a sheet as text, with times in a zone, by default the machine's own.

    No control character is left in it, so that it can be shown in a terminal.
    """
    head = [f"{label + ':':<10}{value}" for label, value in facts(sheet, zone)]
    body = [row for entry in sheet.entries for row in _rows(entry, zone)]
    return "\n".join(["Transcript", "", *head, "", *body, ""])


def _rows(entry: Entry, zone: tzinfo | None) -> Iterator[str]:
    state = f"  [{entry.state}]" if entry.state else ""
    yield f"{moment(entry.at, zone)}  {writer(entry)}{state}"
    for row in sanitize(entry.text, characters=_WHOLE, lines=_WHOLE).split("\n") if entry.text else ():
        yield f"{_MARGIN}{row}".rstrip()
    if entry.file:
        yield f"{_MARGIN}[file: {one_line(entry.file)}] {one_line(entry.file_address, 4_000)}".rstrip()
    yield ""
