"""Subjects: read ahead in small steps, complete at the moment they are asked for."""

import pytest

from agent_console.domain.record import Freshness, Order, Record
from agent_console.guard.subject import Subject
from agent_console.services.record_shelf import RecordShelf
from agent_console.services.subjects import AT_ONCE, MOST_AT_ENTER, MUCH, MUCH_AT_ENTER, Subjects
from tests.services.office import Office


def subjects(office: Office) -> tuple[Subjects, RecordShelf]:
    records = office.workspace.records
    return Subjects(office.workspace.desk, records), records


async def test_a_subject_is_complete_when_it_is_asked_for(office: Office) -> None:
    ana = await office.serve("Ana", *(f"my order is {40000 + n}" for n in range(3 * AT_ONCE)))
    read, records = subjects(office)
    assert read.of(ana) == Subject.of(office.workspace.desk[ana], records.of(ana))


async def test_a_subject_hears_what_is_new(office: Office) -> None:
    ana = await office.serve("Ana", "my order is 40001")
    read, records = subjects(office)
    read.of(ana)
    office.world.say(ana, "no, it is 40002")
    await office.until(lambda: office.workspace.desk[ana].head == 2)
    assert read.of(ana) == Subject.of(office.workspace.desk[ana], records.of(ana))


async def test_a_subject_is_read_anew_when_its_record_comes(office: Office) -> None:
    customer = office.customer("ana", "Ana").id
    office.records.known["Ana"] = Record(customer, Freshness.FRESH, (Order("40001"),))
    office.records.answering.clear()
    ana = await office.serve("Ana", "hello")
    read, records = subjects(office)
    assert not read.of(ana).holds("40001")
    office.records.answering.set()
    await office.until(lambda: records.of(ana).freshness is Freshness.FRESH)
    assert read.of(ana).holds("40001")
    assert read.of(ana) == Subject.of(office.workspace.desk[ana], records.of(ana))


async def test_what_was_taken_back_never_stood_there(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    read, _records = subjects(office)
    office.reply(ana, "Die Bestellung 40002 ist storniert")
    await office.arrived(ana, "hello", "Die Bestellung 40002 ist storniert")
    assert read.of(ana).holds("40002")
    assert await office.workspace.recall.last(ana) is None
    await office.until(lambda: office.workspace.desk[ana].amendments == 1)
    subject = read.of(ana)
    assert not subject.holds("40002")
    assert [turn.text for turn in subject.dialogue.turns] == ["hello"]
    office.world.say(ana, "40003")
    await office.until(lambda: office.workspace.desk[ana].head == 4)
    assert [turn.text for turn in read.of(ana).dialogue.turns] == ["hello", "40003"]


async def test_at_enter_of_much_unread_text_the_newest_is_read(office: Office) -> None:
    lines = [f"my order is {40000 + number}" for number in range(MOST_AT_ENTER + 5)]
    ana = await office.serve("Ana", *lines)
    read, records = subjects(office)
    brief = read.of(ana)
    assert len(brief.dialogue.turns) == MOST_AT_ENTER
    assert not brief.holds("40000")
    assert brief.holds("40005")
    office.world.say(ana, "it is 50000")
    await office.until(lambda: office.workspace.desk[ana].head == len(lines) + 1)
    assert read.of(ana) is brief
    assert brief.holds("50000")
    await read._read_on(ana)
    assert read.of(ana) == Subject.of(office.workspace.desk[ana], records.of(ana))


async def test_at_enter_long_messages_are_fewer(office: Office) -> None:
    ana = await office.serve("Ana", "first", *("1 " * (MUCH_AT_ENTER // 2) for _ in range(3)))
    read, _records = subjects(office)
    assert len(read.of(ana).dialogue.turns) == 1


async def test_in_a_long_chat_an_edit_does_not_have_everything_read_at_enter(office: Office) -> None:
    ana = await office.serve("Ana", *(f"line {number}" for number in range(MOST_AT_ENTER)))
    office.reply(ana, "Die Bestellung 40002 ist storniert")
    await office.until(lambda: office.workspace.desk[ana].head == MOST_AT_ENTER + 1)
    read, _records = subjects(office)
    await read._read_on(ana)
    assert len(read.of(ana).dialogue.turns) == MOST_AT_ENTER + 1
    assert await office.workspace.recall.last(ana) is None
    await office.until(lambda: office.workspace.desk[ana].amendments == 1)
    brief = read.of(ana)
    assert not brief.holds("40002")
    assert len(brief.dialogue.turns) < MOST_AT_ENTER
    await read._read_on(ana)
    assert len(read.of(ana).dialogue.turns) == MOST_AT_ENTER


async def test_of_the_longest_chats_the_newest_messages_are_read_ahead(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agent_console.services.subjects.MOST_HEARD", 8)
    ana = await office.serve("Ana", *(f"my order is {40000 + number}" for number in range(10)))
    read, _records = subjects(office)
    await read._read_on(ana)
    assert [len(read.of(ana).dialogue.turns), read.of(ana).holds("40001")] == [8, False]


async def test_others_are_all_but_one(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    ben = await office.serve("Ben", "hello")
    read, _records = subjects(office)
    assert [subject.conversation for subject in read.others(ana)] == [ben]


async def test_watching_reads_ahead_in_small_steps(office: Office) -> None:
    ana = await office.serve("Ana", *(f"my order is {40000 + n}" for n in range(3 * AT_ONCE)))
    read, _records = subjects(office)
    steps = read._read_on(ana)  # the steps themselves are what the test is about
    steps.send(None)
    assert read._known[ana].head == AT_ONCE
    await office.until(lambda: office.workspace.desk[ana].head == 3 * AT_ONCE)
    await read._read_on(ana)
    assert read._known[ana].head == 3 * AT_ONCE
    steps.close()


async def test_long_messages_are_read_in_smaller_steps(office: Office) -> None:
    ana = await office.serve("Ana", *("1 " * MUCH for _ in range(3)))
    read, _records = subjects(office)
    steps = read._read_on(ana)
    steps.send(None)
    assert read._known[ana].head == 1
    steps.close()


async def test_a_chat_that_leaves_is_read_no_further(office: Office) -> None:
    ana = await office.serve("Ana", *(f"line {n}" for n in range(3 * AT_ONCE)))
    read, _records = subjects(office)
    steps = read._read_on(ana)
    steps.send(None)
    office.world.hand_over(ana, "Lee")
    await office.until(lambda: ana not in office.workspace.desk)
    read.discard(ana)
    with pytest.raises(StopIteration):
        steps.send(None)
    assert ana not in read._known
