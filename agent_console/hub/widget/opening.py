"""Whether a company is open at an instant, and when it opens next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from agent_console.config.widget import MIDNIGHT, OpeningSettings

AHEAD_DAYS = 60
"""How far ahead the next opening is looked for."""


@dataclass(frozen=True, slots=True)
class Opening:
    """How it stands now."""

    open: bool
    next: datetime | None = None
    """When it opens next (UTC) while it is closed; None when that is too far away to say."""


def opening(settings: OpeningSettings | None, now: datetime) -> Opening:
    """Return how it stands at an instant (aware); without settings it is always open."""
    if settings is None:
        return Opening(open=True)
    for start, end in _hours(settings, now):
        if now < start:
            return Opening(open=False, next=start)
        if now < end:
            return Opening(open=True)
    return Opening(open=False)


def _hours(settings: OpeningSettings, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Yield the hours from today on, as instants in UTC, so that a change of the clocks moves none."""
    zone = ZoneInfo(settings.timezone)
    today = now.astimezone(zone).date()
    for ahead in range(AHEAD_DAYS):
        day = today + timedelta(days=ahead)
        if day in settings.closed:
            continue
        for start, end in settings.week.of(day.weekday()):
            last_day = day + timedelta(days=1) if end == MIDNIGHT else day
            opens, closes = _instant(day, start, zone), _instant(last_day, end, zone)
            if opens < closes:  # else they are in the hour that a change to summer time leaves out
                yield opens, closes


def _instant(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock, zone).astimezone(UTC)
