"""Dates by a pattern of `%` directives, as chrono has them; names and orders are CLDR's."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple

from babel import Locale

RFC_2822 = "%a, %d %b %Y %H:%M:%S %z"
"""Always with English names."""
_DIRECTIVE = re.compile(r"%(?P<pad>[-_0]?)(?P<name>:{0,3}z|\.[369]?f|[369]f|[A-Za-z%+])?")
_QUOTED = re.compile(r"'(?P<text>[^']*)'|(?P<letter>[A-Za-z])(?P=letter)*")
_FILL = {"-": None, "_": " ", "0": "0"}
_NOON = 12
_DATE = {"ar": "%A %e %B %Y", "es": "%d/%m/%y", "ja": "%Y年%m月%d日", "zh": "%Y年%m月%d日"}
"""`%x` in languages where C libraries, and so chrono, write more or less than CLDR's numbers in order."""
_CLDR = {"y": "%Y", "M": "%m", "L": "%m", "d": "%d", "H": "%H", "h": "%I", "m": "%M", "s": "%S", "a": "%p"}
"""What the letters of CLDR's numeric patterns are called here."""


class _Number(NamedTuple):
    """A directive that gives a number."""

    value: Callable[[datetime], int]
    width: int = 2
    fill: str = "0"


_NUMBERS: Mapping[str, _Number] = {
    "Y": _Number(lambda at: at.year, 4),
    "C": _Number(lambda at: at.year // 100),
    "y": _Number(lambda at: at.year % 100),
    "q": _Number(lambda at: (at.month + 2) // 3, 1),
    "m": _Number(lambda at: at.month),
    "d": _Number(lambda at: at.day),
    "e": _Number(lambda at: at.day, fill=" "),
    "w": _Number(lambda at: at.isoweekday() % 7, 1),
    "u": _Number(lambda at: at.isoweekday(), 1),
    "U": _Number(lambda at: int(at.strftime("%U"))),
    "W": _Number(lambda at: int(at.strftime("%W"))),
    "G": _Number(lambda at: at.isocalendar().year, 4),
    "g": _Number(lambda at: at.isocalendar().year % 100),
    "V": _Number(lambda at: at.isocalendar().week),
    "j": _Number(lambda at: at.timetuple().tm_yday, 3),
    "H": _Number(lambda at: at.hour),
    "k": _Number(lambda at: at.hour, fill=" "),
    "I": _Number(lambda at: (at.hour - 1) % _NOON + 1),
    "l": _Number(lambda at: (at.hour - 1) % _NOON + 1, fill=" "),
    "M": _Number(lambda at: at.minute),
    "S": _Number(lambda at: at.second),
    "f": _Number(lambda at: at.microsecond * 1000, 9),
    "s": _Number(lambda at: int(at.timestamp()), 1),
}


def _half(at: datetime, locale: Locale) -> str:
    """Return the name of the half of the day."""
    periods = locale.day_periods["format"]["wide"]
    key = "am" if at.hour < _NOON else "pm"
    return str(periods.get(key, key.upper()))


def _offset(at: datetime, name: str) -> str:
    """Return the distance from UTC: `z` +0530, `:z` +05:30, `::z` +05:30:00, `:::z` +05."""
    offset = at.utcoffset()
    seconds = int(offset.total_seconds()) if offset else 0
    minutes, second = divmod(abs(seconds), 60)
    hour, minute = divmod(minutes, 60)
    sign = "-" if seconds < 0 else "+"
    match name:
        case "z":
            return f"{sign}{hour:02}{minute:02}"
        case ":z":
            return f"{sign}{hour:02}:{minute:02}"
        case "::z":
            return f"{sign}{hour:02}:{minute:02}:{second:02}"
    return f"{sign}{hour:02}"


_NAMES: Mapping[str, Callable[[datetime, Locale], str]] = {
    "A": lambda at, locale: locale.days["format"]["wide"][at.weekday()],
    "a": lambda at, locale: locale.days["format"]["abbreviated"][at.weekday()],
    "B": lambda at, locale: locale.months["format"]["wide"][at.month],
    "b": lambda at, locale: locale.months["format"]["abbreviated"][at.month],
    "h": lambda at, locale: locale.months["format"]["abbreviated"][at.month],
    "p": _half,
    "P": lambda at, locale: _half(at, locale).lower(),
    "Z": lambda at, _: _offset(at, ":z"),
    "z": lambda at, _: _offset(at, "z"),
    "+": lambda at, _: at.isoformat(timespec="auto"),
    "n": lambda _, __: "\n",
    "t": lambda _, __: "\t",
    "%": lambda _, __: "%",
}
_COMBINED: Mapping[str, str] = {
    "c": "%a %d %b %Y %X %Z",
    "D": "%m/%d/%y",
    "F": "%Y-%m-%d",
    "R": "%H:%M",
    "r": "%I:%M:%S %p",
    "T": "%H:%M:%S",
    "v": "%e-%b-%Y",
}


def formatted(at: datetime, pattern: str, locale: Locale) -> str:
    """Return an aware time in a pattern such as `%A %d.%m.%Y`; raise ValueError for an unknown directive."""

    def directive(match: re.Match[str]) -> str:
        name = match["name"]
        if not name:
            raise ValueError(f"'{match[0]}' at the end of a date format lacks its letter; `%%` is a per cent")
        text = _text(at, name, match["pad"], locale)
        if text is None:
            raise ValueError(f"'{match[0]}' is not known in a date format")
        return text

    return _DIRECTIVE.sub(directive, pattern)


def _text(at: datetime, name: str, pad: str, locale: Locale) -> str | None:
    if number := _NUMBERS.get(name):
        fill = _FILL[pad] if pad else number.fill
        digits = str(number.value(at))
        return digits.rjust(number.width, fill) if fill else digits
    if spelled := _NAMES.get(name):
        return spelled(at, locale)
    if name in ("x", "X"):
        return formatted(at, _numeric(name, locale), locale)
    if name in _COMBINED:
        return formatted(at, _COMBINED[name], locale)
    if name.endswith("z"):
        return _offset(at, name)
    return _fraction(at, name) if name.endswith("f") else None


def _fraction(at: datetime, name: str) -> str:
    """Return the part of the second: `3f` 026, `.3f` .026, and `.f` as short as it can be."""
    digits = f"{at.microsecond * 1000:09}"
    if name == ".f":
        shortest = next((count for count in (0, 3, 6) if not digits[count:].strip("0")), 9)
        return f".{digits[:shortest]}" if shortest else ""
    point = "." if name.startswith(".") else ""
    return point + digits[: int(name[-2])]


def _numeric(name: str, locale: Locale) -> str:
    """Return the pattern of a date (`x`) or time (`X`) in the locale's order, with every digit written."""
    if name == "x" and locale.language in _DATE:
        return _DATE[locale.language]
    pattern = locale.date_formats["short"] if name == "x" else locale.time_formats["medium"]

    def directive(match: re.Match[str]) -> str:
        if match["letter"]:
            return _CLDR.get(match["letter"], "")
        return (match["text"] or "'").replace("%", "%%")

    return " ".join(_QUOTED.sub(directive, str(pattern.pattern)).split())
