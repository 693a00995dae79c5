"""Stand-ins that tests set by hand: a clock, records, and a disk that can fill up."""

import asyncio
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from pathlib import Path

from agent_console.domain.audit import AuditLine
from agent_console.domain.chat import ClientId
from agent_console.domain.customer import Customer
from agent_console.domain.draft import Draft
from agent_console.domain.outbox import Intent
from agent_console.domain.record import Freshness, Record
from agent_console.ports import JournalError
from agent_console.storage.journal import SqliteJournal

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class FrozenClock:
    """A clock that only `advance` moves; implements `ports.Clock`."""

    def __init__(self) -> None:
        self._elapsed = 0.0

    def monotonic(self) -> float:
        """Return seconds that never jump."""
        return 1000.0 + self._elapsed

    def now(self) -> datetime:
        """Return the wall clock."""
        return START + timedelta(seconds=self._elapsed)

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self._elapsed += seconds


class FixedRecords:
    """Knows the records that a test put in, by the customer's name; implements `ports.Records`."""

    def __init__(self) -> None:
        self.known: dict[str, Record] = {}
        self.asked: list[Customer] = []
        self.failing = False
        """Whether a look-up fails in a way that nobody foresaw."""
        self.answering = asyncio.Event()
        """Look-ups wait while this is cleared."""
        self.answering.set()

    async def look_up(self, customer: Customer, anew: bool = False) -> Record:
        """Return what is known; nothing is a fresh, empty record."""
        self.asked.append(customer)
        if self.failing:
            raise ZeroDivisionError
        await self.answering.wait()
        return self.known.get(customer.name, Record(customer.id, Freshness.FRESH))


class FillableJournal(SqliteJournal):
    """A real journal on a disk that is `full` while the test says so."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory)
        self.full = False
        self.torn = False
        """Whether the disk reports a failure for replies that it holds all the same."""
        self.turning = asyncio.Event()
        """Replies wait for the disk while this is cleared."""
        self.turning.set()

    async def accept(self, intent: Intent) -> None:
        """Make a reply durable."""
        await self.turning.wait()
        await self._unless_full(super().accept(intent))
        if self.torn:
            raise JournalError("The disk failed.")

    async def delay(self, intent: Intent) -> None:
        """Make a reply durable that must not leave yet."""
        await self.turning.wait()
        await self._unless_full(super().delay(intent))

    async def retract(self, client_id: ClientId) -> None:
        """Forget a delayed reply."""
        await self._unless_full(super().retract(client_id))

    async def number(self, intent: Intent) -> None:
        """Remember a reply's send number."""
        await self._unless_full(super().number(intent))

    async def settle(self, intent: Intent) -> None:
        """Take an acknowledged reply off."""
        await self._unless_full(super().settle(intent))

    async def reject(self, intent: Intent, reason: str) -> None:
        """Keep a refused reply."""
        await self._unless_full(super().reject(intent, reason))

    async def drop(self, client_id: ClientId) -> None:
        """Forget a reply."""
        await self._unless_full(super().drop(client_id))

    async def audit(self, line: AuditLine) -> None:
        """Keep one line about a reply."""
        await self._unless_full(super().audit(line))

    def save_draft(self, draft: Draft) -> None:
        """Keep a draft."""
        if self.full:
            raise JournalError("The disk is full.")
        super().save_draft(draft)

    async def _unless_full(self, change: Coroutine[None, None, None]) -> None:
        if self.full:
            change.close()
            raise JournalError("The disk is full.")
        await change
