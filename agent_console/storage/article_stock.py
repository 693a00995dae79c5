"""The help articles of folders and feeds, indexed and searched on a thread of their own."""

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from pathlib import Path
from typing import TypeVar

from agent_console.domain.article import Harvest, Listing, MissingArticle, Passage
from agent_console.ports import ArticleSource
from agent_console.storage.article_gap import ArticleGaps
from agent_console.storage.article_index import ArticleIndex
from agent_console.texts import _

Result = TypeVar("Result")

_log = logging.getLogger(__name__)


class ArticleStock:
    """Implements `ports.Articles`; to be closed at the end."""

    def __init__(
        self, sources: Sequence[ArticleSource], index: Path, gaps: Path, languages: Collection[str] = ()
    ) -> None:
        """`index` can be deleted at any time, `gaps` keeps what agents noted; neither need exist."""
        self._sources = sources
        self._file = index
        self._languages = languages
        self._gaps = ArticleGaps(gaps)
        self._index: ArticleIndex | None = None
        self._thread = ThreadPoolExecutor(1, "articles")
        self._told: dict[str, tuple[str, ...]] = {}
        self._trouble: tuple[str, ...] = ()

    @property
    def problems(self) -> Sequence[str]:
        """What is wrong at the sources and with the index: raw lines for a person."""
        return (*self._trouble, *(line for lines in self._told.values() for line in lines))

    async def search(
        self, question: str, language: str = "", most: int = 20, typed: str = ""
    ) -> Sequence[Passage]:
        """Return the passages that answer best, best first; nothing where the index fails."""
        found = await self._run(lambda index: index.search(question, language, most, typed))
        return found or ()

    async def listing(self) -> Sequence[Listing]:
        """Return one line for each article that can be searched."""
        return await self._run(ArticleIndex.listing) or ()

    async def note_missing(self, missing: MissingArticle) -> None:
        """Keep a question that no article answers; raises `JournalError`."""
        loop = asyncio.get_running_loop()
        notice = await loop.run_in_executor(self._thread, self._gaps.note, missing)
        if notice:
            _log.warning("%s", notice)

    async def tend(self) -> None:
        """Keep the index up to date with every source, as long as they tell something."""
        async with asyncio.TaskGroup() as group:
            for source in self._sources:
                group.create_task(self._tend(source))

    async def aclose(self) -> None:
        """Finish what is being done, and close the index."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._close)
        self._thread.shutdown()

    async def _tend(self, source: ArticleSource) -> None:
        known = await self._run(lambda index: index.stamps(source.name)) or {}
        async with aclosing(source.harvests(known)) as harvests:
            async for harvest in harvests:
                self._told[source.name] = harvest.problems
                await self._adopt(source.name, harvest)

    async def _adopt(self, source: str, harvest: Harvest) -> None:
        await self._run(lambda index: index.adopt(source, harvest))

    async def _run(self, work: Callable[[ArticleIndex], Result]) -> Result | None:
        """Do some work on the thread; None, and a problem to tell, where the disk fails."""
        loop = asyncio.get_running_loop()
        try:
            found = await loop.run_in_executor(self._thread, lambda: work(self._opened()))
        except sqlite3.Error as error:
            self._trouble = (
                _("{file} cannot be used: {error}. Delete it, and start again.").format(
                    file=self._file, error=error
                ),
            )
            _log.warning("%s cannot be used: %s", self._file, error)
            return None
        self._trouble = ()
        return found

    def _opened(self) -> ArticleIndex:
        if self._index is None:
            self._index = ArticleIndex(self._file, self._languages)
        return self._index

    def _close(self) -> None:
        if self._index is not None:
            self._index.close()
