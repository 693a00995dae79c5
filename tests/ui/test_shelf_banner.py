"""The banner of broken reply files: there while one is broken, with the place of the mistake."""

import asyncio
from collections.abc import AsyncGenerator, Collection
from functools import partial
from pathlib import Path

import pytest

from agent_console.snippets.file import SnippetFile
from agent_console.snippets.source import reader
from agent_console.snippets.source.sheet import Sheet
from agent_console.ui.widgets.shelf_banner import ShelfBanner
from tests.ui.console import LARGE, MIDDLE, SMALL, Console, Outfit, running

GOOD = "dialect: support/1\nmatches:\n  - {id: hello, trigger: ';h', replace: Hello}\n"
BROKEN = GOOD + "  - {id: bye\n"
LONG = "/home/sam/teams/customer-care/replies/a-folder-with-a-long-name/and-another-one/"


class EditedFiles:
    """Files that the test edits; implements `SheetSource`."""

    def __init__(self, *names: str) -> None:
        self._texts = dict.fromkeys(names, GOOD)
        self._touched: asyncio.Queue[frozenset[str]] = asyncio.Queue()
        self._touched.put_nowait(frozenset())

    def save(self, name: str, text: str) -> None:
        """Edit a file."""
        self._texts[name] = text
        self._touched.put_nowait(frozenset())

    async def changes(self) -> AsyncGenerator[frozenset[str], None]:
        """Yield once for each save."""
        while True:
            yield await self._touched.get()

    def look(self, _: Collection[str]) -> tuple[Sheet, ...]:
        """Return the files as they are."""
        return tuple(reader.read(SnippetFile(name, text)) for name, text in self._texts.items())

    def keep(self) -> None:
        """Keep nothing."""


def _is_stale(console: Console, name: str) -> bool:
    shelf = console.workspace.shelf
    return shelf is not None and any(one.file == name for one in shelf.stale)


def banner(console: Console) -> ShelfBanner:
    return console.desk.query_one(ShelfBanner)


async def broken(console: Console, files: EditedFiles, *names: str) -> None:
    """Break files one after the other, and wait until the banner is there."""
    await console.until(lambda: console.workspace.library.book.snippets)
    for name in names:
        console.clock.advance(1)
        files.save(name, BROKEN)
        await console.until(partial(_is_stale, console, name))
    await console.until(lambda: banner(console).region.height)


async def test_a_broken_file_is_named_with_the_place_until_it_is_mended(tmp_path: Path) -> None:
    files = EditedFiles("team.yaml")
    async with running(Outfit(tmp_path, MIDDLE, sheets=files)) as console:
        await console.until(lambda: console.workspace.library.book.snippets)
        assert not banner(console).display
        await broken(console, files, "team.yaml")
        assert " !  Canned replies as they were before 09:00: team.yaml:5:1: not valid YAML" in (
            console.screen_text()
        )

        files.save("team.yaml", GOOD)
        await console.until(lambda: not banner(console).display)
        assert "team.yaml" not in console.screen_text()


async def test_of_several_the_first_is_named_and_the_others_are_counted(tmp_path: Path) -> None:
    files = EditedFiles("a.yaml", "b.yaml", "c.yaml")
    async with running(Outfit(tmp_path, LARGE, sheets=files)) as console:
        await broken(console, files, "b.yaml", "a.yaml", "c.yaml")

        await console.until(lambda: "before 09:00 (and 2 more files): b.yaml:5:1: " in console.screen_text())


@pytest.mark.parametrize("size", [SMALL, MIDDLE, LARGE])
async def test_a_long_path_leaves_the_place_in_sight(tmp_path: Path, size: tuple[int, int]) -> None:
    name = f"{LONG}team.yaml"
    files = EditedFiles(name)
    async with running(Outfit(tmp_path, size, sheets=files)) as console:
        await broken(console, files, name)

        assert banner(console).region.height <= 3
        assert "team.yaml:5:1" in "".join(console.screen_text().split())


async def test_panes_keep_their_size_and_the_focus_while_something_is_written(tmp_path: Path) -> None:
    files = EditedFiles("team.yaml")
    async with running(Outfit(tmp_path, MIDDLE, sheets=files)) as console:
        ana = await console.welcome("Ana")
        console.desk.attend(ana)
        await console.until(lambda: console.workspace.library.book.snippets)
        await console.type("One mo")
        files.save("team.yaml", BROKEN)
        await console.until(partial(_is_stale, console, "team.yaml"))
        console.desk.tick()
        assert not banner(console).display

        await console.type("ment")
        console.clock.advance(1.5)
        await console.until(lambda: banner(console).region.height)
        assert console.composer(ana).text == "One moment"


async def test_a_file_name_cannot_draw(tmp_path: Path) -> None:
    name = "\x1b[31m[red]evil\u202e.yaml"
    files = EditedFiles(name)
    async with running(Outfit(tmp_path, LARGE, sheets=files)) as console:
        await broken(console, files, name)
        shown = console.screen_text()

        assert "[red]evil" in shown
        assert "\x1b" not in shown
        assert "\u202e" not in shown
