"""The snippet files of some folders, read once each: again only when they have changed."""

import logging
from collections.abc import AsyncGenerator, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from agent_console.snippets import collector
from agent_console.snippets.file import SnippetFile
from agent_console.snippets.source import reader
from agent_console.snippets.source.parcel import packed, unpacked
from agent_console.snippets.source.sheet import Sheet
from agent_console.storage import snippet_files
from agent_console.storage.folder_watch import FolderWatch, Paths
from agent_console.storage.snippet_cache import Kept, SnippetCache, Stamp
from agent_console.storage.snippet_folder import Folder
from agent_console.yaml_source import Problem

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A file at one point in time."""

    stamp: Stamp | None
    sheet: Sheet


class SnippetStock:
    """What the folders hold now; `look` is called by one thread at a time, `keep` by any."""

    def __init__(self, folders: Sequence[Folder], cache: SnippetCache, watching: bool = True) -> None:
        """Without `watching` the folders are looked at once."""
        self._folders = folders
        self._cache = cache
        self._watching = watching
        self._readings: Mapping[tuple[Folder, Path], _Reading] = {}
        self._warm: Mapping[str, Kept] = {}
        self._unsaved = False

    async def changes(self) -> AsyncGenerator[Paths, None]:
        """Yield the paths that were touched, at first and whenever everything is worth a look none."""
        if not self._watching:
            yield frozenset()
            return
        folders = [folder.path for folder in self._folders]
        async for touched in FolderWatch(folders, snippet_files.is_snippet_file).changes():
            yield touched

    def look(self, touched: Collection[str] = ()) -> tuple[Sheet, ...]:
        """Return a sheet for each file and for each folder that cannot be read; takes the disk's time.

        A file that has not changed gives the very same sheet as before. What is `touched` is read
        again even if its size and time are as they were.
        """
        with collector.waiting():
            return tuple(self._sheets(touched))

    def keep(self) -> None:
        """Keep on disk what was read, for the next start; takes the disk's time."""
        if self._unsaved:
            self._unsaved = False
            try:
                self._cache.write(dict(self._kept()))
            except OSError as error:
                _log.warning("canned responses cannot be kept for a quicker start: %s", error)

    def _sheets(self, touched: Collection[str]) -> Iterator[Sheet]:
        before, readings = self._readings, dict[tuple[Folder, Path], _Reading]()
        self._warm = {} if before else self._cache.read()
        for folder in self._folders:
            paths, problems = snippet_files.paths(folder.path, [one.path for one in self._folders])
            for path in paths:
                known = None if str(path) in touched else before.get((folder, path))
                readings[folder, path] = self._reading(folder, path, known)
                yield readings[folder, path].sheet
            yield from (_unreadable(folder, problem) for problem in problems)
        self._readings = readings

    def _reading(self, folder: Folder, path: Path, known: _Reading | None) -> _Reading:
        # Before the text: a change in between makes the stamp too old, and the file is read again.
        stamp = Stamp.of(path)
        if known and stamp and known.stamp == stamp:
            return known
        text = snippet_files.text(path)
        if isinstance(text, Problem):
            return _Reading(stamp, _unreadable(folder, text))
        file = folder.file(path, text)
        return _Reading(stamp, self._warm_sheet(stamp, file) or self._cold_sheet(file))

    def _warm_sheet(self, stamp: Stamp | None, file: SnippetFile) -> Sheet | None:
        kept = self._warm.get(file.name)
        if kept is None or kept.stamp != stamp:
            return None
        try:
            return unpacked(kept.parcel, file)
        except ValidationError:
            return None

    def _cold_sheet(self, file: SnippetFile) -> Sheet:
        self._unsaved = True
        return reader.read(file)

    def _kept(self) -> Iterator[tuple[str, Kept]]:
        for reading in self._readings.values():
            parcel = packed(reading.sheet)
            if reading.stamp and parcel:
                yield reading.sheet.file.name, Kept(reading.stamp, parcel)


def _unreadable(folder: Folder, problem: Problem) -> Sheet:
    return Sheet(folder.file(Path(problem.file), ""), problems=(problem,))
