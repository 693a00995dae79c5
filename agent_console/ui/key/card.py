"""The table of keys to print: as text of 80 columns, as a page of HTML, as JSON for programs."""

import json
import textwrap
from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from agent_console.texts import N_, _, spoken
from agent_console.ui.key.sheet import Row, sheet
from agent_console.ui.keys import KeyMap

WIDTH: Final = 80
_KEYS_WIDTH: Final = 26
_TITLE: Final = N_("agent_console: keys")
_STYLE: Final = """
@page { size: A4; margin: 9mm 10mm; }
* { box-sizing: border-box; }
body { font: 8.5pt/1.24 system-ui, sans-serif; margin: 0 auto; max-width: 190mm; }
body { color: #111; background: #fff; }
h1 { font-size: 12pt; margin: 0 0 2mm; }
main { columns: 2; column-gap: 7mm; }
h2 { font-size: 8.5pt; margin: 1.6mm 0 0.4mm; border-bottom: 0.3mm solid #111; break-after: avoid; }
main > section:first-child h2 { margin-top: 0; }
table { border-collapse: collapse; width: 100%; }
td { padding: 0.1mm 0; vertical-align: baseline; }
tr { break-inside: avoid; }
td:first-child { width: 37%; padding-right: 2mm; }
kbd { font: 7.6pt ui-monospace, monospace; border: 0.2mm solid #777; border-radius: 0.7mm; padding: 0 0.7mm; }
@media screen { body { padding: 8mm; font-size: 10pt; } }
@media print { body { font-size: 7.6pt; line-height: 1.16; } h2 { font-size: 8pt; } }
@media print { kbd { font-size: 6.8pt; } }
"""


def text(keys: KeyMap) -> str:
    """Return the card as lines of at most 80 columns."""
    return "\n".join(_text(keys))


def _text(keys: KeyMap) -> Iterator[str]:
    yield _(_TITLE)
    for group, rows in sheet(keys):
        yield from ("", group.heading, "-" * len(group.heading))
        for row in rows:
            yield from _lines(row)


def _lines(row: Row) -> Iterator[str]:
    labels = textwrap.wrap(", ".join(row.labels) or _("(no key)"), _KEYS_WIDTH - 1)
    words = textwrap.wrap(row.description, WIDTH - _KEYS_WIDTH - 2)
    for number in range(max(len(labels), len(words))):
        left = labels[number] if number < len(labels) else ""
        right = words[number] if number < len(words) else ""
        yield f"  {left:<{_KEYS_WIDTH}}{right}".rstrip()


def as_json(keys: KeyMap) -> str:
    """Return the table for a program, in English: commands, their keys, and what is wrong with changes."""
    commands = [
        {
            "id": command.id,
            "group": command.group.value,
            "description": command.description,
            "keys": list(command.each),
            "labels": list(keys.labels(command)),
        }
        for command in keys.commands
    ]
    told = {"commands": commands, "problems": keys.problems, "warnings": keys.warnings}
    return json.dumps(told, ensure_ascii=False, indent=2)


def html(keys: KeyMap) -> str:
    """Return the card as a page of its own, which prints in two columns on one sheet of A4."""
    title = escape(_(_TITLE))
    sections = "\n".join(_section(group.heading, rows) for group, rows in sheet(keys))
    return (
        "<!doctype html>\n"
        f'<html lang="{spoken()}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<h1>{title}</h1>\n<main>\n{sections}\n</main>\n</body>\n</html>\n"
    )


def _section(heading: str, rows: Sequence[Row]) -> str:
    body = "\n".join(f"<tr><td>{_keys(row)}</td><td>{escape(row.description)}</td></tr>" for row in rows)
    return f"<section><h2>{escape(heading)}</h2>\n<table>\n{body}\n</table></section>"


def _keys(row: Row) -> str:
    return " ".join(" ".join(f"<kbd>{escape(key)}</kbd>" for key in label.split()) for label in row.labels)
