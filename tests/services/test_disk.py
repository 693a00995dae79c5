"""A full disk: nothing is lost, it is said, and it heals by itself."""

from dataclasses import replace

from agent_console.domain.chat import Delivery
from agent_console.domain.stop import Stop
from agent_console.domain.verdict import Rule, Ruling
from tests.services.office import Office


async def test_a_reply_that_the_disk_refused_comes_back_to_the_front(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.journal.full = True
    office.reply(ana, "one")
    office.reply(ana, "two")
    office.write(ana, "typing on")
    await office.until(lambda: office.draft(ana) == "one\ntwo\ntyping on")
    assert office.echoes(ana) == ()
    hold = office.workspace.replies.held(ana)
    assert hold is not None
    assert (hold.verdict.ruling, hold.verdict.rule) == (Ruling.REFUSE, Rule.UNSENDABLE)
    assert "full" in hold.verdict.reason
    assert office.texts(ana) == ["hello"]


async def test_the_cursor_stays_with_what_is_being_typed(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.journal.full = True
    office.reply(ana, "one")
    office.workspace.drafts.edited(ana, "abc", 1)
    await office.until(lambda: office.draft(ana) == "one\nabc")
    assert office.workspace.desk.draft(ana).cursor == len("one\na")


async def test_a_draft_that_comes_back_is_as_it_was(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    desk, drafts = office.workspace.desk, office.workspace.drafts
    stops = (Stop(3, 6, 1), Stop(10, 10, 0))
    desk.write(replace(drafts.edited(ana, "Hi Ana, ok", 6), stops=stops, at=0))
    office.journal.full = True
    assert office.workspace.replies.submit(ana).ruling is Ruling.ALLOW
    await office.until(lambda: office.draft(ana) != "")
    back = desk.draft(ana)
    assert (back.text, back.cursor, back.stops) == ("Hi Ana, ok", 6, stops)
    forward = office.workspace.fields.next(ana)
    assert forward is not None
    assert forward.active == stops[1]


async def test_a_returned_reply_can_be_sent_when_there_is_space(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.journal.full = True
    office.reply(ana, "one")
    await office.until(lambda: office.draft(ana) == "one")
    office.journal.full = False
    assert office.workspace.replies.submit(ana).ruling is Ruling.ALLOW
    await office.arrived(ana, "hello", "one")
    await office.until(lambda: office.journal.outstanding() == [])
    assert office.journal.drafts() == []


async def test_an_acknowledgement_that_the_disk_refused_is_written_later(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.world.flowing.clear()
    office.reply(ana, "one")
    await office.until(lambda: office.echoes(ana)[0].delivery is Delivery.SENDING)
    await office.until(lambda: office.journal.outstanding()[0].number == 1)
    office.journal.full = True
    office.world.flowing.set()
    await office.arrived(ana, "hello", "one")
    await office.until(lambda: "full" in office.workspace.replies.trouble)
    office.journal.full = False
    await office.until(lambda: office.journal.outstanding() == [])
    await office.until(lambda: office.workspace.replies.trouble == "")


async def test_quitting_does_not_wait_for_space(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.world.refusing = "the system is read-only"
    office.reply(ana, "one")
    await office.until(lambda: len(office.journal.rejected()) == 1)
    office.journal.full = True
    assert office.workspace.replies.take_back(ana)
    await office.until(lambda: office.workspace.replies.trouble != "")
    await office.workspace.session.aclose()
    await office.ended()
    assert len(office.journal.rejected()) == 1


async def test_a_draft_that_the_disk_refused_is_kept_in_memory_and_said(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.journal.full = True
    office.write(ana, "one")
    assert "full" in office.workspace.drafts.trouble
    assert office.draft(ana) == "one"
    office.journal.full = False
    office.write(ana, "one more")
    assert office.workspace.drafts.trouble == ""


async def test_leaving_writes_what_the_disk_refused_before(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.journal.full = True
    office.write(ana, "one")
    office.journal.full = False
    await office.workspace.session.aclose()
    assert [draft.text for draft in office.journal.drafts()] == ["one"]


async def test_when_there_is_space_again_the_journal_catches_up(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    ben = await office.serve("Ben", "hello")
    office.write(ana, "one")
    office.journal.full = True
    office.workspace.replies.submit(ana)
    await office.until(lambda: office.draft(ana) == "one")
    office.write(ben, "two")
    office.journal.full = False
    office.write(ben, "two more")
    assert sorted(draft.text for draft in office.journal.drafts()) == ["one", "two more"]
