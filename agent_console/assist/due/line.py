"""The time that a typed line begins with, in the words of one language."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from agent_console.assist.due.reading import longest_first
from agent_console.assist.due.shorthand import SHORTHANDS, Shorthand

_HALF_DAY = 12
_WEEK = 7
_FEWEST_IN_WORDS = 2
"""`One` is also somebody, and no hour."""


@dataclass(frozen=True, slots=True)
class Found:
    """A time, and where in the line its words end."""

    until: datetime
    """Aware."""
    end: int


def begun(language: str, text: str, now: datetime) -> Found | None:
    """Return the time that a line begins with, the longest reading of it; None where it begins with none.

    Times of day are local ones, of 24 hours unless the line says which half; `now` is aware. English has
    no words here.
    """
    shorthand = SHORTHANDS.get(language)
    if shorthand is None:
        return None
    found = (*_lengths(shorthand, text, now), *_times(shorthand, text, now))
    return max(found, key=lambda one: one.end, default=None)


def next_time(now: datetime, minutes: int, weekday: int | None = None, ahead: int = 0) -> datetime:
    """Return the next local time of day so many minutes from midnight, aware like `now`.

    It is on a day of the week, of which 0 is Monday, or so many days `ahead`; today's that has passed is
    tomorrow's, or next week's.
    """
    today = now.astimezone().replace(tzinfo=None)
    at = today.replace(hour=minutes // 60, minute=minutes % 60, second=0, microsecond=0)
    if weekday is None:
        days = ahead or (0 if at > today else 1)
    else:
        days = (weekday - today.weekday()) % _WEEK or (0 if at > today else _WEEK)
    # Without a zone it is local time, with the offset of that day and not of today.
    return (at + timedelta(days=days)).astimezone()


def _lengths(shorthand: Shorthand, text: str, now: datetime) -> Iterator[Found]:
    for pattern, length in _spans(shorthand):
        if found := pattern.match(text):
            yield Found(now + length, found.end())
    for pattern, unit in _counted(shorthand):
        if found := pattern.match(text):
            yield Found(now + _number(shorthand, found["number"]) * unit, found.end())


def _times(shorthand: Shorthand, text: str, now: datetime) -> Iterator[Found]:
    day = _day(shorthand).match(text)
    start = 0 if day is None else day.end()
    for pattern in _clocks(shorthand):
        found = pattern.match(text, start)
        minutes = None if found is None else _minutes(shorthand, found.groupdict())
        if found is not None and minutes is not None:
            yield Found(_on(day, now, minutes), found.end())


def _on(day: re.Match[str] | None, now: datetime, minutes: int) -> datetime:
    """Return the next such time of day, or the one on the day that was named."""
    named = None if day is None else day.lastgroup
    if named is None or named == "today":
        return next_time(now, minutes)
    kind, number = named.split("_")
    return next_time(now, minutes, **{kind: int(number)})


def _minutes(shorthand: Shorthand, said: Mapping[str, str | None]) -> int | None:
    """Return a time of day in minutes from midnight; None where there is none such."""
    hour, minute = int(_number(shorthand, said["hour"] or "")), int(said.get("minute") or 0)
    noon = said.get("noon")
    if hour >= 2 * _HALF_DAY or minute >= 60:
        return None
    if noon and hour <= _HALF_DAY:
        afternoon = re.match(shorthand.words.afternoon, noon, re.IGNORECASE)
        hour = hour % _HALF_DAY + (_HALF_DAY if afternoon else 0)
    half = shorthand.words.half if said.get("half") is not None else 0
    return (hour * 60 + minute + half) % (2 * _HALF_DAY * 60)


def _number(shorthand: Shorthand, written: str) -> float:
    in_words = shorthand.words.numbers.get(written.lower())
    return float(written.replace(",", ".")) if in_words is None else in_words


# Its patterns, made when they are first asked for


@cache
def _spans(shorthand: Shorthand) -> tuple[tuple[re.Pattern[str], timedelta], ...]:
    spans = shorthand.words.spans.items()
    return tuple((_beginning(shorthand.within, said), length) for said, length in spans)


@cache
def _counted(shorthand: Shorthand) -> tuple[tuple[re.Pattern[str], timedelta], ...]:
    number = rf"(?P<number>\d{{1,3}}(?:[.,]5)?|{longest_first(shorthand.words.numbers)})"
    units = (*shorthand.words.units.items(), *shorthand.units.items())
    return tuple((_beginning(shorthand.within, rf"{number} ?(?:{said})"), unit) for said, unit in units)


@cache
def _day(shorthand: Shorthand) -> re.Pattern[str]:
    words = shorthand.words
    weekdays = (
        f"(?P<weekday_{number}>{day}|{short})"
        for number, (day, short) in enumerate(zip(words.weekdays, shorthand.weekdays, strict=True))
    )
    named = (
        f"(?P<today>{shorthand.today})",
        f"(?P<ahead_2>{shorthand.overmorrow})",
        f"(?P<ahead_1>{words.tomorrow})",
        *weekdays,
    )
    return re.compile(rf"(?:(?:{shorthand.on}) )?(?:{'|'.join(named)}),? ", re.IGNORECASE)


@cache
def _clocks(shorthand: Shorthand) -> tuple[re.Pattern[str], ...]:
    several = [word for word, number in shorthand.words.numbers.items() if number >= _FEWEST_IN_WORDS]
    hour = rf"(?P<hour>\d{{1,2}}|{longest_first(several)})(?!\d)"
    return tuple(_beginning("", one.replace("{hour}", hour)) for one in shorthand.clocks)


def _beginning(before: str, said: str) -> re.Pattern[str]:
    prefix = f"(?:(?:{before}) )?" if before else ""
    return re.compile(rf"{prefix}(?:{said})(?!\w)", re.IGNORECASE)
