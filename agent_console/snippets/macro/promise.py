"""When a macro promises to be back: `30 minutes`, `2 business days`, `14:30`, `tomorrow 9:00`."""

import re
from datetime import datetime, timedelta

from agent_console.snippets.moment import stepped

_CLOCK = re.compile(r"(?P<tomorrow>tomorrow )?(?:at )?(?P<hour>[01]?[0-9]|2[0-3]):(?P<minute>[0-5][0-9])")


def deadline(text: str, now: datetime) -> datetime:
    """Return the point in time that a text means at `now` (aware); raise ValueError when it means none.

    Times of day are in the zone of `now`, and the next such time: one that has passed means tomorrow.
    """
    words = " ".join(text.split())
    clock = _CLOCK.fullmatch(words)
    if clock is not None:
        return _next(now, clock)
    try:
        until = stepped(now, words.removeprefix("in "))
    except (ValueError, OverflowError):
        raise ValueError(f"'{text[:40]}' is not a time such as 30 minutes, 14:30 or tomorrow 9:00") from None
    if not isinstance(until, datetime) or until <= now:
        raise ValueError(f"'{text[:40]}' is not in the future")
    return until


def _next(now: datetime, clock: re.Match[str]) -> datetime:
    at = now.replace(hour=int(clock["hour"]), minute=int(clock["minute"]), second=0, microsecond=0)
    return at + timedelta(days=1) if clock["tomorrow"] or at <= now else at
