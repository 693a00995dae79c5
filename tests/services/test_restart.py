"""What a console that was killed finds again: drafts, replies under way, failed ones; nothing twice."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from agent_console.backends.memory import MemoryWorld
from agent_console.domain.chat import ConversationId, Delivery, Mode
from tests.fakes import FrozenClock
from tests.services.office import Office


class Restart:
    """One console after the other on the same profile."""

    def __init__(self, directory: Path, clock: FrozenClock, world: MemoryWorld) -> None:
        self._directory = directory
        self._clock = clock
        self._world = world
        self.office = self._new()

    def _new(self) -> Office:
        office = Office(self._directory, self._clock, self._world)
        office.open()
        return office

    async def __call__(self) -> Office:
        """Kill the console and start the next one."""
        await self.office.crash()
        self.office = self._new()
        await self.office.until(lambda: self.office.workspace.desk.agent_name == "Kim")
        return self.office


@pytest.fixture
async def restart(tmp_path: Path, clock: FrozenClock, world: MemoryWorld) -> AsyncIterator[Restart]:
    restart = Restart(tmp_path / "profile", clock, world)
    yield restart
    await restart.office.leave()


async def returned(office: Office, *conversations: ConversationId) -> None:
    await office.until(lambda: all(c in office.workspace.desk for c in conversations))


async def test_drafts_of_three_panes_are_there_again(restart: Restart) -> None:
    first = restart.office
    chats = [await first.serve(name, "hello") for name in ("Ana", "Ben", "Cleo")]
    for number, chat in enumerate(chats):
        first.write(chat, f"draft {number}")
    second = await restart()
    await returned(second, *chats)
    assert [second.draft(chat) for chat in chats] == ["draft 0", "draft 1", "draft 2"]


async def test_replies_under_way_arrive_once_and_in_order(restart: Restart) -> None:
    first = restart.office
    ana = await first.serve("Ana", "hello")
    first.world.cut()
    await first.until(lambda: first.workspace.desk.link == "offline")
    for text in ("one", "two", "three"):
        first.reply(ana, text)
    await first.until(lambda: len(first.journal.outstanding()) == 3)
    first.world.restore()
    second = await restart()
    await second.arrived(ana, "hello", "one", "two", "three")
    await second.until(lambda: second.journal.outstanding() == [])


async def test_replies_under_way_show_while_they_wait(restart: Restart) -> None:
    first = restart.office
    ana = await first.serve("Ana", "hello")
    first.world.flowing.clear()
    first.reply(ana, "one")
    await first.until(lambda: len(first.journal.outstanding()) == 1)
    second = await restart()
    await returned(second, ana)
    assert [(m.text, m.delivery) for m in second.echoes(ana)] == [("one", Delivery.SENDING)]
    second.world.flowing.set()
    await second.arrived(ana, "hello", "one")


async def test_a_reply_that_arrived_before_the_kill_is_not_sent_again(restart: Restart) -> None:
    first = restart.office
    ana = await first.serve("Ana", "hello")
    first.world.losing_answers = 1_000_000
    first.reply(ana, "one")
    await first.until(lambda: first.texts(ana) == ["hello", "one"])
    first.world.losing_answers = 0
    second = await restart()
    await returned(second, ana)
    await second.arrived(ana, "hello", "one")
    await second.until(lambda: second.journal.outstanding() == [])


async def test_send_numbers_go_on_where_they_were(restart: Restart) -> None:
    first = restart.office
    ana = await first.serve("Ana", "hello")
    first.reply(ana, "one")
    await first.until(lambda: first.journal.numbers() == {ana: 1})
    second = await restart()
    await returned(second, ana)
    second.reply(ana, "two")
    await second.arrived(ana, "hello", "one", "two")


async def test_a_failed_reply_is_failed_still_and_can_be_sent(restart: Restart) -> None:
    first = restart.office
    ana = await first.serve("Ana", "hello")
    first.world.refusing = "the system is read-only"
    first.reply(ana, "one")
    await first.until(lambda: len(first.journal.rejected()) == 1)
    first.world.refusing = ""
    second = await restart()
    await returned(second, ana)
    assert [(m.delivery, m.failure) for m in second.echoes(ana)] == [
        (Delivery.FAILED, "the system is read-only")
    ]
    assert second.workspace.replies.retry(ana)
    await second.arrived(ana, "hello", "one")


async def test_failed_replies_of_a_chat_that_was_lost_meanwhile_are_kept(restart: Restart) -> None:
    first = restart.office
    ana = await first.serve("Ana", "hello")
    first.world.refusing = "the system is read-only"
    first.reply(ana, "one")
    await first.until(lambda: len(first.journal.rejected()) == 1)
    first.world.hand_over(ana, "Lee")
    second = await restart()
    assert [draft.text for draft in second.workspace.replies.orphans] == ["one"]


async def test_a_kill_before_the_reply_was_safe_leaves_it_as_the_draft(restart: Restart) -> None:
    first = restart.office
    ana = await first.serve("Ana", "hello")
    first.journal.turning.clear()
    first.reply(ana, "one")
    first.reply(ana, "two")
    first.write(ana, "typing on")
    second = await restart()
    await returned(second, ana)
    assert second.draft(ana).split("\n") == ["one", "two", "typing on"]
    assert len(second.journal.drafts()) == 1
    assert second.texts(ana) == ["hello"]


async def test_a_reply_that_came_back_does_not_leave_with_the_next_console(restart: Restart) -> None:
    first = restart.office
    ana = await first.serve("Ana", "hello")
    first.journal.torn = True
    first.reply(ana, "one")
    await first.until(lambda: first.draft(ana) == "one")
    await first.until(lambda: first.journal.outstanding() == [])
    second = await restart()
    await returned(second, ana)
    assert second.draft(ana) == "one"
    assert second.texts(ana) == ["hello"]


async def test_a_kill_after_the_reply_was_safe_leaves_no_draft_of_it(restart: Restart) -> None:
    first = restart.office
    ana = await first.serve("Ana", "hello")
    first.write(ana, "one")
    draft = first.workspace.desk.draft(ana)
    first.world.flowing.clear()
    first.workspace.replies.submit(ana)
    await first.until(lambda: len(first.journal.outstanding()) == 1)
    first.journal.save_draft(draft)
    second = await restart()
    await returned(second, ana)
    assert second.draft(ana) == ""
    assert second.journal.drafts() == []
    second.world.flowing.set()
    await second.arrived(ana, "hello", "one")


async def test_two_drafts_of_one_chat_become_one(restart: Restart) -> None:
    first = restart.office
    ana = await first.serve("Ana", "hello")
    first.write(ana, "one")
    draft = first.workspace.desk.draft(ana)
    first.write(ana, "")
    first.write(ana, "two")
    first.journal.save_draft(draft)
    second = await restart()
    await returned(second, ana)
    assert sorted(second.draft(ana).split("\n")) == ["one", "two"]
    assert len(second.journal.drafts()) == 1


async def test_a_note_and_a_reply_of_one_chat_are_there_again_and_the_newest_is_on_show(
    restart: Restart,
) -> None:
    first = restart.office
    ana = await first.serve("Ana", "hello")
    first.write(ana, "Dear Ana")
    first.workspace.drafts.switch(ana, Mode.NOTE)
    first.write(ana, "sounds cross")
    second = await restart()
    await returned(second, ana)
    assert second.workspace.desk.mode(ana) is Mode.NOTE
    assert second.draft(ana) == "sounds cross"
    assert second.workspace.desk.draft(ana, Mode.REPLY).text == "Dear Ana"
