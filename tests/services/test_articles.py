"""Help articles at the desk: asked for in the customer's words, and into the right draft."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from agent_console.backends.memory import MemoryWorld
from agent_console.domain.article import MissingArticle, Passage
from agent_console.domain.chat import Mode
from agent_console.ports import JournalError
from agent_console.services.articles import Help
from tests.fakes import FrozenClock
from tests.services.office import Office

PASSAGE = Passage("returns.md", "Returns", "Within 30 days.", url="https://help.example.com/returns")


class Shelf:
    """Articles that answer when the test says so; implements `ports.Articles`."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, str]] = []
        self.missing: list[MissingArticle] = []
        self.full = False
        self.problems: tuple[str, ...] = ()
        self.answers: dict[str, asyncio.Event] = {}
        """What was typed, and when the search for it may end."""
        self.tended = asyncio.Event()

    async def search(
        self, question: str, language: str = "", most: int = 20, typed: str = ""
    ) -> Sequence[Passage]:
        """Return one passage that is named for what was typed."""
        self.asked.append((question, language, typed))
        if typed in self.answers:
            await self.answers[typed].wait()
        return [Passage(typed, typed, typed)]

    async def note_missing(self, missing: MissingArticle) -> None:
        """Keep a question."""
        if self.full:
            raise JournalError("The disk is full.")
        self.missing.append(missing)

    async def tend(self) -> None:
        """Do nothing, for ever."""
        self.tended.set()
        await asyncio.Event().wait()


@asynccontextmanager
async def office_with(shelf: Shelf | None, folder: Path) -> AsyncIterator[tuple[Office, Help]]:
    """Open an office with these articles."""
    clock = FrozenClock()
    office = Office(folder, clock, MemoryWorld(clock), articles=shelf)
    office.open()
    await office.until(lambda: bool(office.workspace.desk.agent_name))
    yield office, office.workspace.help
    await office.leave()


async def test_the_messages_since_the_last_answer_are_the_question(tmp_path: Path) -> None:
    shelf = Shelf()
    async with office_with(shelf, tmp_path) as (office, articles):
        mira = await office.serve("Mira Holm", "Hello", language="en")
        office.reply(mira, "Hi Mira")
        await office.arrived(mira, "Hello", "Hi Mira")
        await articles.search(mira)
        for line in ("one thing", "how do I return it?"):
            office.world.say(mira, line)
        await office.until(lambda: office.workspace.desk[mira].head == 4)
        await articles.search(mira, "typed")
        assert shelf.asked == [("Hello", "en", ""), ("one thing\nhow do I return it?", "en", "typed")]


async def test_the_language_of_the_question_counts_more_than_the_profiles(tmp_path: Path) -> None:
    shelf = Shelf()
    async with office_with(shelf, tmp_path) as (office, articles):
        mira = await office.serve("Mira Holm", "Wie kann ich die Lampe bitte zurückgeben?", language="en")
        await articles.search(mira)
        assert shelf.asked[0][1] == "de"


async def test_an_old_answer_never_takes_the_place_of_a_newer_one(tmp_path: Path) -> None:
    shelf = Shelf()
    shelf.answers["old"] = asyncio.Event()
    async with office_with(shelf, tmp_path) as (office, articles):
        mira = await office.serve("Mira Holm", "Hello")
        old = asyncio.create_task(articles.search(mira, "old"))
        await office.until(lambda: len(shelf.asked) == 1)
        new = await articles.search(mira, "new")
        shelf.answers["old"].set()
        assert await old is None
        assert new is not None
        assert [one.title for one in new] == ["new"]


async def test_a_passage_goes_to_the_cursor_of_its_own_draft(tmp_path: Path) -> None:
    async with office_with(Shelf(), tmp_path) as (office, articles):
        mira, jonas = await office.serve("Mira Holm", "Hi"), await office.serve("Jonas Berg", "Hi")
        office.workspace.drafts.edited(mira, "Hi! Bye", 3)
        draft = articles.insert(mira, PASSAGE)
        assert draft is not None
        assert (draft.text, draft.cursor) == ("Hi! Within 30 days. Bye", len("Hi! Within 30 days."))
        assert office.draft(jonas) == ""


async def test_a_link_goes_into_a_note_as_well(tmp_path: Path) -> None:
    async with office_with(Shelf(), tmp_path) as (office, articles):
        mira = await office.serve("Mira Holm", "Hi")
        draft = articles.insert(mira, PASSAGE, linked=True, mode=Mode.NOTE)
        assert draft is not None
        assert (draft.text, draft.mode) == (PASSAGE.url, Mode.NOTE)
        assert articles.insert(mira, Passage("a", "a", "a"), linked=True) is None
        assert office.draft(mira) == ""


async def test_what_is_noted_says_nothing_of_the_customer(tmp_path: Path) -> None:
    shelf = Shelf()
    async with office_with(shelf, tmp_path) as (office, articles):
        line = "Mira Holm, mira@example.com, +1 555 0134: can you engrave #48213? https://example.com/x"
        mira = await office.serve("Mira Holm", line)
        assert await articles.note_missing(mira) == ""
        assert await articles.note_missing(mira, "engraving for Mira") == ""
        assert [one.question for one in shelf.missing] == ["can you engrave", "engraving for"]
        assert {(one.agent, one.at) for one in shelf.missing} == {("Kim", office.clock.now())}


async def test_why_nothing_was_noted_is_said(tmp_path: Path) -> None:
    shelf = Shelf()
    async with office_with(shelf, tmp_path) as (office, articles):
        mira = await office.serve("Mira Holm", "48213")
        assert await articles.note_missing(mira) == "there is no question to note: type one"
        shelf.full = True
        assert await articles.note_missing(mira, "engraving") == "The disk is full."


async def test_articles_are_tended_beside_the_session(tmp_path: Path) -> None:
    shelf = Shelf()
    async with office_with(shelf, tmp_path):
        await asyncio.wait_for(shelf.tended.wait(), 30)


async def test_without_articles_nothing_is_found_and_nothing_breaks(tmp_path: Path) -> None:
    async with office_with(None, tmp_path) as (office, articles):
        mira = await office.serve("Mira Holm", "Hi")
        assert not articles.offered
        assert await articles.search(mira) == ()
        assert await articles.note_missing(mira) == "there are no help articles"
