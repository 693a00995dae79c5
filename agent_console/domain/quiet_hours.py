"""Hours in which nothing rings: local times of day, over midnight too, on all days of the week or on some."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY: Final = 24 * 60
_SPAN: Final = re.compile(r"(?:(?P<days>\D+?)\s+)?(?P<from>\d{1,2}:\d\d)\s*-\s*(?P<to>\d{1,2}:\d\d)")
_EVERY_DAY: Final = frozenset(range(len(_DAYS)))


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From one time of day to another; the days are those on which it begins."""

    begins: int
    """Minutes after midnight."""
    ends: int
    """Minutes after midnight, at most 1,440; not behind `begins` means the next day."""
    days: frozenset[int] = _EVERY_DAY
    """0 is Monday."""

    def covers(self, local: datetime) -> bool:
        """Whether a local time lies within."""
        minute, today = local.hour * 60 + local.minute, local.weekday()
        if self.begins < self.ends:
            return today in self.days and self.begins <= minute < self.ends
        yesterday = (today - 1) % len(_DAYS)
        return (today in self.days and minute >= self.begins) or (
            yesterday in self.days and minute < self.ends
        )

    @classmethod
    def parse(cls, written: str) -> "QuietHours":
        """Return hours such as `22:00-07:00`, `Sat,Sun 00:00-24:00` or `Mon-Fri 12:00-12:30`.

        Raises ValueError with what is expected.
        """
        match = _SPAN.fullmatch(written.strip())
        if match is None:
            raise ValueError(
                f"must be hours such as 22:00-07:00 or Mon-Fri 12:00-12:30 (got '{written[:40]}')"
            )
        begins, ends = _minutes(match["from"]), _minutes(match["to"])
        if begins in (ends, _DAY):
            raise ValueError(f"must not end where it begins; 00:00-24:00 is all day (got '{written[:40]}')")
        return cls(begins, ends, _days(match["days"]) if match["days"] else _EVERY_DAY)


def _minutes(time: str) -> int:
    hours, minutes = map(int, time.split(":"))
    if minutes > 59 or hours * 60 + minutes > _DAY:
        raise ValueError(f"must have times from 00:00 to 24:00 (got '{time}')")
    return hours * 60 + minutes


def _days(written: str) -> frozenset[int]:
    return frozenset(day for part in written.split(",") for day in _range(part))


def _range(part: str) -> Iterator[int]:
    """Yield the days of `Sat` or of `Fri-Mon`."""
    first, dash, last = (name.strip() for name in part.partition("-"))
    begin = _day(first)
    for day in range(begin, begin + (_day(last) - begin) % len(_DAYS) + 1 if dash else begin + 1):
        yield day % len(_DAYS)


def _day(name: str) -> int:
    if name.lower() not in _DAYS:
        raise ValueError(f"must name days as Mon, Tue, Wed, Thu, Fri, Sat or Sun (got '{name[:20]}')")
    return _DAYS.index(name.lower())
