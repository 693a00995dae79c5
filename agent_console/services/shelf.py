"""Canned responses from disk: loaded beside the session, and again whenever a file changes."""

import asyncio
from collections.abc import AsyncGenerator, Collection, Iterable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Protocol

from agent_console.domain.change import Change, Part
from agent_console.ports import Clock
from agent_console.services.changes import Changes
from agent_console.services.crew import Crew
from agent_console.services.library import Library, Repertoire
from agent_console.services.standing import Stale, Standing
from agent_console.snippets import collector
from agent_console.snippets.book import Book
from agent_console.snippets.renewal import renewed
from agent_console.snippets.snippet import Snippet
from agent_console.snippets.source.sheet import Sheet

STEP = 4
"""Snippets whose bodies are compiled in one go; some milliseconds."""
PAUSE = timedelta(milliseconds=12)
"""Between two such steps: keys come first, and nobody waits for what this finds."""


@dataclass(frozen=True, slots=True)
class Faults:
    """The mistakes in the bodies of one file."""

    sheet: Sheet
    """As what the file was read then."""
    problems: tuple[str, ...] = ()


class SheetSource(Protocol):
    """The snippet files."""

    def changes(self) -> AsyncGenerator[frozenset[str], None]:
        """Yield, once at first, what was touched since; nothing when everything is worth a look."""
        ...

    def look(self, touched: Collection[str]) -> tuple[Sheet, ...]:
        """Return what the files say now; takes the disk's time. What is as it was is the same object."""
        ...

    def keep(self) -> None:
        """Keep what was read for the next start; takes the disk's time."""
        ...


class Shelf:
    """Brings the replies on disk into the library; what is already inserted stays as it is."""

    def __init__(
        self,
        source: SheetSource,
        base: Repertoire,
        library: Library,
        clock: Clock,
        changes: Changes,
        crew: Crew,
    ) -> None:
        """`base` has what replies may say of the agent and the brand."""
        self._source = source
        self._base = base
        self._library = library
        self._clock = clock
        self._changes = changes
        self._crew = crew
        self._standing = Standing()
        self._seen: tuple[Sheet, ...] | None = None
        self._problems: tuple[str, ...] = ()
        """What is wrong in and between the files, besides mistakes in bodies."""
        self._faults: dict[str, Faults] = {}

    @property
    def stale(self) -> tuple[Stale, ...]:
        """The files of which an earlier version stays in use, the longest first."""
        return self._standing.stale

    async def tend(self) -> None:
        """Keep the library up to date, for ever; nothing of it keeps the event loop."""
        async with aclosing(self._source.changes()) as changes:
            async for touched in changes:
                sheets = await asyncio.to_thread(self._source.look, touched)
                if sheets != self._seen:
                    self._seen = sheets
                    await self._bind(self._standing.take(sheets, self._clock.now()))

    async def _bind(self, sheets: Sequence[Sheet]) -> None:
        book, self._problems = await asyncio.to_thread(_bound, sheets, self._library.book)
        current = {sheet.file.name: sheet for sheet in sheets}
        proved = self._faults.items()
        self._faults = {name: faults for name, faults in proved if faults.sheet is current.get(name)}
        self._adopt(book)
        self._crew.start(lambda: self._prove(book))

    async def _prove(self, book: Book) -> None:
        """Compile what is new, a little at a time, and tell of mistakes that only this brings to light."""
        await asyncio.to_thread(self._source.keep)
        for file, snippets in _by_file(book).items():
            if file not in self._faults:
                faults = await self._faults_in(snippets, book)
                if faults is None:
                    return
                self._faults[file] = faults
        if any(faults.problems for faults in self._faults.values()):
            self._adopt(book)

    async def _faults_in(self, snippets: Sequence[Snippet], book: Book) -> Faults | None:
        """Compile the bodies of one file; None when another book has come meanwhile."""
        problems: list[str] = []
        for start in range(0, len(snippets), STEP):
            problems += await asyncio.to_thread(_problems, snippets[start : start + STEP])
            await self._crew.pause(PAUSE)
            if self._library.book is not book:
                return None
        return Faults(snippets[0].frame.sheet, tuple(problems))

    def _adopt(self, book: Book) -> None:
        faults = (problem for faults in self._faults.values() for problem in faults.problems)
        self._library.adopt(replace(self._base, book=book, problems=(*self._problems, *faults)))
        self._changes.announce(Change(Part.REPLIES))


def _bound(sheets: Sequence[Sheet], before: Book) -> tuple[Book, tuple[str, ...]]:
    """Return the book of some files, ready for the first key, and what is wrong in and between them."""
    with collector.waiting():
        found, problems = Book.of(sheets)
        book = renewed(found, before)
        book.prepare()
    return book, tuple(problem.summary for problem in problems)


def _by_file(book: Book) -> Mapping[str, list[Snippet]]:
    files: dict[str, list[Snippet]] = {}
    for snippet in book.snippets:
        files.setdefault(snippet.file, []).append(snippet)
    return files


def _problems(snippets: Iterable[Snippet]) -> list[str]:
    # Of copies: a snippet keeps what was compiled, and most of thousands are never used.
    return [problem.summary for snippet in snippets for problem in replace(snippet).problems]
