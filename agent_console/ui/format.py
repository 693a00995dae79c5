"""Values as they are displayed: the one way for text from outside to become `Content`, always sanitised."""

from datetime import datetime, timedelta
from string import Formatter

from textual.content import Content

from agent_console.domain.record import Money
from agent_console.domain.text import one_line, sanitize


def block(raw: str) -> Content:
    """Return text from outside with its line breaks."""
    return Content(sanitize(raw))


def line(raw: str, width: int = 200, style: str = "") -> Content:
    """Return text from outside on one line of at most `width` characters."""
    shown = one_line(raw, width)
    return Content.styled(shown, style) if style else Content(shown)


def joined(*parts: Content | tuple[str, str] | str) -> Content:
    """Return the parts in a row; strings are the console's own words, never data."""
    return Content.assemble(*parts)


def filled(template: str, **parts: Content | str) -> Content:
    """Return a text of the console with something for each `{name}` in it; strings are no markup.

    In another language they may stand in another order, so a sentence is one text and is never put
    together from pieces.
    """
    pieces: list[Content | str] = []
    for words, name, _specification, _conversion in Formatter().parse(template):
        pieces.append(words)
        if name is not None:
            pieces.append(parts[name])
    return Content.assemble(*pieces)


def clock(elapsed: timedelta) -> str:
    """Return a duration as m:ss, from an hour on as h:mm:ss."""
    seconds = int(elapsed.total_seconds())
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def time_of_day(at: datetime) -> str:
    """Return the local time as hh:mm."""
    return f"{at.astimezone():%H:%M}"


def date(at: datetime) -> str:
    """Return the local date, such as 7 Mar 2026."""
    local = at.astimezone()
    return f"{local.day} {local:%b %Y}"


def money(amount: Money) -> Content:
    """Return an amount with its currency, in as many decimals as its source gave."""
    return line(f"{amount.amount:,f} {amount.currency}", 40)


def file_size(size: int) -> str:
    """Return a number of bytes as people write it, such as 3.4 MB; a thousand bytes are a kilobyte."""
    for unit, bytes_each in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= bytes_each:
            return f"{size / bytes_each:.1f} {unit}"
    return f"{size} bytes"
