"""A folder of help articles in Markdown: read, and read again where something changes."""

import asyncio
import os
from collections.abc import AsyncGenerator, Iterator, Mapping
from contextlib import aclosing
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from agent_console.articles import markdown
from agent_console.domain.article import Edition, Harvest
from agent_console.storage import text_file
from agent_console.storage.folder_watch import FolderWatch
from agent_console.storage.snippet_cache import Stamp
from agent_console.texts import _
from agent_console.yaml_source import Problem

MOST_FILES = 5_000
BATCH = 50
"""Files that are read, and then indexed, in one go."""
_ABSENT = "absent"
"""The stamp of a link that leads nowhere, and of a file that has just been removed."""
SUFFIXES = frozenset({".md", ".markdown"})


class ArticleFolder:
    """Implements `ports.ArticleSource`; articles have their path in the folder as id."""

    def __init__(self, folder: Path, watching: bool = True) -> None:
        """Without `watching` the folder is looked at once."""
        self._folder = folder
        self._watching = watching
        self._stamps: dict[str, str] = {}
        self._problems: dict[str, tuple[str, ...]] = {}

    @property
    def name(self) -> str:
        """The folder's path."""
        return str(self._folder)

    async def harvests(self, known: Mapping[str, str]) -> AsyncGenerator[Harvest, None]:
        """Yield what the folder holds, and what changes in it, for ever; once without watching."""
        self._stamps = dict(known)
        async with aclosing(self._looks()) as looks:
            async for _look in looks:
                async with aclosing(self._look()) as harvests:
                    async for harvest in harvests:
                        yield harvest

    async def _looks(self) -> AsyncGenerator[None, None]:
        if not self._watching:
            yield
            return
        async with aclosing(FolderWatch([self._folder], is_article_file).changes()) as changes:
            async for _change in changes:
                yield

    async def _look(self) -> AsyncGenerator[Harvest, None]:
        """Yield all that is there first, and then what has to be read, some files at a time."""
        stamps, problems = await asyncio.to_thread(self._survey)
        changed = iter([name for name, stamp in stamps.items() if self._stamps.get(name) != stamp])
        gone = self._stamps.keys() - stamps.keys()
        self._problems = {name: said for name, said in self._problems.items() if name in stamps}
        self._problems[""] = problems
        self._stamps = {name: stamp for name, stamp in self._stamps.items() if name not in gone}
        yield Harvest(frozenset(stamps), problems=self._said)
        while names := list(islice(changed, BATCH)):
            editions = await asyncio.to_thread(self._read, names, stamps)
            self._stamps |= {name: stamps[name] for name in names}
            yield Harvest(changed=editions, problems=self._said)

    @property
    def _said(self) -> tuple[str, ...]:
        return tuple(line for lines in self._problems.values() for line in lines)

    def _survey(self) -> tuple[dict[str, str], tuple[str, ...]]:
        """Return the stamp of each article, and what is wrong with the folder."""
        if not self._folder.is_dir():
            hint = "see `articles.folder` in the config"
            return {}, (Problem(str(self._folder), "is not a folder", hint=hint).summary,)
        found = sorted(islice(self._files(), MOST_FILES + 1))
        stamps = {name: _written(Stamp.of(self._folder / name)) for name in found[:MOST_FILES]}
        if len(found) > MOST_FILES:
            return stamps, (
                _("{folder}: has more than {most} articles; the rest is not read").format(
                    folder=self._folder, most=f"{MOST_FILES:,}"
                ),
            )
        return stamps, ()

    def _files(self) -> Iterator[str]:
        for parent, below, names in os.walk(self._folder):
            below[:] = [name for name in below if not name.startswith(".")]
            for name in filter(is_article_file, names):
                path = (Path(parent) / name).relative_to(self._folder).as_posix()
                # Neither a screen nor a database takes a name that is no text.
                if os.fsencode(path).decode(errors="replace") == path:
                    yield path

    def _read(self, names: list[str], stamps: Mapping[str, str]) -> dict[str, Edition]:
        return {name: self._edition(name, stamps[name]) for name in names}

    def _edition(self, name: str, stamp: str) -> Edition:
        path = self._folder / name
        text = text_file.read(path, markdown.LARGEST, "split it into several articles")
        if isinstance(text, Problem):
            self._problems[name] = (text.summary,)
            return Edition("", None)
        article, problems = markdown.article(name, text, _changed_at(stamp))
        # Named by where it is on this machine: it is the person at it who mends it.
        self._problems[name] = tuple(f"{self._folder}{os.sep}{one.summary}" for one in problems)
        # Without a stamp it is read again at the next start, so that its problems are told then too.
        return Edition("" if problems else stamp, article if article.pieces else None)


def is_article_file(name: str) -> bool:
    """Return whether a file of that name holds an article."""
    return Path(name).suffix.lower() in SUFFIXES and not name.startswith((".", "_"))


def _written(stamp: Stamp | None) -> str:
    return _ABSENT if stamp is None else " ".join(map(str, stamp))


def _changed_at(stamp: str) -> datetime | None:
    if stamp == _ABSENT:
        return None
    return datetime.fromtimestamp(int(stamp.split()[3]) / 1e9, UTC)
