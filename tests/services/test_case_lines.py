"""Earlier chats are read when somebody opens them, once, and a failure can be tried again."""

from dataclasses import replace

from agent_console.domain.chat import ConversationId
from agent_console.domain.record import Case, Freshness
from agent_console.services.case_lines import Reading
from tests.services.office import Office


async def _returned(office: Office) -> tuple[ConversationId, Case]:
    """Let a customer come again whose chat was closed, and return that chat."""
    ana = await office.serve("Ana", "Where is my parcel?")
    await office.workspace.holdings.close(ana)
    await office.until(lambda: ana not in office.workspace.desk)
    office.world.say(ana, "Hello again")
    await office.workspace.holdings.take(ana)
    await office.until(lambda: ana in office.workspace.desk and bool(office.workspace.records.of(ana).cases))
    return ana, office.workspace.records.of(ana).cases[0]


async def test_the_record_tells_earlier_chats_beside_what_connectors_found(office: Office) -> None:
    ana, case = await _returned(office)
    assert case.last_line == "Where is my parcel?"
    assert [source.name for source in office.workspace.records.of(ana).sources][-1] == "earlier chats"


async def test_nothing_is_read_before_somebody_opens_it(office: Office) -> None:
    ana, case = await _returned(office)
    lines = office.workspace.case_lines
    assert lines.of(ana, case) is None
    lines.read(ana, case)
    assert lines.of(ana, case) == Reading(Freshness.LOADING)
    await office.until(lambda: lines.of(ana, case) != Reading(Freshness.LOADING))
    reading = lines.of(ana, case)
    assert reading is not None
    assert [line.text for line in reading.lines] == ["Where is my parcel?"]
    lines.read(ana, case)
    assert lines.of(ana, case) is reading


async def test_a_failure_says_why_and_is_tried_again(office: Office) -> None:
    ana, case = await _returned(office)
    lines = office.workspace.case_lines
    unknown = replace(case, id="no such chat")
    lines.read(ana, unknown)
    await office.until(lambda: (r := lines.of(ana, unknown)) is not None and r.freshness is Freshness.FAILED)
    failed = lines.of(ana, unknown)
    assert failed is not None
    assert failed.failure
    lines.read(ana, unknown)
    again = lines.of(ana, unknown)
    assert again is not None
    assert again.freshness is Freshness.LOADING


async def test_lines_are_never_another_customers(office: Office) -> None:
    ana, case = await _returned(office)
    office.workspace.case_lines.read(ana, case)
    await office.until(lambda: office.workspace.case_lines.of(ana, case) != Reading(Freshness.LOADING))
    office.world.change(ana, office.customer("bo", "Bo"))
    await office.until(lambda: office.workspace.desk[ana].customer.name == "Bo")
    assert office.workspace.case_lines.of(ana, case) is None
