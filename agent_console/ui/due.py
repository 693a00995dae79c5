"""When the agent promises to be back, as people type it: `5m`, `1h`, `14:30`, `tomorrow 9:00`."""

import re
from datetime import datetime, timedelta

_SPAN = re.compile(r"(?:in )?(\d{1,3}) ?(m|min|h)\b", re.IGNORECASE)
_CLOCK = re.compile(r"(?:by |at )?(tomorrow )?(?:at )?(\d{1,2})[:.](\d{2})\b", re.IGNORECASE)
_UNITS = {"m": timedelta(minutes=1), "min": timedelta(minutes=1), "h": timedelta(hours=1)}


def due(typed: str, now: datetime) -> tuple[datetime, str] | None:
    """Return the point in time (aware) that a text begins with, and the rest; None when there is none.

    Times of day are local ones, and the next such time: one that has passed today means tomorrow. `now`
    is aware.
    """
    text = typed.strip()
    span = _SPAN.match(text)
    if span is not None:
        return now + int(span[1]) * _UNITS[span[2].lower()], text[span.end() :].strip(" ,;:")
    clock = _CLOCK.match(text)
    if clock is None or int(clock[2]) > 23 or int(clock[3]) > 59:
        return None
    today = now.astimezone().replace(tzinfo=None)
    at = today.replace(hour=int(clock[2]), minute=int(clock[3]), second=0, microsecond=0)
    if clock[1] or at <= today:
        at += timedelta(days=1)
    # Without a zone it is local time, with the offset of that day and not of today.
    return at.astimezone(), text[clock.end() :].strip(" ,;:")
