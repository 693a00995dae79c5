"""When the agent promises to be back, as people type it: `5m`, `2 hours`, `14:30`, `3pm`, `fri 9:00`."""

import re
from datetime import datetime, timedelta
from typing import Final

_SPAN: Final = re.compile(
    r"(?:in )?(?P<count>\d{1,3}) ?(?P<unit>m(?:ins?|inutes?)?|h(?:rs?|ours?)?|d(?:ays?)?)\b", re.IGNORECASE
)
_UNITS: Final = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
"""By how their names begin."""
_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY: Final = (
    "tomorrow|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?"
    "|sat(?:urday)?|sun(?:day)?"
)
_CLOCK: Final = re.compile(
    rf"(?:(?:by|at|on) )?(?:(?P<day>{_DAY}),? )?(?:(?:by|at) )?"
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?: ?(?P<half>am|pm))?\b",
    re.IGNORECASE,
)
_HALF_DAY: Final = 12


def due(typed: str, now: datetime) -> tuple[datetime, str] | None:
    """Return the point in time (aware) that a text begins with, and the rest; None when there is none.

    Times of day are local ones, and the next such time: one that has passed today means tomorrow's, or next
    week's where today's weekday is named. `now` is aware.
    """
    text = typed.strip()
    span = _SPAN.match(text)
    if span is not None:
        return now + int(span["count"]) * _UNITS[span["unit"][0].lower()], _rest(text, span)
    clock = _CLOCK.match(text)
    minutes = None if clock is None else _minutes(clock)
    if clock is None or minutes is None:
        return None
    today = now.astimezone().replace(tzinfo=None)
    at = today.replace(hour=minutes // 60, minute=minutes % 60, second=0, microsecond=0)
    # Without a zone it is local time, with the offset of that day and not of today.
    return (at + _days(clock["day"] or "", today, at)).astimezone(), _rest(text, clock)


def _minutes(clock: re.Match[str]) -> int | None:
    """Return a time of day in minutes from midnight; None where it is none."""
    hour, minute, half = int(clock["hour"]), int(clock["minute"] or 0), clock["half"]
    if half is None:
        fits = clock["minute"] is not None and hour < 2 * _HALF_DAY
    else:
        fits = 1 <= hour <= _HALF_DAY
        hour = hour % _HALF_DAY + (_HALF_DAY if half.lower() == "pm" else 0)
    return hour * 60 + minute if fits and minute < 60 else None


def _days(day: str, now: datetime, at: datetime) -> timedelta:
    """Return how many days from today are meant; `at` is the time today."""
    name = day.lower()[:3]
    if name in _DAYS:
        ahead = (_DAYS.index(name) - now.weekday()) % len(_DAYS)
        return timedelta(days=ahead or (0 if at > now else len(_DAYS)))
    return timedelta(days=1 if name == "tom" or at <= now else 0)


def _rest(text: str, found: re.Match[str]) -> str:
    return text[found.end() :].strip(" ,;:")
