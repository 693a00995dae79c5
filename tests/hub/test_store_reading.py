"""What programs read: conversations, customers and messages in pages, the hub's feeds, waits and places."""

from dataclasses import replace

import pytest

from agent_console.domain.action import AddTag, Block, HandOver, SetPriority
from agent_console.domain.chat import Author, ConversationId, Priority, Status
from agent_console.domain.customer import CustomerId
from agent_console.domain.history import Move
from agent_console.hub.clock import HubClock
from agent_console.hub.command import Advance, End, Join, Lapse, TakeOver
from agent_console.hub.database.address import Place
from agent_console.hub.outcome import Advanced
from agent_console.hub.secret import digest
from agent_console.hub.store import Choice, Spot
from agent_console.wire.frame import Profile, Topic
from tests.hub.ledger_case import StoreCase, opened


async def test_conversations_are_listed_newest_first_in_pages(case: StoreCase) -> None:
    joined = [await case.waiting(number) for number in range(5)]
    newest_first = [customer.conversation for customer in reversed(joined)]
    first = await case.store.conversations(Choice(), limit=2)
    rest = await case.store.conversations(Choice(), before=first[-1].number, limit=9)
    assert [holding.facts.id for holding in (*first, *rest)] == newest_first
    assert await case.store.conversations(Choice(), before=rest[-1].number) == []


async def test_conversations_are_chosen_by_what_they_are(case: StoreCase) -> None:
    taken, closed = await case.taken(1), await case.taken(2)
    waiting = await case.waiting(3, "billing")
    await case.store.commit(End(case.ann, closed.conversation, 1, 9))
    await case.perform(closed, AddTag("late"))
    choices = {
        Choice(): [waiting, closed, taken],
        Choice(status=Status.OPEN): [taken],
        Choice(status=Status.CLOSED): [closed],
        Choice(queue="billing"): [waiting],
        Choice(queue=""): [closed, taken],
        Choice(owner=case.ann): [taken],
        Choice(owner=case.ben): [],
        Choice(customer=closed.customer): [closed],
        Choice(tag="late"): [closed],
        Choice(tag="late", status=Status.OPEN): [],
    }
    for choice, expected in choices.items():
        found = await case.store.conversations(choice)
        assert [holding.facts.id for holding in found] == [customer.conversation for customer in expected]
    [late] = await case.store.conversations(Choice(tag="late"))
    assert late == await case.holding(closed)
    assert late.facts.tags == ("late",)


async def test_customers_are_found_by_name_and_address_in_any_case(case: StoreCase) -> None:
    for number, (name, email) in enumerate([("Åse Doe", "a@example.com"), ("100% Roe", "ROE@example.com")]):
        customer = CustomerId(f"{number:032x}")
        await case.store.commit(Join(customer, digest("secret"), Profile(name, email), Topic()))

    async def names(search: str) -> list[str]:
        return [person.profile.name for person in await case.store.customers(search)]

    assert await names("") == ["Åse Doe", "100% Roe"]
    assert await names("åSE") == ["Åse Doe"]
    assert await names("roe@EXAMPLE") == ["100% Roe"]
    assert await names("%") == ["100% Roe"]
    assert await names("_") == []
    [first] = await case.store.customers(limit=1)
    [second] = await case.store.customers(after=first.id)
    assert (first.profile.name, second.profile.name) == ("Åse Doe", "100% Roe")


async def test_a_customer_is_known_by_id(case: StoreCase) -> None:
    joined = await case.taken()
    await case.perform(joined, Block())
    person = await case.store.customer(joined.customer)
    assert person is not None
    assert (person.id, person.profile.name, person.blocked) == (joined.customer, "Customer 1", True)
    assert await case.store.customer(CustomerId("nobody")) is None


async def test_messages_are_read_in_both_directions(case: StoreCase) -> None:
    joined = await case.taken()
    for number in range(1, 5):
        await case.store.commit(case.noted(joined, f"note {number}", number))
    conversation = joined.conversation
    later = await case.store.history(conversation, 1, 2)
    assert [message.sequence for message in later] == [2, 3]
    before = await case.store.earlier(conversation, 4, 2)
    assert before == later
    assert [m.sequence for m in await case.store.earlier(conversation, 99, 3)] == [3, 4, 5]
    assert await case.store.earlier(conversation, 1, 9) == []
    assert await case.store.history(ConversationId("none"), 0, 9) == []


async def test_the_hubs_messages_and_moves_come_in_the_order_of_commits(case: StoreCase) -> None:
    one, two = await case.waiting(1), await case.waiting(2)
    await case.store.commit(case.noted(one, "note", 1))
    await case.store.commit(TakeOver(case.ann, two.conversation))
    feed = await case.store.messages_after(0, 9)
    assert [(entry.conversation, entry.message.text) for entry in feed] == [
        (one.conversation, "hello"),
        (two.conversation, "hello"),
        (one.conversation, "note"),
    ]
    assert await case.store.messages_after(feed[0].id, 1) == feed[1:2]
    assert await case.store.messages_after(feed[-1].id, 9) == []
    moves = await case.store.moves_after(0, 9)
    assert [(entry.conversation, entry.line.move) for entry in moves] == [
        (one.conversation, Move.QUEUED),
        (two.conversation, Move.QUEUED),
        (one.conversation, Move.NOTED),
        (two.conversation, Move.TAKEN),
    ]
    assert await case.store.moves_after(moves[1].line.id, 9) == moves[2:]
    assert [entry.line for entry in moves if entry.conversation == two.conversation] == (
        await case.store.steps(two.conversation, 0, 9)
    )
    assert [line.move for line in await case.store.steps(two.conversation, moves[1].line.id, 9)] == [
        Move.TAKEN
    ]


async def test_a_reader_never_goes_back(case: StoreCase) -> None:
    assert await case.store.position("mail") == 0
    assert await case.store.commit(Advance("mail", 7)) == Advanced("mail", 7)
    assert await case.store.commit(Advance("mail", 3)) == Advanced("mail", 7)
    await case.store.commit(Advance("webhook", 1))
    assert (await case.store.position("mail"), await case.store.position("webhook")) == (7, 1)


async def test_places_are_counted_in_each_queue(case: StoreCase) -> None:
    one, two, three = [await case.waiting(number, "billing") for number in (1, 2, 3)]
    other = await case.waiting(4)
    await case.perform(three, SetPriority(Priority.HIGH), fence=0)
    assert await case.store.places() == {
        three.conversation: Spot(1, 3),
        one.conversation: Spot(2, 3),
        two.conversation: Spot(3, 3),
        other.conversation: Spot(1, 1),
    }
    await case.store.commit(TakeOver(case.ann, one.conversation))
    assert await case.store.place(two.conversation) == Spot(2, 2)
    assert await case.store.place(one.conversation) is None


class Waits:
    """A store whose clock the test moves."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.clock = HubClock(wall=lambda: 1_000_000.0, monotonic=lambda: self.seconds)


async def test_the_pace_of_a_queue_is_the_median_wait_of_those_taken_last(
    place: Place,
) -> None:
    waits = Waits()
    async with opened(place, clock=waits.clock) as case:
        assert await case.store.paces() == {}
        for number, seconds in enumerate([1000.0] * 30 + [10.0] * 9 + [30.0] * 11):
            joined = await case.waiting(number, "billing")
            waits.seconds += seconds
            await case.store.commit(TakeOver(case.ann, joined.conversation))
        joined = await case.waiting(99)
        waits.seconds += 5
        await case.store.commit(TakeOver(case.ann, joined.conversation))
        assert await case.store.paces() == {"billing": 30_000, "": 5_000}


@pytest.mark.parametrize("back", [Lapse, HandOver])
async def test_the_pace_counts_from_when_a_chat_came_back(place: Place, back: type[Lapse | HandOver]) -> None:
    waits = Waits()
    async with opened(place, clock=waits.clock) as case:
        joined = await case.taken()
        waits.seconds += 1000
        if back is Lapse:
            await case.store.commit(Lapse(case.ann))
        else:
            await case.perform(joined, HandOver(queue="billing"))
        waits.seconds += 3
        await case.store.commit(TakeOver(case.ben, joined.conversation))
        [pace] = (await case.store.paces()).values()
        assert pace == 1_500  # the median of 0 and 3 seconds


async def test_a_reply_says_who_wrote_it(case: StoreCase) -> None:
    joined = await case.taken()
    await case.store.commit(case.reply(joined, "hi", 1))
    await case.store.commit(
        replace(case.reply(joined, "beep", 1), author=Author.BOT, writer="robot", claim=None, device="")
    )
    told = await case.store.heard(joined.conversation, 0, 9)
    assert [(m.author, m.writer) for m in told] == [
        (Author.CUSTOMER, joined.customer),
        (Author.AGENT, case.ann),
        (Author.BOT, "robot"),
    ]
