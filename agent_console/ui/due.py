"""When the agent promises to be back, as people type it: `5m`, `2 hours`, `14:30`, `3pm`, `fri 9:00`.

English is understood always, and the language that the console speaks.
"""

import re
from datetime import datetime, timedelta
from typing import Final

from agent_console.assist.due.line import Found, begun, next_time
from agent_console.texts import spoken

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
    week's where today's weekday is named. Of two languages the one counts that understands more of the
    text. `now` is aware.
    """
    text = typed.strip()
    found = [one for one in (begun(spoken(), text, now), _english(text, now)) if one is not None]
    best = max(found, key=lambda one: one.end, default=None)
    return None if best is None else (best.until, text[best.end :].strip(" ,;:"))


def _english(text: str, now: datetime) -> Found | None:
    span = _SPAN.match(text)
    if span is not None:
        return Found(now + int(span["count"]) * _UNITS[span["unit"][0].lower()], span.end())
    clock = _CLOCK.match(text)
    minutes = None if clock is None else _minutes(clock)
    if clock is None or minutes is None:
        return None
    day = (clock["day"] or "").lower()[:3]
    weekday = _DAYS.index(day) if day in _DAYS else None
    return Found(next_time(now, minutes, weekday, ahead=1 if day == "tom" else 0), clock.end())


def _minutes(clock: re.Match[str]) -> int | None:
    """Return a time of day in minutes from midnight; None where it is none."""
    hour, minute, half = int(clock["hour"]), int(clock["minute"] or 0), clock["half"]
    if half is None:
        fits = clock["minute"] is not None and hour < 2 * _HALF_DAY
    else:
        fits = 1 <= hour <= _HALF_DAY
        hour = hour % _HALF_DAY + (_HALF_DAY if half.lower() == "pm" else 0)
    return hour * 60 + minute if fits and minute < 60 else None
