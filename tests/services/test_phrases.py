"""Phrases at work: what is learnt from this desk's replies, when, and to whom it is offered."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from agent_console.backends.memory import MemoryWorld
from agent_console.domain.chat import ConversationId, Mode
from agent_console.domain.phrase import Lesson
from agent_console.domain.verdict import Ruling
from agent_console.services.phrases import SETTLED
from agent_console.storage.paths import ProfilePaths
from agent_console.storage.phrase_book import SqlitePhrases
from tests.fakes import FrozenClock
from tests.services.office import Office
from tests.storage.disk import full_disk

NAMES = ("Mira Holm", "Jonas Berg", "Tove Lie")
ANSWER = "Your parcel left us this morning, {}, and will be with you soon."
QUESTION = "Where is my parcel?"


class Store(SqlitePhrases):
    """A real store that counts what it holds, so that a test need not read the file while it is written."""

    def __init__(self, folder: Path) -> None:
        super().__init__(ProfilePaths(folder))
        self.kept = 0

    def keep(self, lessons: Sequence[Lesson]) -> None:
        """Keep what some replies add."""
        super().keep(lessons)
        self.kept = len(self.read().replies)


class Desk:
    """An office that learns, and its profile on disk."""

    def __init__(self, folder: Path, clock: FrozenClock) -> None:
        self.store = Store(folder)
        self.office = Office(folder, clock, MemoryWorld(clock), phrases=self.store)

    async def answer(
        self, name: str, reply: str, question: str = QUESTION, language: str = ""
    ) -> ConversationId:
        """Serve a customer, and see the reply arrive."""
        conversation = await self.office.serve(name, question, language=language)
        assert self.office.reply(conversation, reply).ruling is Ruling.ALLOW
        await self.office.arrived(conversation, question, reply)
        return conversation

    async def learnt(self, count: int) -> None:
        """Wait until so many replies are kept."""
        await self.office.until(lambda: self.store.kept == count)

    async def teach(self) -> None:
        """Answer three customers the same, and let that settle."""
        for name in NAMES:
            await self.answer(name, ANSWER.format(name.split()[0]))
        self.office.clock.advance(SETTLED.total_seconds())
        await self.learnt(len(NAMES))

    async def rest(self, conversation: ConversationId, written: str) -> str:
        """Return what is offered behind a text, once anything is."""
        self.office.write(conversation, written)
        draft = self.office.workspace.desk.draft(conversation)
        await self.office.until(lambda: self.office.workspace.phrases.rest(draft) != "")
        return self.office.workspace.phrases.rest(draft)


@pytest.fixture
async def desk(tmp_path: Path, clock: FrozenClock) -> Desk:
    made = Desk(tmp_path, clock)
    made.office.open()
    return made


async def test_what_three_customers_were_told_is_offered_to_the_fourth_by_name(desk: Desk) -> None:
    await desk.teach()
    ida = await desk.office.serve("Ida Vik", QUESTION)
    assert await desk.rest(ida, "Your p") == "arcel left us this morning, Ida, and will be with you soon."
    await desk.office.leave()


async def test_an_empty_draft_is_offered_an_answer_only_while_the_customer_waits(desk: Desk) -> None:
    await desk.teach()
    ida = await desk.office.serve("Ida Vik", QUESTION)
    assert await desk.rest(ida, "") == ANSWER.format("Ida")
    desk.office.reply(ida, "One moment.")
    await desk.office.arrived(ida, QUESTION, "One moment.")
    assert desk.office.workspace.phrases.rest(desk.office.workspace.desk.draft(ida)) == ""
    await desk.office.leave()


async def test_nothing_is_offered_in_a_note_or_within_a_text(desk: Desk) -> None:
    await desk.teach()
    ida = await desk.office.serve("Ida Vik", QUESTION)
    assert await desk.rest(ida, "Your p")
    workspace = desk.office.workspace
    workspace.drafts.placed(ida, 3)
    assert workspace.phrases.rest(workspace.desk.draft(ida)) == ""
    workspace.drafts.edited(ida, "Your p", 6, Mode.NOTE)
    assert workspace.phrases.rest(workspace.desk.draft(ida, Mode.NOTE)) == ""
    await desk.office.leave()


async def test_a_reply_is_learnt_only_when_it_cannot_be_taken_back_any_more(desk: Desk) -> None:
    await desk.answer("Mira Holm", "One moment.")
    desk.office.clock.advance(SETTLED.total_seconds() - 11)
    await desk.answer("Jonas Berg", "I look into it.")
    desk.office.clock.advance(1)
    await desk.learnt(1)
    desk.office.clock.advance(SETTLED.total_seconds())
    await desk.learnt(2)
    await desk.office.leave()


async def test_the_last_reply_is_learnt_when_the_conversation_ends(desk: Desk) -> None:
    mira = await desk.answer("Mira Holm", "Goodbye then.")
    assert await desk.office.workspace.holdings.close(mira) is None
    await desk.learnt(1)
    await desk.office.leave()


async def test_the_next_start_offers_what_was_learnt_and_learns_nothing_twice(
    desk: Desk, tmp_path: Path
) -> None:
    await desk.teach()
    await desk.office.crash()
    again = Desk(tmp_path, desk.office.clock)
    again.office = Office(tmp_path, desk.office.clock, desk.office.world, phrases=again.store)
    again.office.open()
    ida = await again.office.serve("Ida Vik", QUESTION)
    assert await again.rest(ida, "Your p")
    await again.office.leave()
    assert len(again.store.read().replies) == len(NAMES)


async def test_a_full_disk_is_told_and_offers_go_on(desk: Desk) -> None:
    await desk.teach()
    workspace = desk.office.workspace
    ida = await desk.answer("Ida Vik", "Goodbye.")
    with full_disk():
        desk.office.clock.advance(SETTLED.total_seconds())
        await desk.office.until(lambda: "phrases.db cannot be used" in workspace.phrases.trouble)
    assert await desk.rest(ida, "Your p")
    await desk.learnt(len(NAMES) + 1)
    await desk.office.until(lambda: workspace.phrases.trouble == "")
    await desk.office.leave()


async def test_without_a_store_nothing_is_offered(tmp_path: Path, clock: FrozenClock) -> None:
    office = Office(tmp_path, clock, MemoryWorld(clock))
    office.open()
    ida = await office.serve("Ida Vik", QUESTION)
    office.write(ida, "Your")
    assert office.workspace.phrases.rest(office.workspace.desk.draft(ida)) == ""
    await office.leave()


async def test_what_is_learnt_in_one_language_is_offered_where_it_is_only_heard(desk: Desk) -> None:
    question = "Guten Tag, wo ist meine Bestellung? Sie ist noch nicht angekommen, bitte helfen Sie mir."
    for name in NAMES:
        await desk.answer(name, "Ihr Paket ist unterwegs zu Ihnen.", question, "de")
    desk.office.clock.advance(SETTLED.total_seconds())
    await desk.learnt(len(NAMES))
    ida = await desk.office.serve("Ida Vik", question)
    assert await desk.rest(ida, "Ihr P") == "aket ist unterwegs zu Ihnen."
    await desk.office.leave()


async def test_without_a_store_no_conversation_is_remembered(tmp_path: Path, clock: FrozenClock) -> None:
    office = Office(tmp_path, clock, MemoryWorld(clock))
    office.open()
    ida = await office.serve("Ida Vik", QUESTION)
    assert await office.workspace.holdings.close(ida) is None
    await office.until(lambda: ida not in office.workspace.desk)
    assert not office.workspace.phrases._seen
    await office.leave()


async def test_a_damaged_file_is_told_of_also_after_new_phrases_are_kept(
    tmp_path: Path, clock: FrozenClock
) -> None:
    ProfilePaths(tmp_path).phrases.write_bytes(b"no phrases, but letters" * 100)
    desk = Desk(tmp_path, clock)
    desk.office.open()
    await desk.office.until(lambda: "is damaged" in desk.office.workspace.phrases.trouble)
    await desk.teach()
    assert "is damaged" in desk.office.workspace.phrases.trouble
    await desk.office.leave()
