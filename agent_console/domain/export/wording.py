"""The words that every transcript for people begins with, and how its times are written."""

from collections.abc import Iterator
from datetime import datetime, tzinfo

from agent_console.domain.chat import Author
from agent_console.domain.export.sheet import Entry, Sheet
from agent_console.domain.text import one_line

NAMELESS = "no name"
_LONGEST_NAME = 120


def moment(at: datetime, zone: tzinfo | None) -> str:
    """Return a time with the zone's distance from UTC, so that it is the same time for every reader."""
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M %z}"


def facts(sheet: Sheet, zone: tzinfo | None) -> Iterator[tuple[str, str]]:
    """Yield what is said about the whole transcript, as labels with sanitised values."""
    yield "customer", name(sheet.customer)
    if sheet.email:
        yield "e-mail", one_line(sheet.email)
    yield "channel", " · ".join(one_line(part) for part in (sheet.channel, sheet.queue) if part)
    yield "saved", f"{moment(sheet.saved_at, zone)} by {name(sheet.saved_by)}"
    yield "notes", "with private notes: not for the customer" if sheet.with_notes else "without private notes"


def writer(entry: Entry) -> str:
    """Return who wrote a message, sanitised, with what they are where that is not the customer."""
    if entry.author is Author.SYSTEM:
        return name(entry.name) if entry.name else "system"
    role = "" if entry.author is Author.CUSTOMER else f" ({entry.author.value})"
    return f"{name(entry.name)}{role}"


def name(raw: str) -> str:
    """Return a name, sanitised, on one line; words that say so where there is none."""
    return one_line(raw, _LONGEST_NAME).strip() or NAMELESS
