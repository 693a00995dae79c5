"""Notes: anybody's, in the one log, and never the customer's."""

import asyncio
from dataclasses import replace

from agent_console.domain.action import MarkRead
from agent_console.domain.chat import Author, ClientId, Mode
from agent_console.domain.customer import CustomerId
from agent_console.domain.history import Move
from agent_console.hub.command import Claim, Command, End, Perform
from agent_console.hub.database.enrolment import add_agent, revoke
from agent_console.hub.outcome import Posted, Repeated
from agent_console.hub.secret import digest
from agent_console.wire.frame import File
from tests.hub.ledger_case import StoreCase, code

FILE = File("parcel.png", "image/png", 9_000, "/files/" + "a" * 32, 640, 480)


async def test_agents_and_the_customer_both_count_without_holes(case: StoreCase) -> None:
    joined = await case.taken()
    noted = await case.store.commit(case.noted(joined, "rude?", 1))
    await case.store.commit(case.reply(joined, "hi", 1))
    await case.store.commit(case.noted(joined, "no", 2))
    said = await case.store.commit(case.said(joined, "thanks", 2))
    assert isinstance(noted, Posted)
    assert isinstance(said, Posted)
    assert (noted.message.heard, noted.message.mode, noted.message.writer) == (0, Mode.NOTE, case.ann)
    assert (said.message.sequence, said.message.heard) == (5, 3)
    log = await case.store.history(joined.conversation, 0, 99)
    assert [(m.sequence, m.text) for m in log] == list(enumerate(["hello", "rude?", "hi", "no", "thanks"], 1))
    told = await case.store.heard(joined.conversation, 0, 99)
    assert [(m.heard, m.text) for m in told] == list(enumerate(["hello", "hi", "thanks"], 1))
    holding = await case.holding(joined)
    assert (holding.head, holding.heard) == (5, 3)


async def test_a_note_needs_no_ownership_but_the_right_customer(case: StoreCase) -> None:
    joined = await case.taken()
    assert isinstance(await case.store.commit(case.noted(joined, "I know her", 1, case.ben)), Posted)
    wrong = replace(case.noted(joined, "x", 2, case.ben), claim=Claim(CustomerId("other"), 0))
    assert code(await case.store.commit(wrong)) == "customer"
    await case.store.commit(End(case.ann, joined.conversation, 1, head=9))
    assert isinstance(await case.store.commit(case.noted(joined, "afterwards", 2, case.ben)), Posted)
    assert await case.moves(joined) == [
        (Move.QUEUED, "", ""),
        (Move.TAKEN, "Ann", ""),
        (Move.NOTED, "Ben", "2"),
        (Move.CLOSED, "Ann", ""),
        (Move.NOTED, "Ben", "3"),
    ]


async def test_a_note_does_not_queue_a_closed_chat(case: StoreCase) -> None:
    joined = await case.taken()
    await case.store.commit(End(case.ann, joined.conversation, 1, head=9))
    noted = await case.store.commit(case.noted(joined, "done", 1))
    assert isinstance(noted, Posted)
    assert not noted.queued
    assert not await case.store.queue(9)


async def test_the_same_id_as_a_note_and_as_a_reply_is_a_conflict(case: StoreCase) -> None:
    joined = await case.taken()
    note = case.noted(joined, "one", 1)
    await case.store.commit(note)
    assert isinstance(await case.store.commit(note), Repeated)
    assert code(await case.store.commit(replace(note, mode=Mode.REPLY))) == "conflict"


async def test_a_message_carries_its_file(case: StoreCase) -> None:
    joined = await case.taken()
    shown = replace(case.reply(joined, "", 1), file=FILE)
    posted = await case.store.commit(shown)
    assert isinstance(posted, Posted)
    assert posted.message.file == FILE
    assert [m.file for m in await case.store.heard(joined.conversation, 0, 9)] == [None, FILE]
    assert isinstance(await case.store.commit(shown), Repeated)
    other = replace(shown, file=replace(FILE, path="/files/" + "b" * 32))
    assert code(await case.store.commit(other)) == "conflict"


async def test_a_program_writes_without_counting_its_sends(case: StoreCase) -> None:
    joined = await case.waiting()
    trouble = replace(
        case.said(joined, "the mail did not leave", 0),
        author=Author.SYSTEM,
        writer="mail",
        name="Mail",
        device="",
        mode=Mode.NOTE,
    )
    for number in range(3):
        posted = await case.store.commit(replace(trouble, client_id=ClientId(f"bounce {number}")))
        assert isinstance(posted, Posted)
    assert await case.heard(joined) == ["hello"]
    assert (await case.moves(joined))[-1] == (Move.NOTED, "Mail", "4")


async def test_whoever_lost_the_token_changes_nothing_any_more(case: StoreCase) -> None:
    joined = await case.taken()
    assert revoke(case.place, "Ann")
    commands: list[Command] = [
        case.reply(joined, "x", 1),
        case.noted(joined, "x", 1),
        End(case.ann, joined.conversation, 1, head=9),
    ]
    outcomes = await asyncio.gather(*(case.store.commit(command) for command in commands))
    assert [code(outcome) for outcome in outcomes] == ["revoked"] * 3
    account = await case.store.account(digest(add_agent(case.place, "Ann")))
    assert account is not None
    assert account.id == case.ann
    assert isinstance(await case.store.commit(case.reply(joined, "x", 1)), Posted)


async def test_what_no_database_can_hold_is_refused_and_spoils_nothing_beside_it(case: StoreCase) -> None:
    joined = await case.taken()
    half = case.reply(joined, "half a \ud800", 1)
    huge = Perform(case.ann, joined.conversation, 1, MarkRead(2**63))
    before, broken, beyond, after = await asyncio.gather(
        case.store.commit(case.reply(joined, "one", 1)),
        case.store.commit(replace(half, number=2, client_id=ClientId("half"))),
        case.store.commit(huge),
        case.store.commit(case.reply(joined, "two", 2)),
    )
    assert (code(broken), code(beyond)) == ("characters", "characters")
    assert isinstance(before, Posted)
    assert isinstance(after, Posted)
    assert await case.texts(joined.conversation) == ["hello", "one", "two"]
