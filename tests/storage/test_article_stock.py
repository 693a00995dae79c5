"""Help articles on disk: indexed, kept up to date, and searched; whatever happens to the files."""

import asyncio
import os
import sqlite3
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agent_console.articles import markdown
from agent_console.domain.article import Article, Edition, Harvest, MissingArticle, Piece
from agent_console.ports import ArticleSource, JournalError
from agent_console.storage.article_folder import ArticleFolder
from agent_console.storage.article_gap import ArticleGaps
from agent_console.storage.article_stock import ArticleStock


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "help"
    (folder / "de").mkdir(parents=True)
    (folder / "returns.md").write_text("# Returns\n\nYou can return every lamp within 30 days.")
    (folder / "de" / "rueckgabe.md").write_text(
        "# Rückgabe\n\nSie können jede Lampe innerhalb von 30 Tagen an uns zurückgeben."
    )
    return folder


@asynccontextmanager
async def opened(
    directory: Path, *sources: ArticleSource, languages: tuple[str, ...] = ()
) -> AsyncIterator[ArticleStock]:
    """Open articles whose index and gaps are in a directory."""
    stock = ArticleStock(sources, directory / "cache" / "index.db", directory / "gaps.db", languages)
    async with aclosing(stock):
        yield stock


@asynccontextmanager
async def read(directory: Path, folder: Path, languages: tuple[str, ...] = ()) -> AsyncIterator[ArticleStock]:
    """Open the articles of a folder once they are indexed."""
    async with opened(directory, ArticleFolder(folder, watching=False), languages=languages) as stock:
        await stock.tend()
        yield stock


async def titles(stock: ArticleStock, question: str, language: str = "", typed: str = "") -> list[str]:
    """Return the titles of what is found."""
    return [one.title for one in await stock.search(question, language, typed=typed)]


async def found(stock: ArticleStock, question: str) -> None:
    """Return when something is found."""
    while True:
        if await titles(stock, question):
            return
        await asyncio.sleep(0.01)


async def test_what_was_asked_is_found(tmp_path: Path, folder: Path) -> None:
    async with read(tmp_path, folder) as stock:
        assert await titles(stock, "how do I return the lamp?") == ["Returns"]
        assert await titles(stock, "wie geht eine Rückgabe?") == ["Rückgabe"]
        assert await titles(stock, "") == []
        assert not stock.problems


async def test_the_customers_language_comes_first(tmp_path: Path, folder: Path) -> None:
    async with read(tmp_path, folder) as stock:
        assert await titles(stock, "30 lamp lampe", "en-GB") == ["Returns", "Rückgabe"]
        assert await titles(stock, "30 lamp lampe", "de") == ["Rückgabe", "Returns"]


async def test_a_title_counts_more_than_a_mention(tmp_path: Path, folder: Path) -> None:
    (folder / "bulbs.md").write_text("# Bulbs\n\nE27.")
    (folder / "other.md").write_text("# Other\n\nNo bulbs here, and bulbs are elsewhere.")
    async with read(tmp_path, folder) as stock:
        assert await titles(stock, "bulbs") == ["Bulbs", "Other"]


async def test_typed_words_must_be_there_if_they_are_anywhere(tmp_path: Path, folder: Path) -> None:
    (folder / "bulbs.md").write_text("# Bulbs\n\nA lamp takes one.")
    async with read(tmp_path, folder) as stock:
        assert await titles(stock, "my lamp", typed="ret") == ["Returns"]
        assert await titles(stock, "my lamp", typed="ret zebra") == ["Returns", "Bulbs"]


async def test_one_article_leaves_room_for_others(tmp_path: Path, folder: Path) -> None:
    (folder / "long.md").write_text("# Lamps\n\n" + "".join(f"## Lamp {n}\n\nA lamp.\n\n" for n in range(9)))
    async with read(tmp_path, folder) as stock:
        answers = await titles(stock, "lamp")
        assert (answers.count("Lamps"), "Returns" in answers) == (2, True)


async def test_only_the_languages_of_the_settings_are_searched(tmp_path: Path, folder: Path) -> None:
    async with read(tmp_path, folder, languages=("de",)) as stock:
        assert [one.title for one in await stock.listing()] == ["Rückgabe"]


class Counting(ArticleFolder):
    """A folder that counts the articles that it reads."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, watching=False)
        self.count = 0

    async def harvests(self, known: Mapping[str, str]) -> AsyncGenerator[Harvest, None]:
        """Yield what the folder does."""
        async for harvest in super().harvests(known):
            self.count += len(harvest.changed)
            yield harvest


async def reread(directory: Path, folder: Path) -> tuple[int, list[str]]:
    """Start again; return how many articles were read, and all titles."""
    source = Counting(folder)
    async with opened(directory, source) as stock:
        await stock.tend()
        return source.count, [one.title for one in await stock.listing()]


async def test_only_what_has_changed_is_read_again(tmp_path: Path, folder: Path) -> None:
    assert await reread(tmp_path, folder) == (2, ["Returns", "Rückgabe"])
    assert await reread(tmp_path, folder) == (0, ["Returns", "Rückgabe"])
    (folder / "returns.md").write_text("# Sending back\n\nx")
    (folder / "de" / "rueckgabe.md").unlink()
    assert await reread(tmp_path, folder) == (1, ["Sending back"])


async def test_a_damaged_index_is_built_anew(tmp_path: Path, folder: Path) -> None:
    await reread(tmp_path, folder)
    (tmp_path / "cache" / "index.db").write_bytes(b"no database" * 1000)
    assert await reread(tmp_path, folder) == (2, ["Returns", "Rückgabe"])


async def test_an_index_of_another_version_is_built_anew(tmp_path: Path, folder: Path) -> None:
    await reread(tmp_path, folder)
    connection = sqlite3.connect(tmp_path / "cache" / "index.db")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert await reread(tmp_path, folder) == (2, ["Returns", "Rückgabe"])


async def test_without_a_place_for_the_index_it_lives_in_memory(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "cache").write_text("in the way")
    assert await reread(tmp_path, folder) == (2, ["Returns", "Rückgabe"])


async def test_a_saved_file_is_found_while_the_console_runs(tmp_path: Path, folder: Path) -> None:
    async with opened(tmp_path, ArticleFolder(folder)) as stock:
        tending = asyncio.create_task(stock.tend())
        async with asyncio.timeout(30):
            await found(stock, "lamp")
            (folder / "bulbs.md").write_text("# Bulbs\n\nE27.")
            await found(stock, "bulbs")
        tending.cancel()
        with pytest.raises(asyncio.CancelledError):
            await tending


async def test_what_is_wrong_is_told_and_the_rest_is_there(tmp_path: Path, folder: Path) -> None:
    (folder / "front.md").write_text("---\ntitle: [x\n---\ntext")
    (folder / "large.md").write_bytes(b"x" * (markdown.LARGEST + 1))
    (folder / "latin.md").write_bytes(b"\xe9")
    (folder / ".hidden.md").write_text("# hidden")
    os.mkfifo(folder / "pipe.md")
    os.symlink(folder / "nowhere", folder / "link.md")
    for _ in range(2):  # told again at the next start, too
        async with read(tmp_path, folder) as stock:
            told = "\n".join(stock.problems)
            for name in (
                "front.md:3",
                "large.md: has more than",
                "latin.md: is not UTF-8",
                "pipe.md",
                "link.md",
            ):
                assert name in told
            assert len(stock.problems) == 5
            assert [one.title for one in await stock.listing()] == ["Returns", "Rückgabe", "front"]


async def test_a_folder_that_is_missing_says_where_to_look(tmp_path: Path) -> None:
    async with read(tmp_path, tmp_path / "nowhere") as stock:
        (problem,) = stock.problems
        assert "is not a folder (see `articles.folder` in the config)" in problem


class Fixed:
    """A source that tells what it is given; implements `ports.ArticleSource`."""

    def __init__(self, name: str, *harvests: Harvest) -> None:
        self.name = name
        self._harvests = harvests

    async def harvests(self, known: Mapping[str, str]) -> AsyncGenerator[Harvest, None]:
        """Yield what was given."""
        for harvest in self._harvests:
            yield harvest


async def test_sources_do_not_touch_each_others_articles(tmp_path: Path, folder: Path) -> None:
    page = Edition("1", Article("returns.md", "Elsewhere", (Piece("x"),)))
    other = Fixed("feed", Harvest(frozenset({"returns.md"}), {"returns.md": page}))
    async with opened(tmp_path, other, ArticleFolder(folder, watching=False)) as stock:
        await stock.tend()
        assert [one.title for one in await stock.listing()] == ["Elsewhere", "Returns", "Rückgabe"]
    async with opened(tmp_path, Fixed("feed", Harvest(frozenset()))) as stock:
        await stock.tend()
        assert [one.title for one in await stock.listing()] == ["Returns", "Rückgabe"]


async def test_an_index_that_fails_finds_nothing_and_says_so(tmp_path: Path, folder: Path) -> None:
    async with read(tmp_path, folder) as stock:
        connection = sqlite3.connect(tmp_path / "cache" / "index.db")
        connection.execute("DROP TABLE word")
        connection.close()
        assert await stock.search("lamp") == ()
        assert "Delete it, and start again" in stock.problems[0]


async def test_noted_questions_survive_and_the_newest_is_first(tmp_path: Path) -> None:
    at = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    first, second = MissingArticle("do you engrave", at, "Sam"), MissingArticle("гравировка", at)
    async with opened(tmp_path) as stock:
        await stock.note_missing(first)
        await stock.note_missing(second)
    assert ArticleGaps(tmp_path / "gaps.db").noted() == [second, first]
    assert ArticleGaps(tmp_path / "none.db").noted() == ()


async def test_a_disk_that_takes_no_note_is_told(tmp_path: Path) -> None:
    (tmp_path / "gaps.db").mkdir()
    async with opened(tmp_path) as stock:
        with pytest.raises(JournalError, match="cannot be used"):
            await stock.note_missing(MissingArticle("x", datetime(2026, 3, 2, tzinfo=UTC)))
