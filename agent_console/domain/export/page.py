"""A transcript as one HTML page that loads nothing, runs nothing, and shows every text as it was written."""

import base64
import hashlib
from collections.abc import Iterator
from datetime import UTC, tzinfo
from html import escape

from agent_console.domain.export.sheet import Entry, Sheet
from agent_console.domain.export.wording import facts, moment, name, writer
from agent_console.domain.text import one_line, sanitize

_WHOLE = 1_000_000
"""A file has room for all of a text."""
_STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; color: #1c1c1c; background: #fff; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; color: #555; }
dd { margin: 0; }
article { margin: 1rem 0; padding: .5rem .8rem; border: 1px solid #ccc; border-radius: .5rem; }
article { break-inside: avoid; }
article.agent, article.bot { margin-left: 3rem; background: #f3f5f8; }
article.system { border-style: none; color: #555; font-style: italic; }
article.note { border-style: dashed; margin-left: 1.5rem; }
header { color: #555; font-size: .9rem; }
header b { color: #1c1c1c; }
p { margin: .2rem 0 0; white-space: pre-wrap; overflow-wrap: anywhere; }
"""
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode("ascii")
_POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'"


def page(sheet: Sheet, zone: tzinfo | None = None) -> str:
    """Return a sheet as a page, with times in a zone, by default the machine's own.

    Its content security policy lets a browser use the page's own style sheet and nothing else. Addresses
    are text and no links: they were written by strangers.
    """
    title = escape(f"Transcript: {name(sheet.customer)}")
    head = (
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>",
        f"<style>{_STYLE}</style>",
    )
    about = "".join(f"<dt>{label}<dd><bdi>{escape(value)}</bdi>" for label, value in facts(sheet, zone))
    body = (f"<h1>{title}</h1>", f"<dl>{about}</dl>", *(_article(entry, zone) for entry in sheet.entries))
    return "\n".join(("<!DOCTYPE html>", '<html lang="en">', *head, "<body>", *body, "</html>", ""))


def _article(entry: Entry, zone: tzinfo | None) -> str:
    kind = "note" if entry.note else entry.author.value
    return f'<article class="{kind}">{"".join(_parts(entry, zone))}</article>'


def _parts(entry: Entry, zone: tzinfo | None) -> Iterator[str]:
    state = f" · {escape(entry.state)}" if entry.state else ""
    at = f'<time datetime="{entry.at.astimezone(UTC).isoformat()}">{moment(entry.at, zone)}</time>'
    yield f"<header><b><bdi>{escape(writer(entry))}</bdi></b> · {at}{state}</header>"
    if entry.text:
        yield f'<p dir="auto">{escape(sanitize(entry.text, characters=_WHOLE, lines=_WHOLE))}</p>'
    if entry.file:
        file = f"{one_line(entry.file)} {one_line(entry.file_address, 4_000)}"
        yield f"<p><bdi>{escape(file.strip())}</bdi></p>"
