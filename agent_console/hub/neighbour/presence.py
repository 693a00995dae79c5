"""Who is connected to this hub, and how much of that the database knows."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Who is connected."""

    AGENT = "agent"
    CUSTOMER = "customer"


Entry = tuple[Kind, str]
"""An agent's id, or the id of a customer's conversation."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What the database has to be told."""

    came: tuple[Entry, ...]
    went: tuple[Entry, ...]
    version: int

    @property
    def of_agents(self) -> bool:
        """Whether the team looks other than before."""
        return any(kind is Kind.AGENT for kind, _ in (*self.came, *self.went))


class Presence:
    """Collects who comes and goes until somebody writes it down."""

    def __init__(self) -> None:
        self._here: set[Entry] = set()
        self._written: set[Entry] = set()
        self._touched: set[Entry] = set()
        self._version = 0
        """Counts the comings and goings."""
        self._known = 0
        """The version up to which the database has been told."""
        self._told = asyncio.Event()

    def came(self, entry: Entry) -> None:
        """Somebody is here."""
        self._here.add(entry)
        self._touch((entry,))

    def went(self, entry: Entry) -> None:
        """Somebody is not here any more."""
        self._here.discard(entry)
        self._touch((entry,))

    def forgotten(self) -> None:
        """The database knows of nobody here: all of it has to be written again."""
        self._written.clear()
        self._touch(self._here)

    def changes(self) -> Changes:
        """Return what the database does not know yet; what cannot be written has to be `forgotten`."""
        touched, self._touched = self._touched, set()
        came = tuple(e for e in touched if e in self._here and e not in self._written)
        went = tuple(e for e in touched if e not in self._here and e in self._written)
        return Changes(came, went, self._version)

    def written(self, changes: Changes) -> None:
        """Remember that the database knows these now."""
        self._written.update(changes.came)
        self._written.difference_update(changes.went)
        self._known = changes.version
        told, self._told = self._told, asyncio.Event()
        told.set()

    async def settled(self) -> None:
        """Wait until the database knows what happened before this was called."""
        version = self._version
        while self._known < version:
            await self._told.wait()

    def _touch(self, entries: Iterable[Entry]) -> None:
        self._touched.update(entries)
        self._version += 1
