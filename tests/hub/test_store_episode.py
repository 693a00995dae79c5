"""The store's memory of earlier chats: where each begins and ends, and how it was."""

from dataclasses import replace

import pytest

from agent_console.domain.action import AddTag, DeleteMessage, EditMessage
from agent_console.domain.chat import Author, Status
from agent_console.domain.customer import CustomerId
from agent_console.hub.command import Depart, End, Join, Opine, Resume, TakeOver
from agent_console.hub.database.episode import MOST_LINES
from agent_console.hub.outcome import Joined
from agent_console.hub.secret import digest
from agent_console.wire.frame import File, Profile, Topic
from tests.hub.ledger_case import StoreCase


async def closed(case: StoreCase, joined: Joined, outcome: str = "solved") -> None:
    """Have Ann close what she holds."""
    holding = await case.holding(joined)
    await case.moved(End(case.ann, joined.conversation, holding.facts.fence, holding.head, outcome))


async def served_again(case: StoreCase, joined: Joined, text: str, number: int) -> None:
    """Have the customer write once more, and Ann take the conversation."""
    await case.store.commit(case.said(joined, text, number))
    await case.moved(TakeOver(case.ann, joined.conversation))


async def said(case: StoreCase, joined: Joined, chat: int) -> list[str]:
    """Return what was said in a chat."""
    lines = await case.store.episode_lines(joined.customer, chat, 0, MOST_LINES)
    assert lines is not None
    return [line.text for line in lines]


async def test_who_has_not_written_had_no_chat(case: StoreCase) -> None:
    joined = await case.join()
    assert await case.store.episodes(joined.customer) == []


async def test_the_present_chat_is_told_unless_it_is_set_apart(case: StoreCase) -> None:
    joined = await case.taken()
    [present] = await case.store.episodes(joined.customer)
    assert (present.first, present.last, present.conversation) == (1, 1, joined.conversation)
    assert (present.chat.status, present.chat.subject) == (Status.OPEN, "late parcel")
    assert (present.chat.closed_ms, present.chat.outcome) == (0, "")
    assert await case.store.episodes(joined.customer, apart=joined.conversation) == []


async def test_a_closed_chat_keeps_what_the_next_one_overwrites(case: StoreCase) -> None:
    joined = await case.taken()
    await case.perform(joined, AddTag("late"))
    await closed(case, joined)
    await case.store.commit(Opine(joined.customer, joined.conversation, 4, ""))
    anew = Join(joined.customer, digest("secret"), Profile("Customer 1"), Topic("refund"))
    await case.store.commit(anew)
    await served_again(case, joined, "my money", 2)
    await case.perform(joined, AddTag("money"), fence=2)
    present, earlier = await case.store.episodes(joined.customer)
    assert (earlier.chat.subject, earlier.chat.outcome, earlier.chat.status) == (
        *("late parcel", "solved", Status.CLOSED),
    )
    assert (earlier.chat.tags, earlier.chat.rating, earlier.chat.last_line) == (("late",), 4, "hello")
    assert earlier.chat.opened_ms <= earlier.chat.closed_ms <= present.chat.opened_ms
    assert (present.chat.subject, present.chat.tags, present.chat.rating) == ("refund", ("late", "money"), 0)
    assert (earlier.first, earlier.last, present.first, present.last) == (1, 1, 2, 2)
    assert await case.store.episodes(joined.customer, apart=joined.conversation) == [earlier]


async def test_a_chat_that_an_agent_reopens_is_another_one(case: StoreCase) -> None:
    joined = await case.taken()
    await closed(case, joined)
    await case.moved(Resume(case.ann, joined.conversation))
    await case.store.commit(case.reply(joined, "one more thing", 1, fence=2))
    present, earlier = await case.store.episodes(joined.customer)
    assert (await said(case, joined, earlier.chat.id), await said(case, joined, present.chat.id)) == (
        *(["hello"], ["one more thing"]),
    )


async def test_a_waiting_customer_who_is_given_back_has_the_same_chat(case: StoreCase) -> None:
    joined = await case.waiting()
    await case.moved(Resume(case.ann, joined.conversation))
    assert len(await case.store.episodes(joined.customer)) == 1


async def test_a_customer_who_left_the_queue_had_a_chat(case: StoreCase) -> None:
    joined = await case.waiting()
    await case.store.commit(Depart(joined.customer, joined.conversation))
    [left] = await case.store.episodes(joined.customer)
    assert (left.chat.status, left.chat.outcome) == (Status.CLOSED, "left")


async def test_what_is_written_after_the_end_belongs_to_the_chat_that_ended(case: StoreCase) -> None:
    joined = await case.taken()
    await closed(case, joined)
    await case.store.commit(case.noted(joined, "called back", 1))
    await served_again(case, joined, "thanks", 2)
    present, earlier = await case.store.episodes(joined.customer)
    assert await said(case, joined, earlier.chat.id) == ["hello", "called back"]
    assert await said(case, joined, present.chat.id) == ["thanks"]
    assert earlier.chat.last_line == "hello"


async def test_words_are_told_as_they_are_now(case: StoreCase) -> None:
    joined = await case.taken()
    for number, text in enumerate(("it comes on Monday", "oops"), 1):
        await case.store.commit(case.reply(joined, text, number))
    await closed(case, joined)
    await served_again(case, joined, "when?", 2)
    await case.perform(joined, EditMessage(2, "it comes on Tuesday"), fence=2)
    await case.perform(joined, DeleteMessage(3), fence=2)
    present, earlier = await case.store.episodes(joined.customer)
    assert earlier.chat.last_line == "it comes on Tuesday"
    lines = await case.store.episode_lines(joined.customer, earlier.chat.id, 0, 9)
    assert lines is not None
    assert [(line.text, line.edited) for line in lines] == [
        *(("hello", False), ("it comes on Tuesday", True)),
    ]
    assert await said(case, joined, present.chat.id) == ["when?"]


async def test_without_a_concern_the_first_words_are_the_subject(case: StoreCase) -> None:
    customer = CustomerId("f" * 32)
    joined = await case.store.commit(Join(customer, digest("secret"), Profile("Karen"), Topic()))
    assert isinstance(joined, Joined)
    file = File("parcel.png", "image/png", 9, "/files/a")
    await case.store.commit(replace(case.said(joined, "", 1), file=file))
    await case.store.commit(case.said(joined, "where\nis it? " + "x" * 300, 2))
    [chat] = await case.store.episodes(customer)
    assert chat.chat.subject == "parcel.png"
    assert chat.chat.last_line.startswith("where is it? xxx")
    assert len(chat.chat.last_line) == 200
    lines = await case.store.episode_lines(customer, chat.chat.id, 0, 1)
    assert lines is not None
    assert [(line.author, line.name, line.text, line.file) for line in lines] == [
        (Author.CUSTOMER, "Karen", "", "parcel.png")
    ]


async def test_chats_and_lines_come_in_pages(case: StoreCase) -> None:
    joined = await case.taken()
    for number in range(2, 6):
        await closed(case, joined)
        await served_again(case, joined, f"again {number}", number)
    every = await case.store.episodes(joined.customer)
    ids = [episode.chat.id for episode in every]
    assert ids == sorted(ids, reverse=True)
    page = await case.store.episodes(joined.customer, limit=2)
    assert page == every[:2]
    assert await case.store.episodes(joined.customer, before=page[-1].chat.id) == every[2:]


async def test_of_a_long_chat_the_newest_lines_are_told(case: StoreCase) -> None:
    joined = await case.taken()
    for number in range(2, MOST_LINES + 3):
        await case.store.commit(case.said(joined, f"line {number}", number))
    [chat] = await case.store.episodes(joined.customer)
    texts = await said(case, joined, chat.chat.id)
    assert len(texts) == MOST_LINES
    assert (texts[0], texts[-1]) == ("line 3", f"line {MOST_LINES + 2}")
    rest = await case.store.episode_lines(joined.customer, chat.chat.id, MOST_LINES + 1, 9)
    assert rest is not None
    assert [line.text for line in rest] == [f"line {MOST_LINES + 2}"]


async def test_nobody_is_told_of_another_customers_chats(case: StoreCase) -> None:
    karen, mira = await case.taken(1), await case.taken(2)
    [chat] = await case.store.episodes(karen.customer)
    assert await case.store.episode_lines(mira.customer, chat.chat.id, 0, 9) is None
    assert await case.store.episode_lines(karen.customer, 99, 0, 9) is None


@pytest.mark.parametrize("email", ["karen@example.com", "KAREN@example.com "])
async def test_the_same_address_alone_makes_nobody_the_same_customer(case: StoreCase, email: str) -> None:
    for number in (1, 2):
        customer = CustomerId(f"{number:032x}")
        who = Profile("Karen Doe", email if number == 1 else "karen@example.com")
        joined = await case.store.commit(Join(customer, digest("secret"), who, Topic()))
        assert isinstance(joined, Joined)
        await case.store.commit(case.said(joined, f"hello {number}", 1))
    [only] = await case.store.episodes(CustomerId(f"{2:032x}"))
    assert only.chat.subject == "hello 2"
