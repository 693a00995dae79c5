"""Taking back what has left: deleted at the chat system, a draft again here, and nothing lost on the way."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.backends.memory import MemoryBackend, MemoryWorld
from agent_console.domain.action import Deed
from agent_console.domain.audit import Outcome
from agent_console.domain.chat import ConversationId, Delivery, Mode
from agent_console.domain.stop import Stop
from agent_console.ports import Declined
from tests.fakes import FrozenClock
from tests.services.office import Office


async def sent(office: Office, text: str = "your parcel left") -> ConversationId:
    """Send a reply to Ana that has arrived."""
    ana = await office.serve("Ana", "hello")
    office.reply(ana, text)
    await office.arrived(ana, "hello", text)
    await office.until(lambda: len(office.journal.audited()) == 1)
    return ana


async def recalled(office: Office, conversation: ConversationId) -> Declined | None:
    return await office.workspace.recall.last(conversation)


def outcomes(office: Office) -> list[Outcome]:
    return [line.outcome for line in office.journal.audited()]


async def test_it_is_deleted_there_and_a_draft_here(office: Office) -> None:
    ana = await sent(office)
    assert await recalled(office, ana) is None
    await office.until(lambda: office.draft(ana) == "your parcel left")
    await office.until(lambda: office.workspace.desk[ana].shown[-1].delivery is Delivery.RECALLED)
    assert office.texts(ana) == ["hello", ""]
    await office.until(lambda: outcomes(office) == [Outcome.SENT, Outcome.RECALLED])
    one, two = office.journal.audited()
    assert one.draft == two.draft
    assert len(office.journal.drafts()) == 1


async def test_its_fields_come_back_with_it_above_what_is_being_written(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.write(ana, "your parcel left")
    office.workspace.drafts.adopt(replace(office.workspace.desk.draft(ana), stops=(Stop(5, 11, 1),)))
    office.workspace.replies.submit(ana)
    await office.arrived(ana, "hello", "your parcel left")
    office.write(ana, "and")
    assert await recalled(office, ana) is None
    draft = office.workspace.desk.draft(ana)
    (stop,) = draft.stops
    assert (draft.text, stop.start, stop.end) == ("your parcel left\nand", 5, 11)


async def test_it_can_be_sent_again_and_arrives_as_a_message_of_its_own(office: Office) -> None:
    ana = await sent(office)
    await recalled(office, ana)
    office.workspace.replies.submit(ana)
    await office.until(lambda: office.texts(ana) == ["hello", "", "your parcel left"])


async def test_the_last_one_goes_and_then_the_one_before(office: Office) -> None:
    ana = await sent(office, "one")
    office.reply(ana, "two")
    await office.arrived(ana, "hello", "one", "two")
    assert await recalled(office, ana) is None
    await office.until(lambda: office.texts(ana) == ["hello", "one", ""])
    await office.until(lambda: office.workspace.desk[ana].shown[-1].delivery is Delivery.RECALLED)
    assert await recalled(office, ana) is None
    await office.until(lambda: office.texts(ana) == ["hello", "", ""])
    assert office.draft(ana) == "two\none"


async def test_what_a_colleague_wrote_since_stays_there(office: Office) -> None:
    ana = await sent(office)
    office.world.colleague_says(ana, "Lee", "one moment")
    await office.arrived(ana, "hello", "your parcel left", "one moment")
    assert await recalled(office, ana) is None
    await office.until(lambda: office.texts(ana) == ["hello", "", "one moment"])


async def test_words_that_were_put_in_its_place_come_back(office: Office) -> None:
    ana = await sent(office)
    sequence = office.workspace.desk[ana].head
    assert await office.workspace.actions.edit_own(ana, sequence, "your parcel waits") is None
    await office.until(lambda: office.workspace.desk[ana].shown[-1].text == "your parcel waits")
    assert await recalled(office, ana) is None
    assert office.draft(ana) == "your parcel waits"


async def test_a_note_is_recalled_as_a_note(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.workspace.drafts.switch(ana, Mode.NOTE)
    office.reply(ana, "she is angry")
    await office.until(lambda: office.workspace.desk[ana].head == 2)
    await office.until(lambda: outcomes(office) == [Outcome.SENT])
    office.workspace.drafts.switch(ana, Mode.REPLY)
    assert await recalled(office, ana) is None
    assert (office.workspace.desk.mode(ana), office.draft(ana)) == (Mode.NOTE, "she is angry")


# When it cannot be


async def test_after_a_minute_it_is_too_late(office: Office) -> None:
    ana = await sent(office)
    office.clock.advance(61)
    declined = await recalled(office, ana)
    assert declined == Declined("Your last message here left more than 60 seconds ago.", "late")
    assert office.texts(ana) == ["hello", "your parcel left"]
    assert office.draft(ana) == ""


async def test_what_was_never_sent_cannot_come_back(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    declined = await recalled(office, ana)
    assert declined is not None
    assert declined.code == "empty"


async def test_what_is_on_its_way_must_arrive_first(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.world.cut()
    office.reply(ana, "your parcel left")
    declined = await recalled(office, ana)
    assert declined is not None
    assert declined.code == "under_way"


async def test_a_system_that_cannot_says_so(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    ana = await sent(office)
    able = office.backend.capabilities
    without = replace(able, deeds=able.deeds - {Deed.DELETE_MESSAGE})
    monkeypatch.setattr(MemoryBackend, "capabilities", without)
    declined = await recalled(office, ana)
    assert declined is not None
    assert declined.code == "unable"


async def test_when_it_is_declined_the_message_stands_and_there_is_no_draft(office: Office) -> None:
    ana = await sent(office)
    office.world.hand_over(ana, "Lee")
    declined = await recalled(office, ana)
    assert declined is not None
    assert declined.code == "fence"
    assert office.texts(ana) == ["hello", "your parcel left"]
    assert office.journal.drafts() == []


async def test_when_nobody_knows_the_text_comes_back_with_the_news(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = await sent(office)
    answered = MemoryBackend.perform

    async def lost(*what: object) -> Declined:
        assert await answered(*what) is None  # type: ignore[arg-type]  # what the console gave
        return Declined("The chat system cannot be reached.", "offline")

    monkeypatch.setattr(MemoryBackend, "perform", lost)
    declined = await recalled(office, ana)
    assert declined is not None
    assert declined.code == "offline"
    await office.until(lambda: office.draft(ana) == "your parcel left")
    await office.until(lambda: outcomes(office) == [Outcome.SENT, Outcome.RECALLED])
    assert len(office.journal.drafts()) == 1


async def test_a_console_that_is_killed_meanwhile_loses_nothing(
    tmp_path: Path, clock: FrozenClock, world: MemoryWorld
) -> None:
    office = Office(tmp_path / "profile", clock, world)
    office.open()
    await office.until(lambda: office.workspace.desk.agent_name == "Kim")
    ana = await sent(office)
    world.cut()
    assert await recalled(office, ana) is not None
    await office.crash()
    world.restore()
    again = Office(tmp_path / "profile", clock, world)
    again.open()
    await again.until(lambda: ana in again.workspace.desk)
    assert again.draft(ana) == "your parcel left"
    await again.leave()


async def test_asking_again_before_the_answer_keeps_one_draft_of_it(office: Office) -> None:
    ana = await sent(office)
    office.world.cut()
    for _ in range(2):
        declined = await recalled(office, ana)
        assert declined is not None
        assert declined.code == "offline"
    assert [one.text for one in office.journal.drafts()] == ["your parcel left"]


# Sent elsewhere


async def test_what_was_recalled_and_sent_to_another_is_told_as_resent(office: Office) -> None:
    ana = await sent(office, "Hi! Your parcel 10001 leaves today, promised.")
    mira = await office.serve("Mira", "hi")
    await recalled(office, ana)
    office.reply(mira, "Hi Mira! Your parcel 10001 leaves today, promised.")
    await office.until(lambda: outcomes(office)[-1] is Outcome.RESENT)
    wrong, resent = office.journal.audited()[0], office.journal.audited()[-1]
    assert (resent.draft, resent.conversation) == (wrong.draft, ana)
    office.reply(mira, "Hi! Your parcel 10001 leaves today, promised.")
    await office.until(lambda: len(outcomes(office)) == 5)
    assert outcomes(office)[-1] is Outcome.SENT


@pytest.mark.parametrize(
    ("text", "minutes"), [("Is there anything else that I can do?", 0), ("your parcel left", 11)]
)
async def test_other_words_or_a_later_time_are_no_resending(office: Office, text: str, minutes: int) -> None:
    ana = await sent(office)
    mira = await office.serve("Mira", "hi")
    await recalled(office, ana)
    office.clock.advance(timedelta(minutes=minutes).total_seconds())
    office.reply(mira, text)
    await office.until(lambda: outcomes(office) == [Outcome.SENT, Outcome.RECALLED, Outcome.SENT])


async def test_sending_it_to_the_same_customer_again_is_no_resending(office: Office) -> None:
    ana = await sent(office)
    await recalled(office, ana)
    office.workspace.replies.submit(ana)
    await office.until(lambda: outcomes(office) == [Outcome.SENT, Outcome.RECALLED, Outcome.SENT])


async def test_a_key_that_is_pressed_twice_brings_the_text_back_once(office: Office) -> None:
    ana = await sent(office)
    assert list(await asyncio.gather(recalled(office, ana), recalled(office, ana))) == [None, None]
    assert office.draft(ana) == "your parcel left"
    await office.until(lambda: office.workspace.desk[ana].shown[-1].delivery is Delivery.RECALLED)
    await office.until(lambda: outcomes(office) == [Outcome.SENT, Outcome.RECALLED])
