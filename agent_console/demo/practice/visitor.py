"""A customer of a practice, who notes how the visit goes and has an opinion in the end."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime

from agent_console.assist.promise import promised
from agent_console.demo.person import Person
from agent_console.demo.practice.diary import Diary, Entry, Kind
from agent_console.demo.practice.mistake import astray
from agent_console.demo.practice.opinion import Opinion
from agent_console.demo.practice.stage import Stage


class Visitor:
    """Implements `encounter.Witness`."""

    def __init__(
        self, person: Person, others: Sequence[Person], number: int, stage: Stage, diary: Diary
    ) -> None:
        """`others` are those for whom a reply that comes here may have been meant."""
        self._person = person
        self._others = others
        self._number = number
        self._stage = stage
        self._diary = diary
        self._opinion = Opinion()

    def said(self) -> None:
        """Note a line of the customer's own."""
        now = time.monotonic()
        self._opinion.said(now)
        self._diary.note(Entry(Kind.SAID, now, self._number, self._stage.crowd))

    def heard(self, reply: str) -> None:
        """Note what the agent wrote."""
        now, clock = time.monotonic(), datetime.now(UTC)
        mistaken = astray(reply, self._person, self._others)
        self._opinion.heard(now, mistaken)
        back = promised(reply, clock)
        due = now + (back.until - clock).total_seconds() if back and back.until else None
        self._diary.note(Entry(Kind.HEARD, now, self._number, self._stage.crowd, astray=mistaken, due=due))

    def left(self, content: bool) -> int:
        """Note the end of the visit, and return how the customer rates it."""
        now = time.monotonic()
        rating = self._opinion.rating(now, content)
        entry = Entry(Kind.LEFT, now, self._number, self._stage.crowd, content=content, rating=rating)
        self._diary.note(entry)
        return rating
