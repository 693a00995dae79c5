"""A delayed reply: it waits in sight, leaves by itself, and comes back whole when somebody says so."""

import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.backends.memory import MemoryWorld
from agent_console.domain.audit import Outcome
from agent_console.domain.chat import ConversationId, Delivery, Mode
from agent_console.domain.draft import Insertion
from agent_console.domain.events import Link
from agent_console.domain.stop import Stop
from agent_console.domain.verdict import Rule, Ruling
from tests.fakes import FrozenClock
from tests.services.caution import Suspicion, pass_time
from tests.services.office import Office


@pytest.fixture
def suspicion(monkeypatch: pytest.MonkeyPatch) -> Suspicion:
    found = Suspicion(monkeypatch)
    found.of("parcel")
    return found


pytestmark = pytest.mark.usefixtures("suspicion")


def delivered(office: Office, conversation: ConversationId) -> list[tuple[str, Delivery]]:
    return [(echo.text, echo.delivery) for echo in office.echoes(conversation)]


def outcomes(office: Office) -> list[Outcome]:
    return [line.outcome for line in office.journal.audited()]


async def label() -> AsyncIterator[bytes]:
    yield b"label"


async def saved(office: Office, count: int = 1) -> None:
    """Wait until so many replies wait in the journal, and the console knows."""
    await office.until(lambda: len(office.journal.delayed()) == count)
    waiting = [
        reply
        for conversation in office.workspace.desk.conversations
        if (countdown := office.workspace.delay.of(conversation)) is not None
        for reply in countdown.waiting
    ]
    await office.until(lambda: all(reply.saved for reply in waiting))


async def test_it_shows_as_delayed_and_the_composer_is_free(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    verdict = office.reply(ana, "your parcel left")
    assert (verdict.ruling, verdict.rule) == (Ruling.DELAY, Rule.FIT)
    assert delivered(office, ana) == [("your parcel left", Delivery.DELAYED)]
    assert office.draft(ana) == ""
    assert office.workspace.replies.held(ana) is None


async def test_the_customers_wait_goes_on(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.reply(ana, "your parcel left")
    assert office.workspace.desk[ana].waiting.since is not None


async def test_it_leaves_when_its_time_is_over_and_not_before(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.reply(ana, "your parcel left")
    await saved(office)
    pass_time(office, 3.5)
    assert delivered(office, ana) == [("your parcel left", Delivery.DELAYED)]
    assert office.texts(ana) == ["hello"]
    pass_time(office, 0.5)
    await office.arrived(ana, "hello", "your parcel left")
    await office.until(lambda: not office.journal.drafts() and not office.journal.delayed())
    await office.until(lambda: outcomes(office) == [Outcome.SENT])
    assert [line.ruling for line in office.journal.audited()] == [Ruling.DELAY]


async def test_it_leaves_without_anybody_looking(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.reply(ana, "your parcel left")
    await saved(office)

    def arrived() -> bool:
        office.clock.advance(0.005)
        return office.texts(ana) == ["hello", "your parcel left"]

    await office.until(arrived)


async def test_later_replies_wait_behind_it_in_order(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.reply(ana, "your parcel left")
    office.reply(ana, "it takes two days")
    office.reply(ana, "anything else?")
    await saved(office, 3)
    assert {delivery for _, delivery in delivered(office, ana)} == {Delivery.DELAYED}
    pass_time(office, 4)
    await office.arrived(ana, "hello", "your parcel left", "it takes two days", "anything else?")


async def test_a_second_one_has_a_countdown_of_its_own_that_is_seen(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.reply(ana, "your parcel left")
    pass_time(office, 2)
    office.reply(ana, "another parcel left")
    await saved(office, 2)
    pass_time(office, 2)
    await office.until(lambda: office.texts(ana) == ["hello", "your parcel left"])
    pass_time(office, 1.5)
    assert office.texts(ana) == ["hello", "your parcel left"]
    pass_time(office, 0.5)
    await office.arrived(ana, "hello", "your parcel left", "another parcel left")


async def test_a_note_does_not_wait(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.reply(ana, "your parcel left")
    office.workspace.drafts.switch(ana, Mode.NOTE)
    assert office.reply(ana, "she is angry about the parcel").ruling is Ruling.ALLOW
    await office.until(lambda: office.workspace.desk[ana].head == 2)
    assert delivered(office, ana) == [("your parcel left", Delivery.DELAYED)]


async def test_two_panes_count_down_by_themselves(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    ben = await office.serve("Ben", "hi")
    office.reply(ana, "your parcel left")
    pass_time(office, 2)
    office.reply(ben, "no parcel is missing")
    await saved(office, 2)
    pass_time(office, 2)
    await office.arrived(ana, "hello", "your parcel left")
    assert office.texts(ben) == ["hi"]
    assert office.workspace.delay.retract(ben)
    assert office.draft(ben) == "no parcel is missing"


async def test_a_file_waits_behind_it_and_is_stopped_with_it(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.reply(ana, "your parcel left")

    assert await office.workspace.attachments.send(ana, "label.txt", label(), 5) is None
    await saved(office, 2)
    assert office.workspace.delay.retract(ana)
    (echo,) = office.echoes(ana)
    assert (echo.delivery, echo.failure) == (Delivery.FAILED, "the reply before it was taken back")
    assert office.workspace.replies.retry(ana)
    await office.until(lambda: len(office.texts(ana)) == 2)


# Taking it back


async def test_taken_back_it_is_the_draft_again_with_its_fields(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.write(ana, "your parcel left")
    written = office.workspace.desk.draft(ana)
    source = Insertion("shop.left", (("agent.name", "Kim"),), written.customer)
    office.workspace.drafts.adopt(replace(written, stops=(Stop(5, 11, 1),), insertions=(source,)))
    office.workspace.replies.submit(ana)
    assert office.workspace.delay.retract(ana)
    draft = office.workspace.desk.draft(ana)
    assert (draft.text, draft.stops, draft.insertions) == ("your parcel left", (Stop(5, 11, 1),), (source,))
    assert office.echoes(ana) == ()
    await office.until(lambda: outcomes(office) == [Outcome.RETRACTED])
    pass_time(office, 10)
    assert office.texts(ana) == ["hello"]


async def test_what_was_typed_meanwhile_stands_below_it_with_all_fields_in_place(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.write(ana, "your parcel left")
    draft = office.workspace.desk.draft(ana)
    office.workspace.drafts.adopt(replace(draft, stops=(Stop(5, 11, 1),)))
    office.workspace.replies.submit(ana)
    office.write(ana, "and more")
    typed = office.workspace.desk.draft(ana)
    office.workspace.drafts.adopt(replace(typed, stops=(Stop(4, 8, 1),)))
    assert office.workspace.delay.retract(ana)
    whole = office.workspace.desk.draft(ana)
    assert whole.text == "your parcel left\nand more"
    assert {whole.text[stop.start : stop.end] for stop in whole.stops} == {"parcel", "more"}
    assert len({stop.group for stop in whole.stops}) == 2


async def test_what_was_to_follow_comes_back_with_it_in_order(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.reply(ana, "your parcel left")
    office.reply(ana, "it takes two days")
    office.write(ana, "anything el")
    assert office.workspace.delay.retract(ana)
    assert office.draft(ana) == "your parcel left\nit takes two days\nanything el"
    assert office.workspace.delay.of(ana) is None
    await office.until(lambda: not office.journal.delayed())


async def test_it_comes_back_in_the_mode_that_it_was_written_in(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.reply(ana, "your parcel left")
    office.workspace.drafts.switch(ana, Mode.NOTE)
    assert office.workspace.delay.retract(ana)
    assert office.workspace.desk.mode(ana) is Mode.REPLY


async def test_where_it_seems_meant_for_another_it_is_held_so_that_it_can_go_there(
    office: Office, suspicion: Suspicion
) -> None:
    ana, mira = await office.serve("Ana", "hello"), await office.serve("Mira", "hi")
    suspicion.of("lamp", suggestion=mira)
    office.reply(ana, "your lamp left")
    assert office.workspace.delay.retract(ana)
    held = office.workspace.replies.held(ana)
    assert held is not None
    assert (held.verdict.ruling, held.verdict.suggestion) == (Ruling.ASK, mira)


@pytest.mark.parametrize("more", ["", "and more"])
async def test_it_is_held_neither_for_a_chat_that_has_gone_nor_with_more_below_it(
    office: Office, suspicion: Suspicion, more: str
) -> None:
    ana, mira = await office.serve("Ana", "hello"), await office.serve("Mira", "hi")
    suspicion.of("lamp", suggestion=mira if more else ConversationId("gone"))
    office.reply(ana, "your lamp left")
    if more:
        office.write(ana, more)
    assert office.workspace.delay.retract(ana)
    assert office.workspace.replies.held(ana) is None


async def test_taken_back_it_is_one_draft_in_the_journal(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.reply(ana, "your parcel left")
    await saved(office)
    office.workspace.delay.retract(ana)
    office.write(ana, "your parcel waits")
    await office.until(lambda: [one.text for one in office.journal.drafts()] == ["your parcel waits"])


async def test_nothing_is_taken_back_where_nothing_waits(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.reply(ana, "hi")
    assert not office.workspace.delay.retract(ana)


async def test_a_reply_of_one_word_that_was_taken_back_is_sent_anew_under_a_new_id(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.reply(ana, "parcel")
    office.workspace.delay.retract(ana)
    office.reply(ana, "parcel")
    await saved(office)
    pass_time(office, 4)
    await office.arrived(ana, "hello", "parcel")
    await office.until(lambda: not office.journal.outstanding())


# Sending it now


async def test_a_key_ends_the_countdown(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.reply(ana, "your parcel left")
    await saved(office)
    pass_time(office, 1)
    assert office.workspace.delay.send_now(ana) is None
    await office.arrived(ana, "hello", "your parcel left")


async def test_a_key_that_comes_at_once_was_not_meant(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.reply(ana, "your parcel left")
    await saved(office)
    office.clock.advance(0.9)
    declined = office.workspace.delay.send_now(ana)
    assert declined is not None
    assert declined.code == "fast"
    assert office.texts(ana) == ["hello"]


async def test_there_is_nothing_to_send_where_nothing_waits(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    declined = office.workspace.delay.send_now(ana)
    assert declined is not None
    assert declined.code == "empty"


# Time


async def test_after_the_machine_slept_a_second_is_left(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.reply(ana, "your parcel left")
    await saved(office)
    office.clock.advance(3600)
    office.workspace.delay.look()
    countdown = office.workspace.delay.of(ana)
    assert countdown is not None
    assert countdown.seconds(office.clock.monotonic()) == 1
    assert office.texts(ana) == ["hello"]
    pass_time(office, 1)
    await office.arrived(ana, "hello", "your parcel left")


async def test_while_the_chat_system_is_gone_it_can_still_be_taken_back(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.reply(ana, "your parcel left")
    await saved(office)
    office.world.cut()
    await office.until(lambda: office.workspace.desk.link is Link.OFFLINE)
    pass_time(office, 60)
    assert delivered(office, ana) == [("your parcel left", Delivery.DELAYED)]
    office.world.restore()
    await office.until(lambda: office.workspace.desk.link is Link.ONLINE)
    pass_time(office, 0.5)
    assert office.texts(ana) == ["hello"]
    pass_time(office, 0.5)
    await office.arrived(ana, "hello", "your parcel left")


# Haste


async def came(office: Office, *conversations: ConversationId) -> None:
    for conversation in conversations:
        office.workspace.attention.came(conversation, office.clock.monotonic())


async def test_right_after_a_change_of_panes_a_reply_waits_two_seconds(office: Office) -> None:
    ana, ben = await office.serve("Ana", "hello"), await office.serve("Ben", "hi")
    await came(office, ben, ana)
    office.clock.advance(0.9)
    verdict = office.reply(ana, "of course")
    assert (verdict.ruling, verdict.rule, verdict.delay) == (
        Ruling.DELAY,
        Rule.HASTE,
        timedelta(seconds=2),
    )
    await saved(office)
    pass_time(office, 2)
    await office.arrived(ana, "hello", "of course")
    office.clock.advance(0.2)
    assert office.reply(ana, "anything else?").ruling is Ruling.ALLOW


async def test_a_second_after_it_a_reply_leaves_at_once(office: Office) -> None:
    ana, ben = await office.serve("Ana", "hello"), await office.serve("Ben", "hi")
    await came(office, ben, ana)
    office.clock.advance(1)
    assert office.reply(ana, "of course").ruling is Ruling.ALLOW


async def test_with_one_chat_nobody_is_hasty(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    await came(office, ana)
    assert office.reply(ana, "of course").ruling is Ruling.ALLOW


# The chat goes away


async def test_a_chat_in_which_a_reply_waits_is_not_given_away(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.reply(ana, "your parcel left")
    workspace = office.workspace
    given = (await workspace.holdings.close(ana), await workspace.actions.hand_over(ana, queue="billing"))
    assert [declined and declined.code for declined in given] == ["waits", "waits"]
    assert workspace.delay.retract(ana)
    assert await workspace.holdings.close(ana) is None


async def test_when_the_chat_is_handed_over_it_is_a_draft_with_the_reason(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.reply(ana, "your parcel left")
    office.write(ana, "and")
    office.world.hand_over(ana, "Lee")
    await office.until(lambda: ana not in office.workspace.desk)
    assert [draft.text for draft in office.workspace.replies.orphans] == ["your parcel left\nand"]
    assert "not sent to Ana" in office.workspace.replies.trouble
    held = office.workspace.replies.held(ana)
    assert held is not None
    assert "not sent" in held.verdict.reason
    pass_time(office, 10)
    assert office.texts(ana) == ["hello"]
    await office.until(lambda: not office.journal.delayed())


# The disk and the end of the console


async def test_what_the_disk_refuses_is_the_draft_again(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.journal.full = True
    office.reply(ana, "your parcel left")
    await office.until(lambda: office.draft(ana) == "your parcel left")
    held = office.workspace.replies.held(ana)
    assert held is not None
    assert "full" in held.verdict.reason
    office.journal.full = False
    pass_time(office, 10)
    assert office.texts(ana) == ["hello"]


async def test_one_that_is_taken_back_before_it_is_on_disk_leaves_no_trace(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.journal.turning.clear()
    office.reply(ana, "your parcel left")
    pass_time(office, 10)
    assert office.texts(ana) == ["hello"]
    assert office.workspace.delay.retract(ana)
    office.journal.turning.set()
    await office.until(lambda: outcomes(office) == [Outcome.RETRACTED])
    await office.until(lambda: not office.journal.delayed())
    assert office.journal.outstanding() == []


Ending = Callable[[Office], Awaitable[None]]


@pytest.mark.parametrize("ending", [Office.crash, Office.leave], ids=["kill", "quit"])
async def test_after_the_end_of_the_console_it_is_a_draft_unsent(
    tmp_path: Path, clock: FrozenClock, world: MemoryWorld, ending: Ending
) -> None:
    office = await opened(tmp_path, clock, world)
    ana = await office.serve("Ana", "hello")
    office.reply(ana, "your parcel left")
    office.reply(ana, "it takes two days")
    office.write(ana, "anything el")
    await saved(office, 2)
    await ending(office)
    again = await opened(tmp_path, clock, world)
    await again.until(lambda: ana in again.workspace.desk)
    assert again.draft(ana) == "your parcel left\nit takes two days\nanything el"
    held = again.workspace.replies.held(ana)
    assert held is not None
    assert "not sent" in held.verdict.reason
    await again.until(lambda: not again.journal.delayed())
    pass_time(again, 10)
    assert again.texts(ana) == ["hello"]
    await again.leave()


async def test_a_power_cut_that_loses_the_draft_loses_nothing(
    tmp_path: Path, clock: FrozenClock, world: MemoryWorld
) -> None:
    office = await opened(tmp_path, clock, world)
    ana = await office.serve("Ana", "hello")
    office.reply(ana, "your parcel left")
    await saved(office)
    await office.crash()
    with closing(sqlite3.connect(tmp_path / "profile" / "drafts.db")) as drafts, drafts:
        drafts.execute("DELETE FROM draft")
    again = await opened(tmp_path, clock, world)
    await again.until(lambda: ana in again.workspace.desk)
    assert again.draft(ana) == "your parcel left"
    await again.leave()


async def opened(folder: Path, clock: FrozenClock, world: MemoryWorld) -> Office:
    office = Office(folder / "profile", clock, world)
    office.open()
    await office.until(lambda: office.workspace.desk.agent_name == "Kim")
    return office
