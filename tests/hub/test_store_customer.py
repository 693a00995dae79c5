"""What customers do besides writing: come back, go, fall silent, rate, want a copy."""

from dataclasses import replace

import pytest

from agent_console.domain.action import EditMessage
from agent_console.domain.chat import ConversationId, Presence, Status
from agent_console.domain.customer import CustomerId
from agent_console.domain.history import Move
from agent_console.hub.clock import HubClock
from agent_console.hub.command import (
    Appear,
    Depart,
    End,
    FallSilent,
    Join,
    Opine,
    OrderTranscript,
    Resume,
)
from agent_console.hub.database.address import Place
from agent_console.hub.outcome import Joined, Moved, Posted, Unchanged
from agent_console.hub.secret import digest
from agent_console.wire.frame import Profile, Topic
from tests.hub.ledger_case import StoreCase, code, opened


def again(joined: Joined, name: str, topic: Topic) -> Join:
    """Return the join of somebody who comes back and says other things."""
    return Join(joined.customer, digest("secret"), Profile(name, "karen@example.com"), topic)


async def test_a_closed_chat_takes_the_new_profile_and_topic(case: StoreCase) -> None:
    joined = await case.taken()
    await case.store.commit(End(case.ann, joined.conversation, 1, 9))
    topic = Topic("refund", "https://shop.example.com/", "callback", "billing", 1_900_000_000_000)
    outcome = await case.store.commit(again(joined, "Karen Doe", topic))
    assert outcome == Joined(joined.customer, joined.conversation, "Karen Doe")
    facts = (await case.holding(joined)).facts
    assert (facts.profile, facts.topic) == (Profile("Karen Doe", "karen@example.com"), topic)
    assert facts.status is Status.CLOSED


async def test_an_open_chat_keeps_what_was_said(case: StoreCase) -> None:
    joined = await case.taken()
    before = await case.holding(joined)
    assert await case.store.commit(again(joined, "Mallory", Topic("refund"))) == joined
    assert await case.holding(joined) == before


async def test_channels_of_the_hub_are_not_for_customers_to_choose(case: StoreCase) -> None:
    join = Join(CustomerId("f" * 32), digest("secret"), Profile("Karen"), Topic(channel="email"))
    joined = await case.store.commit(join)
    assert isinstance(joined, Joined)
    assert (await case.holding(joined)).facts.topic.channel == "chat"
    assert await case.store.commit(join) == joined
    assert (await case.holding(joined)).facts.topic.channel == "chat"


async def test_a_customer_comes_and_goes(case: StoreCase) -> None:
    joined = await case.taken()
    came = await case.store.commit(Appear(joined.conversation, Presence.HERE))
    assert isinstance(came, Moved)
    assert await case.store.commit(Appear(joined.conversation, Presence.HERE)) == Unchanged(
        joined.conversation
    )
    assert await case.store.commit(Appear(joined.conversation, Presence.UNKNOWN)) == Unchanged(
        joined.conversation
    )
    gone = await case.moved(Appear(joined.conversation, Presence.LEFT))
    assert gone == Moved(Move.LEFT, joined.conversation, joined.customer, case.ann, case.ann)
    assert (await case.holding(joined)).facts.presence is Presence.LEFT
    assert (await case.moved(Appear(joined.conversation, Presence.HERE))).move is Move.RETURNED
    assert (await case.moves(joined))[2:] == [
        (Move.LEFT, "Customer 1", ""),
        (Move.RETURNED, "Customer 1", ""),
    ]
    lost = Appear(ConversationId("none"), Presence.HERE)
    assert code(await case.store.commit(lost)) == "unknown"


async def test_whoever_writes_has_returned(case: StoreCase) -> None:
    joined = await case.taken()
    await case.store.commit(Appear(joined.conversation, Presence.LEFT))
    posted = await case.store.commit(case.said(joined, "here again", 2))
    assert isinstance(posted, Posted)
    assert (posted.returned, posted.queued) == (True, False)
    assert (await case.holding(joined)).facts.presence is Presence.HERE
    await case.store.commit(Appear(joined.conversation, Presence.LEFT))
    replied = await case.store.commit(case.reply(joined, "hello?", 1))
    assert isinstance(replied, Posted)
    assert not replied.returned
    assert (await case.holding(joined)).facts.presence is Presence.LEFT


async def test_a_customer_who_ends_the_chat_stays_with_the_agent(case: StoreCase) -> None:
    joined = await case.taken()
    left = await case.moved(Depart(joined.customer, joined.conversation))
    assert (left.move, left.before, left.after, left.queue_changed) == (Move.LEFT, case.ann, case.ann, False)
    again = await case.store.commit(Depart(joined.customer, joined.conversation))
    assert again == Unchanged(joined.conversation)
    assert (await case.moves(joined))[-1] == (Move.LEFT, "Customer 1", "ended the chat")
    assert (await case.holding(joined)).facts.status is Status.OPEN


async def test_a_customer_who_does_not_wait_leaves_the_queue(case: StoreCase) -> None:
    joined = await case.waiting()
    left = await case.moved(Depart(joined.customer, joined.conversation))
    assert (left.move, left.after, left.queue_changed) == (Move.LEFT, None, True)
    facts = (await case.holding(joined)).facts
    assert (facts.status, facts.outcome) == (Status.CLOSED, "left")
    assert not await case.store.queue(9)
    assert (await case.moves(joined))[1:] == [
        (Move.LEFT, "Customer 1", "ended the chat"),
        (Move.CLOSED, "Customer 1", "left"),
    ]
    back = await case.store.commit(case.said(joined, "after all", 2))
    assert isinstance(back, Posted)
    assert (back.queued, back.returned) == (True, True)


async def test_nobody_ends_another_ones_chat(case: StoreCase) -> None:
    joined, stranger = await case.taken(1), await case.join(2)
    assert code(await case.store.commit(Depart(stranger.customer, joined.conversation))) == "unknown"
    assert code(await case.store.commit(Opine(stranger.customer, joined.conversation, 1, ""))) == "unknown"
    order = OrderTranscript(stranger.customer, joined.conversation, "eve@example.com")
    assert code(await case.store.commit(order)) == "unknown"


async def test_silence_is_told_once_after_each_reply(case: StoreCase) -> None:
    joined = await case.taken()
    silent = FallSilent(joined.conversation)
    nothing = Unchanged(joined.conversation)
    assert await case.store.commit(silent) == nothing
    await case.store.commit(case.reply(joined, "hi", 1))
    await case.store.commit(case.noted(joined, "hm", 1))
    assert (await case.moved(silent)).move is Move.SILENT
    assert await case.store.commit(silent) == nothing
    await case.store.commit(case.reply(joined, "still there?", 2))
    assert isinstance(await case.store.commit(silent), Moved)
    await case.store.commit(case.reply(joined, "hello?", 3))
    await case.store.commit(case.said(joined, "yes", 2))
    await case.perform(joined, EditMessage(2, "hi!"))
    assert await case.store.commit(silent) == nothing
    await case.store.commit(case.reply(joined, "bye", 4))
    await case.store.commit(End(case.ann, joined.conversation, 1, 9))
    assert await case.store.commit(silent) == nothing
    assert [move for move, _, _ in await case.moves(joined)].count(Move.SILENT) == 2


async def test_a_chat_has_one_rating_until_it_begins_anew(case: StoreCase) -> None:
    joined = await case.taken()
    await case.store.commit(End(case.ann, joined.conversation, 1, 9))
    assert not (await case.holding(joined)).rated
    opine = Opine(joined.customer, joined.conversation, 2, "slow")
    assert (await case.moved(opine)).move is Move.RATED
    assert isinstance(await case.store.commit(replace(opine, score=5, comment="")), Moved)
    assert (await case.holding(joined)).rated
    assert (await case.moves(joined))[-2:] == [
        (Move.RATED, "Customer 1", "2 slow"),
        (Move.RATED, "Customer 1", "5"),
    ]
    await case.store.commit(case.said(joined, "one more thing", 2))
    assert not (await case.holding(joined)).rated
    await case.store.commit(opine)
    await case.store.commit(End(case.ann, joined.conversation, None, 9))
    assert (await case.holding(joined)).rated
    await case.store.commit(Resume(case.ann, joined.conversation))
    assert not (await case.holding(joined)).rated


async def test_a_rating_is_a_number_of_a_chat_that_was(case: StoreCase) -> None:
    joined = await case.join()
    opine = Opine(joined.customer, joined.conversation, 3, "")
    assert code(await case.store.commit(opine)) == "empty"
    await case.store.commit(case.said(joined, "hello", 1))
    for score in (0, 6):
        assert code(await case.store.commit(replace(opine, score=score))) == "score"
    assert code(await case.store.commit(replace(opine, comment="x" * 2001))) == "too_long"
    assert isinstance(await case.store.commit(opine), Moved)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "karen",
        "karen@",
        "@example.com",
        "a@b@example.com",
        "a b@example.com",
        "a@example.com\nBcc: b",
        "a,b@c",
    ],
)
async def test_a_transcript_goes_to_one_address(case: StoreCase, address: str) -> None:
    joined = await case.taken()
    order = OrderTranscript(joined.customer, joined.conversation, address)
    assert code(await case.store.commit(order)) == "email"
    long = replace(order, email="x" * 250 + "@example.com")
    assert code(await case.store.commit(long)) == "email"


async def test_transcripts_are_few_a_day(place: Place) -> None:
    seconds = 50.0
    clock = HubClock(wall=lambda: 1_000_000.0, monotonic=lambda: seconds)
    async with opened(place, clock=clock) as case:
        joined = await case.taken()
        order = OrderTranscript(joined.customer, joined.conversation, "karen@example.com")
        for _ in range(3):
            assert (await case.moved(order)).move is Move.TRANSCRIPT
        assert code(await case.store.commit(order)) == "rate"
        seconds += 24 * 60 * 60 + 1
        assert isinstance(await case.store.commit(order), Moved)
        assert (await case.moves(joined))[-1] == (Move.TRANSCRIPT, "Customer 1", "karen@example.com")
