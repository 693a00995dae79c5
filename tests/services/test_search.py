"""Words are found in every open conversation and in earlier chats, also while more is said."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from agent_console.domain.chat import ConversationId
from agent_console.domain.customer import CustomerId
from agent_console.domain.events import ConversationEnded
from agent_console.domain.record import Case, CaseLine, Contact, Freshness, Record
from agent_console.domain.transcript_search import Findings, Source
from agent_console.services.search import MOST_LISTED, Progress
from tests.fakes import START
from tests.services.office import Office


def _texts(findings: Findings) -> list[str]:
    return [hit.spoken.text for hit in findings.hits]


async def _returned(office: Office, name: str, *before: str) -> ConversationId:
    """Let a customer come again after a chat in which those lines were said."""
    conversation = await office.serve(name, *before)
    await office.workspace.holdings.close(conversation)
    await office.until(lambda: conversation not in office.workspace.desk)
    office.world.say(conversation, "Hello again")
    await office.workspace.holdings.take(conversation)
    await office.until(lambda: conversation in office.workspace.desk)
    await office.until(lambda: bool(office.workspace.records.of(conversation).cases))
    return conversation


async def test_every_open_conversation_is_searched_and_what_is_said_meanwhile_too(office: Office) -> None:
    ana = await office.serve("Ana", "My lamp is broken", "It hums")
    bo = await office.serve("Bo", "Do you sell lamps?")
    search = office.workspace.search
    assert _texts(await search.find("LÁMP")) == ["Do you sell lamps?", "My lamp is broken"]
    office.world.say(ana, "The lamp hums again")
    await office.until(lambda: office.workspace.desk[ana].head == 3)
    found = await search.find("lamp hums")
    assert _texts(found) == ["The lamp hums again"]
    assert found.hits[0].spoken.sequence == 3
    assert _texts(await search.find("bo lamps")) == ["Do you sell lamps?"]
    await office.workspace.holdings.close(bo)
    await office.until(lambda: bo not in office.workspace.desk)
    assert _texts(await search.find("sell")) == []


async def test_what_stands_around_a_line_is_known(office: Office) -> None:
    await office.serve("Ana", "one", "two", "three", "four", "five")
    search = office.workspace.search
    (hit,) = (await search.find("three")).hits
    passage = search.passage(hit, 1)
    assert [one.text for one in (*passage.before, passage.found, *passage.after)] == ["two", "three", "four"]


def _chat(identity: str, *texts: str) -> Case:
    lines = tuple(CaseLine("Ana", text, START - timedelta(days=9)) for text in texts)
    return Case(identity, "an earlier chat", contact=Contact.CHAT, lines=lines)


def _record(office: Office, name: str, *cases: Case) -> None:
    record = Record(CustomerId(name), Freshness.FRESH, cases=cases)
    office.records.known[name] = record


async def test_earlier_chats_are_found_with_what_stands_around(office: Office) -> None:
    chat = _chat("chat 1", "The old parcel", "It never came")
    _record(office, "Ana", chat)
    ana = await office.serve("Ana", "Hello again")
    await office.until(lambda: bool(office.workspace.records.of(ana).cases))
    search = office.workspace.search
    (hit,) = (await search.find("parcel")).hits
    assert (hit.source, search.case(hit)) == (Source(ana, "chat 1"), chat)
    assert [one.text for one in search.passage(hit, 3).after] == ["It never came"]
    office.world.change(ana, office.customer("bo", "Bo"))
    await office.until(lambda: office.workspace.desk[ana].customer.name == "Bo")
    assert _texts(await search.find("parcel")) == []


async def test_earlier_chats_are_read_when_one_searches_and_told_once(office: Office) -> None:
    await _returned(office, "Ana", "The old parcel", "It never came")
    search = office.workspace.search
    assert search.read_past() == Progress(0, 1)
    await office.until(lambda: search.read_past() == Progress(1, 1))
    assert _texts(await search.find("parcel")) == ["The old parcel"]


async def test_earlier_chats_that_cannot_be_read_are_counted(office: Office) -> None:
    unknown = Case("no such chat", "an earlier chat", contact=Contact.CHAT)
    _record(office, "Ana", *(replace(unknown, id=f"no such chat {n}") for n in range(7)))
    ana = await office.serve("Ana", "Hello")
    await office.until(lambda: len(office.workspace.records.of(ana).cases) == 7)
    search = office.workspace.search
    assert search.read_past() == Progress(0, 7)
    await office.until(lambda: search.read_past() == Progress(0, 7, 7))


async def test_a_very_long_list_is_cut_and_says_how_much_there_is(office: Office) -> None:
    for name in ("Ana", "Bo", "Cy"):
        await office.serve(name, *["lamp"] * 60)
    found = await office.workspace.search.find("lamp")
    assert (len(found.hits), found.count) == (MOST_LISTED, 180)


async def test_who_leaves_while_one_searches_is_not_found(office: Office) -> None:
    for name in ("Ana", "Bo"):
        bo = await office.serve(name, "my lamp")
    searching = asyncio.create_task(office.workspace.search.find("lamp"))
    await asyncio.sleep(0)
    office.workspace.desk.apply(ConversationEnded(bo), office.clock.monotonic())
    assert [hit.spoken.author for hit in (await searching).hits] == ["Ana"]


async def test_reading_gives_way_so_that_the_next_key_can_cancel_it(office: Office) -> None:
    await office.serve("Ana", *[f"lamp {n}" for n in range(200)])
    search = office.workspace.search
    first = asyncio.create_task(search.find("lamp 7"))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert not first.done()
    first.cancel()
    assert "lamp 199" in _texts(await search.find("lamp 199"))
