"""Tags, priority, promises, how an agent has read, and blocking."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from agent_console.domain.action import (
    Action,
    AddTag,
    Block,
    EndHold,
    HandOver,
    HoldUntil,
    MarkRead,
    RemoveTag,
    SetPriority,
    Unblock,
)
from agent_console.domain.chat import ConversationId, Priority, Status
from agent_console.domain.history import Move
from agent_console.hub.command import End, Perform, See, TakeOver
from agent_console.hub.outcome import CustomerRead, Joined, Moved, Posted, Repeated, Unchanged
from tests.hub.ledger_case import StoreCase, code

SOON = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1)


async def tags(case: StoreCase, joined: Joined) -> Sequence[str]:
    """Return the tags of a customer's conversation."""
    return (await case.holding(joined)).facts.tags


async def test_tags_are_put_on_and_taken_off_by_anybody_who_is_signed_in(case: StoreCase) -> None:
    joined = await case.taken()
    moved = await case.perform(joined, AddTag(" vip "), case.ben, 0)
    assert moved == Moved(Move.TAGGED, joined.conversation, joined.customer, case.ann, case.ann)
    await case.perform(joined, AddTag("late"))
    assert await tags(case, joined) == ("vip", "late")
    assert await case.perform(joined, AddTag("vip")) == Unchanged(joined.conversation)
    await case.perform(joined, RemoveTag("vip"))
    assert await case.perform(joined, RemoveTag("vip")) == Unchanged(joined.conversation)
    assert await tags(case, joined) == ("late",)
    assert (await case.moves(joined))[2:] == [
        (Move.TAGGED, "Ben", "vip"),
        (Move.TAGGED, "Ann", "late"),
        (Move.UNTAGGED, "Ann", "vip"),
    ]


@pytest.mark.parametrize(
    ("tag", "reason"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("a\nb", "characters"),
        ("a\x1bb", "characters"),
        ("x" * 51, "too_long"),
    ],
)
async def test_a_tag_is_one_short_line(case: StoreCase, tag: str, reason: str) -> None:
    joined = await case.taken()
    assert code(await case.perform(joined, AddTag(tag))) == reason
    assert await tags(case, joined) == ()
    assert isinstance(await case.perform(joined, AddTag("x" * 50)), Moved)


async def test_a_conversation_has_twenty_tags_at_most(case: StoreCase) -> None:
    joined = await case.taken()
    for number in range(20):
        assert isinstance(await case.perform(joined, AddTag(f"tag {number}")), Moved)
    assert code(await case.perform(joined, AddTag("one more"))) == "too_many"
    await case.perform(joined, RemoveTag("tag 0"))
    assert isinstance(await case.perform(joined, AddTag("one more")), Moved)


async def test_a_higher_priority_is_served_before_a_longer_wait(case: StoreCase) -> None:
    first, second, third = [await case.waiting(number) for number in (1, 2, 3)]
    moved = await case.perform(third, SetPriority(Priority.URGENT), fence=0)
    assert isinstance(moved, Moved)
    assert moved.queue_changed
    await case.perform(first, SetPriority(Priority.LOW), fence=0)
    assert await case.perform(second, SetPriority(Priority.NORMAL)) == Unchanged(second.conversation)
    expected = [third.conversation, second.conversation, first.conversation]
    assert [holding.facts.id for holding in await case.store.queue(9)] == expected
    taken = [await case.moved(TakeOver(case.ann)) for _ in expected]
    assert [outcome.conversation for outcome in taken] == expected
    assert (await case.holding(third)).facts.priority is Priority.URGENT


async def test_a_promise_is_kept_until_it_ends(case: StoreCase) -> None:
    joined = await case.taken()
    assert isinstance(await case.perform(joined, HoldUntil(SOON, "call the carrier")), Moved)
    facts = (await case.holding(joined)).facts
    assert (facts.hold_until_ms, facts.promise) == (int(SOON.timestamp() * 1000), "call the carrier")
    again = await case.perform(joined, HoldUntil(SOON, "call the carrier"))
    assert again == Unchanged(joined.conversation)
    assert isinstance(await case.perform(joined, EndHold()), Moved)
    assert await case.perform(joined, EndHold()) == Unchanged(joined.conversation)
    assert (await case.holding(joined)).facts.hold_until_ms == 0
    when = SOON.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert (await case.moves(joined))[2:] == [
        (Move.HELD, "Ann", f"{when} call the carrier"),
        (Move.HOLD_ENDED, "Ann", ""),
    ]


async def test_a_promise_is_for_later_and_short(case: StoreCase) -> None:
    joined = await case.taken()
    past = datetime.now(UTC) - timedelta(seconds=1)
    assert code(await case.perform(joined, HoldUntil(past))) == "past"
    assert code(await case.perform(joined, HoldUntil(SOON, "x" * 2001))) == "too_long"
    assert isinstance(await case.perform(joined, HoldUntil(SOON, "x" * 2000)), Moved)


async def test_closing_ends_the_promise_and_keeps_the_outcome(case: StoreCase) -> None:
    joined = await case.taken()
    await case.perform(joined, HoldUntil(SOON, "call"))
    closed = await case.moved(End(case.ann, joined.conversation, 1, 9, "solved"))
    assert (closed.move, closed.before, closed.after, closed.reason) == (
        Move.CLOSED,
        case.ann,
        None,
        "closed",
    )
    facts = (await case.holding(joined)).facts
    assert (facts.outcome, facts.hold_until_ms, facts.promise) == ("solved", 0, "")
    assert (await case.moves(joined))[-1] == (Move.CLOSED, "Ann", "solved")
    assert code(await case.store.commit(End(case.ann, joined.conversation, 1, 9, "x"))) == "fence"


async def test_a_program_closes_whoever_owns_it(case: StoreCase) -> None:
    joined, waiting = await case.taken(1), await case.waiting(2)
    closed = await case.moved(End(case.ben, joined.conversation, None, 9, "x" * 2000))
    assert (closed.before, closed.queue_changed) == (case.ann, False)
    assert (await case.moved(End(case.ben, waiting.conversation, None, 9))).queue_changed
    assert await case.store.commit(End(case.ben, waiting.conversation, None, 9)) == Unchanged(
        waiting.conversation
    )
    assert code(await case.store.commit(End(case.ben, ConversationId("none"), None, 9))) == "unknown"
    assert not await case.store.queue(9)


OWNERS: list[Action] = [
    HoldUntil(SOON),
    EndHold(),
    HandOver(queue="billing"),
    Block("spam"),
    MarkRead(1),
]


@pytest.mark.parametrize("action", OWNERS, ids=lambda action: type(action).__name__)
async def test_only_the_owner_under_the_present_fence(case: StoreCase, action: Action) -> None:
    joined = await case.taken()
    before = await case.holding(joined)
    assert code(await case.perform(joined, action, fence=0)) == "fence"
    assert code(await case.perform(joined, action, case.ben)) == "fence"
    lost = Perform(case.ann, ConversationId("none"), 1, action)
    assert code(await case.store.commit(lost)) == "unknown"
    assert await case.holding(joined) == before
    assert len(await case.moves(joined)) == 2
    assert isinstance(await case.perform(joined, action, case.ben, None), Moved | Unchanged)
    await case.store.commit(End(case.ann, joined.conversation, None, 9))
    assert code(await case.perform(joined, action)) == "closed"


async def test_each_side_sees_how_far_the_other_has_read(case: StoreCase) -> None:
    joined = await case.taken()
    await case.store.commit(case.noted(joined, "hm", 1))
    await case.store.commit(case.reply(joined, "hi", 1))
    await case.store.commit(case.said(joined, "thanks", 2))
    assert isinstance(await case.perform(joined, MarkRead(3)), Moved)
    assert (await case.holding(joined)).seen == 2
    for late in (MarkRead(2), MarkRead(3)):
        assert await case.perform(joined, late) == Unchanged(joined.conversation)
    await case.perform(joined, MarkRead(99))
    assert (await case.holding(joined)).seen == 3
    read = await case.store.commit(See(joined.customer, joined.conversation, 2))
    assert read == CustomerRead(joined.conversation, joined.customer, case.ann, 3)
    again = await case.store.commit(See(joined.customer, joined.conversation, 1))
    assert again == Unchanged(joined.conversation)
    await case.store.commit(See(joined.customer, joined.conversation, 99))
    assert (await case.holding(joined)).facts.read == 4
    stranger = await case.join(2)
    assert code(await case.store.commit(See(stranger.customer, joined.conversation, 1))) == "unknown"


async def test_nothing_more_is_taken_from_a_blocked_customer(case: StoreCase) -> None:
    joined = await case.taken()
    blocked = await case.perform(joined, Block("spam"))
    assert isinstance(blocked, Moved)
    assert (blocked.move, blocked.before, blocked.after) == (Move.BLOCKED, case.ann, None)
    assert code(await case.store.commit(case.said(joined, "buy this", 2))) == "blocked"
    facts = (await case.holding(joined)).facts
    assert (facts.blocked, facts.status, facts.outcome) == (True, Status.CLOSED, "blocked")
    assert await case.store.held_by(case.ann) == []
    assert isinstance(await case.perform(joined, Unblock(), case.ben, 0), Moved)
    assert await case.perform(joined, Unblock()) == Unchanged(joined.conversation)
    assert isinstance(await case.store.commit(case.said(joined, "sorry", 2)), Posted)
    assert (await case.moves(joined))[2:] == [
        (Move.BLOCKED, "Ann", "spam"),
        (Move.CLOSED, "Ann", "blocked"),
        (Move.UNBLOCKED, "Ben", ""),
        (Move.QUEUED, "", ""),
    ]


async def test_what_a_blocked_customer_sent_before_keeps_its_answer(case: StoreCase) -> None:
    joined = await case.taken()
    said = case.said(joined, "hello?", 2)
    first = await case.store.commit(said)
    await case.perform(joined, Block())
    assert isinstance(first, Posted)
    assert await case.store.commit(said) == Repeated(2, first.message.sent_ms, 2)
