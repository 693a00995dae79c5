"""Which version of each snippet file counts: as it is now, or as it was when it could last be used."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from agent_console.snippets.source.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Stale:
    """A file, or a folder, of which an earlier version stays in use."""

    file: str
    reason: str
    """What is wrong in it now, with file, line and column."""
    since: datetime
    """When that was first seen; aware, UTC."""


class Standing:
    """Remembers the last good version of each file.

    A file of which nothing can be used counts as it was before, and so do the files below a folder
    that cannot be read. A file that merely holds mistakes counts as it is, and so does one that is gone.
    """

    def __init__(self) -> None:
        self._good: dict[str, Sheet] = {}
        self._stale: dict[str, Stale] = {}

    @property
    def stale(self) -> tuple[Stale, ...]:
        """Return what is not up to date, the longest first."""
        return tuple(sorted(self._stale.values(), key=lambda one: one.since))

    def take(self, sheets: Iterable[Sheet], now: datetime) -> list[Sheet]:
        """Return what counts of the files as they are now, in their order."""
        present = {sheet.file.name: sheet for sheet in sheets}
        counting: dict[str, Sheet] = {}
        stale: dict[str, Stale] = {}
        for name, sheet in present.items():
            earlier = list(self._earlier(sheet, present)) if _useless(sheet) else []
            if earlier:
                stale[name] = self._noted(sheet, now)
            counting |= {one.file.name: one for one in earlier or [sheet]}
        self._good = {name: sheet for name, sheet in counting.items() if not _useless(sheet)}
        self._stale = stale
        return list(counting.values())

    def _earlier(self, sheet: Sheet, present: Iterable[str]) -> Iterator[Sheet]:
        """Yield the last good version of a file, or of the files in and below a folder."""
        name = sheet.file.name
        if (last := self._good.get(name)) is not None:
            yield replace(last, problems=()) if last.problems else last
            return
        gone = (one for one in self._good if one not in present)
        below = (one for one in gone if one.startswith((f"{name}/", f"{name}\\")))
        yield from (self._good[one] for one in below)

    def _noted(self, sheet: Sheet, now: datetime) -> Stale:
        known = self._stale.get(sheet.file.name)
        reason = sheet.problems[0].summary
        return Stale(sheet.file.name, reason, known.since if known else now)


def _useless(sheet: Sheet) -> bool:
    return bool(sheet.problems) and not sheet.entries
