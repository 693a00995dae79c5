"""The store: what is committed, and what is refused."""

import asyncio
import sqlite3
from dataclasses import replace

import psycopg
import pytest

from agent_console.domain.chat import ClientId, ConversationId, Status
from agent_console.domain.customer import CustomerId
from agent_console.domain.history import Move
from agent_console.hub.clock import HubClock
from agent_console.hub.command import Accept, Claim, End, Join, Resume, TakeOver
from agent_console.hub.database.address import Place
from agent_console.hub.database.enrolment import add_agent
from agent_console.hub.database.opening import connection_at
from agent_console.hub.database.sqlite_store import BATCH
from agent_console.hub.outcome import (
    AcceptingChanged,
    Joined,
    Moved,
    Outcome,
    Posted,
    Rejected,
    Repeated,
    Unchanged,
)
from agent_console.hub.secret import digest
from agent_console.wire.frame import Profile, Topic
from tests.hub.ledger_case import StoreCase, code, opened


async def test_sequences_have_no_holes(case: StoreCase) -> None:
    joined = await case.taken()
    posts = [case.reply(joined, "one", 1), case.said(joined, "two", 2), case.reply(joined, "three", 2)]
    outcomes = [await case.store.commit(post) for post in posts]
    assert [o.message.sequence for o in outcomes if isinstance(o, Posted)] == [2, 3, 4]
    assert await case.texts(joined.conversation) == ["hello", "one", "two", "three"]


async def test_a_repeat_gets_the_first_answer(case: StoreCase) -> None:
    joined = await case.taken()
    first = await case.store.commit(case.reply(joined, "one", 1))
    assert isinstance(first, Posted)
    again = await case.store.commit(case.reply(joined, "one", 1))
    assert again == Repeated(2, first.message.sent_ms, 2)


async def test_a_repeat_inside_one_commit_is_a_repeat(case: StoreCase) -> None:
    joined = await case.taken()
    reply = case.reply(joined, "one", 1)
    outcomes = await asyncio.gather(*(case.store.commit(reply) for _ in range(5)))
    assert [type(outcome) for outcome in outcomes] == [Posted, *[Repeated] * 4]


async def test_an_id_used_for_something_else_is_a_conflict(case: StoreCase) -> None:
    karen, mira = await case.taken(1), await case.taken(2)
    reply = case.reply(karen, "one", 1)
    await case.store.commit(reply)
    other_chat = replace(reply, conversation=mira.conversation, claim=Claim(mira.customer, 1))
    for other in (replace(reply, text="two"), other_chat):
        assert code(await case.store.commit(other)) == "conflict"


async def test_ids_of_different_writers_do_not_meet(case: StoreCase) -> None:
    karen, mira = await case.join(1), await case.join(2)
    for joined in (karen, mira):
        outcome = await case.store.commit(case.said(joined, "hello", 1, "same id"))
        assert isinstance(outcome, Posted)


@pytest.mark.parametrize("number", [0, 2, 100])
async def test_a_send_number_that_is_not_the_next_is_refused(case: StoreCase, number: int) -> None:
    joined = await case.taken()
    assert code(await case.store.commit(case.reply(joined, "one", number))) == "gap"
    assert isinstance(await case.store.commit(case.reply(joined, "one", 1)), Posted)


async def test_a_refused_reply_leaves_its_number_free(case: StoreCase) -> None:
    joined = await case.taken()
    assert code(await case.store.commit(case.reply(joined, "one", 1, fence=9))) == "fence"
    assert isinstance(await case.store.commit(case.reply(joined, "two", 1)), Posted)


async def test_a_used_number_is_not_used_again(case: StoreCase) -> None:
    joined = await case.taken()
    await case.store.commit(case.reply(joined, "one", 1))
    other = replace(case.reply(joined, "two", 1), client_id=ClientId("other"))
    assert code(await case.store.commit(other)) == "gap"


async def test_devices_count_separately(case: StoreCase) -> None:
    joined = await case.taken()
    await case.store.commit(case.reply(joined, "one", 1))
    other = replace(case.reply(joined, "two", 1), client_id=ClientId("other"), device="laptop")
    assert isinstance(await case.store.commit(other), Posted)


async def test_only_the_owner_under_the_present_fence_may_reply(case: StoreCase) -> None:
    joined = await case.taken()
    refused = [
        case.reply(joined, "x", 1, fence=0),
        case.reply(joined, "x", 1, fence=2),
        case.reply(joined, "x", 1, agent=case.ben),
    ]
    assert [code(await case.store.commit(post)) for post in refused] == ["fence"] * 3
    wrong = replace(case.reply(joined, "x", 1), claim=Claim(CustomerId("other"), 1))
    assert code(await case.store.commit(wrong)) == "customer"
    lost = replace(case.reply(joined, "x", 1), conversation=ConversationId("none"))
    assert code(await case.store.commit(lost)) == "unknown"
    assert await case.texts(joined.conversation) == ["hello"]


async def test_a_reply_to_a_closed_conversation_is_refused(case: StoreCase) -> None:
    joined = await case.taken()
    await case.store.commit(End(case.ann, joined.conversation, 1, head=9))
    assert code(await case.store.commit(case.reply(joined, "x", 1))) == "closed"


async def test_one_commit_gives_a_conversation_to_one_agent(case: StoreCase) -> None:
    joined = await case.join()
    await case.store.commit(case.said(joined, "hello", 1))
    ann, ben = await asyncio.gather(
        case.store.commit(TakeOver(case.ann, joined.conversation)),
        case.store.commit(TakeOver(case.ben, joined.conversation)),
    )
    assert ann == Moved(Move.TAKEN, joined.conversation, joined.customer, None, case.ann, queue_changed=True)
    assert ben == Rejected("taken", "Ann has taken it")
    assert await case.store.commit(TakeOver(case.ann, joined.conversation)) == Unchanged(joined.conversation)


async def test_the_longest_wait_is_taken_first_and_the_queue_shows_it(case: StoreCase) -> None:
    joined = [await case.join(number) for number in (1, 2, 3)]
    for customer in (joined[1], joined[0], joined[2]):
        await case.store.commit(case.said(customer, "hello", 1))
    queue = await case.store.queue(10)
    assert [holding.facts.customer for holding in queue] == [joined[n].customer for n in (1, 0, 2)]
    taken = await case.store.commit(TakeOver(case.ann))
    assert isinstance(taken, Moved)
    assert taken.conversation == joined[1].conversation
    assert len(await case.store.queue(1)) == 1


async def test_taking_what_cannot_be_taken(case: StoreCase) -> None:
    joined = await case.join()
    assert code(await case.store.commit(TakeOver(case.ann))) == "empty"
    assert code(await case.store.commit(TakeOver(case.ann, joined.conversation))) == "closed"
    assert code(await case.store.commit(Resume(case.ann, joined.conversation))) == "closed"
    assert code(await case.store.commit(TakeOver(case.ann, ConversationId("none")))) == "unknown"
    assert code(await case.store.commit(End(case.ann, joined.conversation, 0, head=9))) == "fence"


async def test_a_closed_conversation_can_be_reopened_or_queues_again(case: StoreCase) -> None:
    joined = await case.taken()
    await case.store.commit(End(case.ann, joined.conversation, 1, head=9))
    outcome = await case.store.commit(Resume(case.ben, joined.conversation))
    assert outcome == Moved(Move.REOPENED, joined.conversation, joined.customer, None, case.ben)
    holding = await case.store.holding(joined.conversation)
    assert holding is not None
    assert (holding.owner, holding.facts.fence, holding.facts.status) == (case.ben, 2, Status.OPEN)
    await case.store.commit(End(case.ben, joined.conversation, 2, head=9))
    queued = await case.store.commit(case.said(joined, "again", 2))
    assert isinstance(queued, Posted)
    assert queued.queued
    assert [h.facts.id for h in await case.store.queue(10)] == [joined.conversation]


async def test_what_its_customer_has_just_written_keeps_a_conversation_open(case: StoreCase) -> None:
    joined = await case.taken()
    await case.store.commit(case.reply(joined, "goodbye", 1))
    await case.store.commit(case.said(joined, "one more thing", 2))
    assert code(await case.store.commit(End(case.ann, joined.conversation, 1, head=2))) == "unread"
    assert code(await case.store.commit(End(case.ben, joined.conversation, 1, head=2))) == "fence"
    assert await case.store.held_by(case.ann) == [joined.conversation]
    await case.store.commit(case.reply(joined, "yes?", 2))
    assert isinstance(await case.store.commit(End(case.ann, joined.conversation, 1, head=3)), Moved)


async def test_every_move_is_kept_and_cannot_be_changed(case: StoreCase) -> None:
    joined = await case.taken()
    await case.store.commit(End(case.ann, joined.conversation, 1, head=9))
    await case.store.commit(Resume(case.ben, joined.conversation))
    with connection_at(case.place) as database:
        rows = database.rows("SELECT move, agent, fence FROM history ORDER BY id")
        moves = [(row["move"], row["agent"], row["fence"]) for row in rows]
        expected = [("queued", None, 0), ("taken", case.ann, 1), ("closed", case.ann, 1)]
        assert moves == [*expected, ("reopened", case.ben, 2)]
        for statement in ("UPDATE history SET agent = NULL", "DELETE FROM history"):
            with pytest.raises((sqlite3.IntegrityError, psycopg.IntegrityError), match="append-only"):
                database.run(statement)


async def test_a_customer_comes_back_by_secret_only(case: StoreCase) -> None:
    joined = await case.join()
    assert await case.join() == joined
    stranger = Join(joined.customer, digest("guess"), Profile("Mallory"), Topic())
    assert code(await case.store.commit(stranger)) == "secret"


async def test_availability_is_kept(case: StoreCase) -> None:
    assert await case.store.commit(Accept(case.ann, False)) == AcceptingChanged(case.ann, False)
    account = await case.store.account(digest(add_agent(case.place, "Ann")))
    assert account is not None
    assert (account.id, account.accepting) == (case.ann, False)


async def test_everything_is_there_after_reopening(place: Place) -> None:
    async with opened(place) as case:
        joined = await case.taken()
        await case.store.commit(case.reply(joined, "one", 1))
    async with opened(place) as again:
        assert await again.texts(joined.conversation) == ["hello", "one"]
        assert await again.store.held_by(case.ann) == [joined.conversation]
        assert isinstance(await again.store.commit(again.reply(joined, "one", 1)), Repeated)
        assert isinstance(await again.store.commit(again.reply(joined, "two", 2)), Posted)


async def test_listeners_hear_the_order_of_commits_before_anybody_is_answered(place: Place) -> None:
    heard: list[Outcome] = []
    async with opened(place, heard.append) as case:
        joined = [await case.join(number) for number in range(3 * BATCH)]
        heard.clear()

        async def say(customer: Joined) -> bool:
            return await case.store.commit(case.said(customer, "hello", 1)) in heard

        assert all(await asyncio.gather(*(say(customer) for customer in joined)))
        order = [outcome.conversation for outcome in heard if isinstance(outcome, Posted)]
        assert order == [customer.conversation for customer in joined]


async def test_many_commands_share_one_commit(case: StoreCase) -> None:
    joined = [await case.join(number) for number in range(BATCH)]
    outcomes = await asyncio.gather(*(case.store.commit(case.said(c, "hello", 1)) for c in joined))
    stamps = {outcome.message.sent_ms for outcome in outcomes if isinstance(outcome, Posted)}
    assert len(stamps) == 1  # a transaction has one stamp


async def test_stamps_follow_the_monotonic_clock_when_the_wall_clock_jumps(place: Place) -> None:
    wall, elapsed = 1_000_000.0, 50.0
    clock = HubClock(wall=lambda: wall, monotonic=lambda: elapsed)
    async with opened(place, clock=clock) as case:
        joined = await case.join()
        first = await case.store.commit(case.said(joined, "one", 1))
        wall, elapsed = wall - 3600, elapsed + 2
        second = await case.store.commit(case.said(joined, "two", 2))
    assert isinstance(first, Posted)
    assert isinstance(second, Posted)
    assert second.message.sent_ms - first.message.sent_ms == 2000
    assert clock.age_ms(first.message.sent_ms) == 2000
    assert clock.age_ms(clock.now_ms() + 5000) == 0


async def test_a_new_token_ends_the_old_one(place: Place) -> None:
    old = add_agent(place, "Dan")
    new = add_agent(place, "Dan")
    async with opened(place) as case:
        assert await case.store.account(digest(old)) is None
        account = await case.store.account(digest(new))
        assert account is not None
        assert account.name == "Dan"
