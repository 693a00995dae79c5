"""Snippet folders are watched: every way to save a file is noticed, and what the system hides is found."""

import asyncio
import os
import shutil
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import aclosing, asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.storage import folder_watch
from agent_console.storage.folder_watch import FolderWatch
from agent_console.storage.snippet_files import is_snippet_file

NEVER = timedelta(hours=1)
SOON = timedelta(milliseconds=50)
Changes = AsyncGenerator[frozenset[str], None]


@asynccontextmanager
async def watched(folders: Sequence[Path], sweep: timedelta = NEVER) -> AsyncIterator[Changes]:
    """Watch folders; the first look at everything is over when the block begins."""
    watch = FolderWatch(folders, is_snippet_file, sweep)
    async with asyncio.timeout(20), aclosing(watch.changes()) as changes:
        assert await anext(changes) == frozenset()
        yield changes


async def named(changes: Changes, path: Path) -> None:
    """Return when a path is named."""
    async for touched in changes:
        if str(path) in touched:
            return


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "replies"
    for below in ("sub", ".git"):
        (folder / below).mkdir(parents=True)
    (folder / "a.yaml").write_text("matches: []")
    return folder


def write(folder: Path) -> Path:
    (folder / "a.yaml").write_text("matches: [1]")
    return folder / "a.yaml"


def rename_over(folder: Path) -> Path:
    (folder / ".a.yaml.part").write_text("matches: [2]")
    os.replace(folder / ".a.yaml.part", folder / "a.yaml")
    return folder / "a.yaml"


def keep_backup(folder: Path) -> Path:
    os.replace(folder / "a.yaml", folder / "a.yaml~")
    return write(folder)


def add_below(folder: Path) -> Path:
    (folder / "sub" / "b.yml").write_text("matches: []")
    return folder / "sub" / "b.yml"


def remove(folder: Path) -> Path:
    (folder / "a.yaml").unlink()
    return folder / "a.yaml"


def remove_below(folder: Path) -> Path:
    shutil.rmtree(folder / "sub")
    return folder / "sub"


def replace_whole(folder: Path) -> None:
    folder.rename(folder.with_name("old"))
    folder.mkdir()
    (folder / "new.yaml").write_text("matches: []")


@pytest.mark.parametrize("change", [write, rename_over, keep_backup, add_below, remove, remove_below])
async def test_a_change_is_told_with_its_path(folder: Path, change: Callable[[Path], Path]) -> None:
    async with watched([folder]) as changes:
        await named(changes, change(folder))


async def test_what_changes_while_another_change_is_dealt_with_is_told_later(folder: Path) -> None:
    async with watched([folder]) as changes:
        await named(changes, write(folder))
        added = add_below(folder)
        await named(changes, added)


async def test_other_files_are_passed_over(folder: Path) -> None:
    async with watched([folder]) as changes:
        for name in ("a.yaml.swp", ".a.yaml", "notes.txt", ".git/HEAD"):
            (folder / name).write_text("something else")
        changed = write(folder)

        assert await anext(changes) == {str(changed)}


async def test_a_folder_that_takes_the_place_of_another_is_watched(folder: Path) -> None:
    async with watched([folder], SOON) as changes:
        replace_whole(folder)
        await _until_armed(changes, folder)


async def test_a_folder_that_comes_later_is_watched(tmp_path: Path) -> None:
    folder = tmp_path / "later"
    async with watched([folder], SOON) as changes:
        assert await anext(changes) == frozenset()
        folder.mkdir()
        await _until_armed(changes, folder)


async def _until_armed(changes: Changes, folder: Path) -> None:
    """Return when a change in a folder is told by the system itself."""
    async for touched in changes:
        if touched and str(folder / "probe.yaml") in touched:
            return
        (folder / "probe.yaml").write_text("matches: []")


async def test_where_the_system_tells_nothing_everything_is_looked_at_now_and_then(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: object, **__: object) -> AsyncGenerator[set[object], None]:
        async def failing() -> AsyncGenerator[set[object], None]:
            raise OSError("the limit of watches is reached")
            yield set()

        return failing()

    monkeypatch.setattr(folder_watch, "awatch", refuse)
    async with watched([folder], SOON) as changes:
        assert [await anext(changes), await anext(changes)] == [frozenset()] * 2

    assert "only looked at now and then: the limit of watches is reached" in caplog.text
