"""One language's words for times, read: how long from now, or at which time of day."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from agent_console.assist.due.words import DAY, MINUTE, Words

_HALF_DAY = 12
_WEEK = 7
_SHIFT = timedelta(hours=8)
"""How far off a time may be that is meant twelve hours later than it reads: at 13:00, 9 is, 10 is not."""
_MORNING = 7
"""On another day an earlier hour is one of the afternoon: nobody promises to be back at night."""
_FIRST_WORDS = 12
"""Characters in which a sentence that begins with a day names it."""
_LAST_HOUR, _LAST_MINUTE = 24, 59
_FEWEST_IN_WORDS = 2
"""`One` is also somebody, and no hour."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, in minutes from midnight."""

    minutes: int
    either_half: bool
    """Whether it may as well be meant twelve hours later."""


class Reader:
    """Finds times in a text of one language: in lower case, with straight apostrophes and single spaces."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def prepare(self) -> None:
        """Make the patterns ready, which takes a moment that the first reply would have to wait for."""
        self.back("")
        self.soon("")
        self._clock("")
        self._days("", 0, 0)
        list(self._lengths(""))
        self._hour(self._parts, "")

    def back(self, text: str) -> int | None:
        """Return where a text says that its writer will be back; None where it does not."""
        found = self._back.search(text)
        return None if found is None else found.start()

    def until(self, text: str, near: int, now: datetime) -> datetime | None:
        """Return the time (aware) that a text says, of several lengths the one nearest to a place in it.

        Times of day are local ones; a length of less than a minute is a minute. None where it says no time.
        """
        today = now.astimezone().replace(tzinfo=None)
        clock, days = self._clock(text), self._days(text, near, today.weekday())
        if clock is not None:
            # Without a zone it is local time, with the offset of that day and not of today.
            return _next(clock, today, days).astimezone()
        length = min(self._lengths(text), key=lambda one: abs(one[0] - near), default=None)
        if length is not None:
            return now + max(length[1], MINUTE)
        part = self._hour(self._parts, text)
        if part is not None:
            return _next(part, today, days).astimezone()
        return None if days is None else now + (days or _WEEK) * DAY

    def soon(self, text: str) -> bool:
        """Return whether a text says no more than that it will be soon."""
        return self._soon.search(text) is not None

    def _days(self, text: str, near: int, today: int) -> int | None:
        """Return how many days ahead a text names, 0 for a day of the week that is today.

        Days of the week count only behind the promise, or as the first words.
        """
        if self._tomorrow.search(text):
            return 1
        for number, pattern in enumerate(self._weekdays):
            if any(found.start() >= near or found.end() <= _FIRST_WORDS for found in pattern.finditer(text)):
                return (number - today) % _WEEK
        return None

    def _lengths(self, text: str) -> Iterator[tuple[int, timedelta]]:
        """Yield the lengths of time in a text, each behind its place; of a range the longer one."""
        for pattern, length in self._spans:
            yield from ((found.start(), length) for found in pattern.finditer(text))
        for pattern, unit in self._counted:
            for found in pattern.finditer(text):
                yield found.start(), self._number(found["number"]) * unit

    def _clock(self, text: str) -> Clock | None:
        if (time := self._hour(self._times, text)) is not None:
            return time
        found = next((found for one in self._clocks if (found := one.search(text))), None)
        return None if found is None else self._time_of_day(found.groupdict())

    def _hour(self, words: Iterable[tuple[re.Pattern[str], int]], text: str) -> Clock | None:
        """Return the hour that one of some words means."""
        hour = next((hour for pattern, hour in words if pattern.search(text)), None)
        return None if hour is None else Clock(hour * 60, either_half=False)

    def _time_of_day(self, said: dict[str, str | None]) -> Clock | None:
        written = said["hour"] or ""
        hour, minute = int(self._number(written)), int(said.get("minute") or 0)
        if hour > _LAST_HOUR or minute > _LAST_MINUTE:
            return None
        noon = said.get("noon")
        open_half = not noon and 0 < hour <= _HALF_DAY and not written.startswith("0")
        if noon:
            hour = hour % _HALF_DAY + (_HALF_DAY if re.match(self._words.afternoon, noon) else 0)
        half = self._words.half if "half" in said and said["half"] is not None else 0
        return Clock((hour * 60 + minute + half) % (24 * 60), open_half)

    def _number(self, written: str) -> float:
        in_words = self._words.numbers.get(written)
        return float(written.replace(",", ".")) if in_words is None else in_words

    # Its patterns

    @cached_property
    def _back(self) -> re.Pattern[str]:
        return _one_of(self._words.back)

    @cached_property
    def _soon(self) -> re.Pattern[str]:
        return _one_of(self._words.soon)

    @cached_property
    def _tomorrow(self) -> re.Pattern[str]:
        return _one_of([self._words.tomorrow])

    @cached_property
    def _weekdays(self) -> tuple[re.Pattern[str], ...]:
        return tuple(_one_of([said]) for said in self._words.weekdays)

    @cached_property
    def _spans(self) -> tuple[tuple[re.Pattern[str], timedelta], ...]:
        return tuple((_one_of([said]), length) for said, length in self._words.spans.items())

    @cached_property
    def _counted(self) -> tuple[tuple[re.Pattern[str], timedelta], ...]:
        return tuple(
            (_one_of([way]), unit) for said, unit in self._words.units.items() for way in self._ways(said)
        )

    def _ways(self, unit: str) -> Iterator[str]:
        """Yield how a number of units is written: `5 minutes`, `three to five minutes`, `минут пять`."""
        number = rf"(?:\d{{1,3}}(?:[.,]5)?|{longest_first(self._words.numbers)})"
        yield rf"(?:{number} ?(?:{self._words.between}) ?)?(?P<number>{number})[ -]?(?:{unit})"
        if self._words.inverted:
            yield rf"(?:{unit}) (?:через )?(?P<number>{number})"

    @cached_property
    def _clocks(self) -> tuple[re.Pattern[str], ...]:
        several = [word for word, number in self._words.numbers.items() if number >= _FEWEST_IN_WORDS]
        hour = rf"(?P<hour>\d{{1,2}}|{longest_first(several)})(?!\d)"
        return tuple(_one_of([one.replace("{hour}", hour)]) for one in self._words.clocks)

    @cached_property
    def _times(self) -> tuple[tuple[re.Pattern[str], int], ...]:
        return tuple((_one_of([said]), hour) for said, hour in self._words.times.items())

    @cached_property
    def _parts(self) -> tuple[tuple[re.Pattern[str], int], ...]:
        return tuple((_one_of([said]), hour) for said, hour in self._words.parts.items())


def _one_of(fragments: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(fragments)})(?!\w)")


def longest_first(words: Iterable[str]) -> str:
    """Return a pattern for one of some words, where one may begin with another."""
    return "|".join(sorted(words, key=len, reverse=True))


def _next(clock: Clock, now: datetime, days: int | None) -> datetime:
    """Return the next such time of day behind a local one, or the one so many days ahead."""
    at = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(minutes=clock.minutes)
    later = at + DAY / 2
    if days is not None:
        at = (later if clock.either_half and at.hour < _MORNING else at) + days * DAY
        return at if at > now else at + _WEEK * DAY
    if at > now:
        return at
    return later if clock.either_half and now < later <= now + _SHIFT else at + DAY
