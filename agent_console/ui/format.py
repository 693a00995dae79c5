"""Values as they are displayed: the one way for text from outside to become `Content`, always sanitised."""

from datetime import datetime, timedelta
from string import Formatter

from textual.content import Content

from agent_console.domain.record import Money
from agent_console.domain.text import one_line, sanitize
from agent_console.texts import _, ngettext, spoken
from agent_console.texts.catalogue import ENGLISH

_NO_BREAK = str.maketrans("\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}")
"""Fonts of terminals seldom have the narrow one."""


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


def filled(template: str, style: str = "", /, **parts: Content | str) -> Content:
    """Return a text of the console with something for each `{name}` in it; strings are no markup.

    In another language they may stand in another order, so a sentence is one text and is never put
    together from pieces. Its own words are in `style`; what is filled in keeps its own.
    """
    pieces: list[Content | str] = []
    for words, name, _specification, _conversion in Formatter().parse(template):
        pieces.append(Content.styled(words, style) if style and words else words)
        if name is not None:
            pieces.append(parts[name])
    return Content.assemble(*pieces)


def clock(elapsed: timedelta) -> str:
    """Return a duration as m:ss, from an hour on as h:mm:ss."""
    seconds = int(elapsed.total_seconds())
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def in_seconds(count: int) -> str:
    """Return a few seconds, such as 4 s."""
    # Translators: a number of seconds, abbreviated
    return _("{seconds} s").format(seconds=count)


def time_of_day(at: datetime) -> str:
    """Return the local time as hh:mm."""
    return f"{at.astimezone():%H:%M}"


def date(at: datetime) -> str:
    """Return the local date, such as 7 Mar 2026."""
    local = at.astimezone()
    if spoken() == ENGLISH:
        return f"{local.day} {local:%b %Y}"
    from babel.dates import format_skeleton  # slow to load, and few starts need it

    return format_skeleton("yMMMd", local, locale=spoken()).translate(_NO_BREAK)


def weekday(at: datetime) -> str:
    """Return the local day of the week in short, such as Sat."""
    local = at.astimezone()
    if spoken() == ENGLISH:
        return f"{local:%a}"
    from babel.dates import format_date

    return format_date(local, "ccc", locale=spoken())


def in_figures(english: str) -> str:
    """Return a number that is written with English signs, such as 1,249.50, with those of the language."""
    if spoken() == ENGLISH:
        return english
    from babel.numbers import get_decimal_symbol, get_group_symbol

    signs = get_group_symbol(spoken()) + get_decimal_symbol(spoken())
    return english.translate(str.maketrans(",.", signs)).translate(_NO_BREAK)


def money(amount: Money) -> Content:
    """Return an amount with its currency, in as many decimals as its source gave."""
    return line(f"{in_figures(f'{amount.amount:,f}')} {amount.currency}", 40)


def file_size(size: int) -> str:
    """Return a number of bytes as people write it, such as 3.4 MB; a thousand bytes are a kilobyte."""
    for unit, bytes_each in ((_("{size} GB"), 10**9), (_("{size} MB"), 10**6), (_("{size} kB"), 10**3)):
        if size >= bytes_each:
            return unit.format(size=in_figures(f"{size / bytes_each:.1f}"))
    return ngettext("{count} byte", "{count} bytes", size).format(count=size)
