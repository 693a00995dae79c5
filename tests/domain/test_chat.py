"""Conversations: messages in order, echoes that merge in place, and the wait that follows."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.domain.chat import Author, ClientId, Conversation, Delivery, GapError, Mode
from agent_console.domain.customer import Customer, CustomerId
from agent_console.domain.wait import ANSWERED
from tests.domain.chats import NOON, conversation, echo, said

OURS = ClientId("ours")


def heard(*sequences: int) -> Conversation:
    chat = conversation()
    for sequence in sequences:
        chat = chat.arrived(said(sequence), at=float(sequence))
    return chat


def sequences(chat: Conversation) -> list[int]:
    return [message.sequence for message in chat.messages]


def shown(chat: Conversation) -> list[tuple[str, Delivery]]:
    return [(message.client_id, message.delivery) for message in chat.transcript]


def test_messages_come_in_order() -> None:
    assert sequences(heard(1, 2, 3)) == [1, 2, 3]
    assert heard(1, 2, 3).head == 3
    assert conversation().head == 0


def test_a_repeat_is_ignored() -> None:
    chat = heard(1, 2)
    assert chat.arrived(said(2, text="other"), at=9) is chat
    assert chat.arrived(said(1, text="other"), at=9) is chat


def test_a_history_may_begin_anywhere() -> None:
    assert sequences(heard(7, 8)) == [7, 8]


def test_a_gap_is_raised_and_says_where() -> None:
    with pytest.raises(GapError, match="message 4 came after 2") as gap:
        heard(1, 2).arrived(said(4), at=4)
    assert (gap.value.conversation, gap.value.head) == ("chat", 2)


def test_an_echo_stands_below_what_is_committed() -> None:
    chat = heard(1).echoed(echo("ours")).arrived(said(2), at=2)
    assert [message.client_id for message in chat.transcript] == ["customer-1", "customer-2", "ours"]


def test_an_echo_is_shown_once() -> None:
    chat = heard(1).echoed(echo("ours"))
    assert chat.echoed(echo("ours")) is chat


def test_the_servers_copy_takes_the_echos_place() -> None:
    chat = heard(1).echoed(echo("ours")).arrived(said(2, Author.AGENT, "ours"), at=2)
    assert shown(chat) == [("customer-1", Delivery.SENT), ("ours", Delivery.SENT)]
    assert chat.echoes == ()


def test_an_acknowledgement_commits_the_echo_in_place() -> None:
    chat = heard(1).echoed(echo("ours")).acknowledged(OURS, 2, NOON + timedelta(seconds=1), at=2)
    assert sequences(chat) == [1, 2]
    assert chat.messages[-1].sent_at == NOON + timedelta(seconds=1)
    assert chat.echoes == ()


def test_the_servers_copy_after_the_acknowledgement_is_a_repeat() -> None:
    chat = heard(1).echoed(echo("ours")).acknowledged(OURS, 2, NOON, at=2)
    assert chat.arrived(said(2, Author.AGENT, "ours"), at=2) is chat


def test_an_early_acknowledgement_waits_for_what_is_before_it() -> None:
    chat = heard(1).echoed(echo("ours")).acknowledged(OURS, 3, NOON, at=3)
    assert sequences(chat) == [1]
    assert shown(chat)[-1] == ("ours", Delivery.SENT)
    assert sequences(chat.arrived(said(2), at=2)) == [1, 2, 3]


def test_an_early_acknowledgement_in_an_empty_chat_waits_too() -> None:
    chat = conversation().echoed(echo("ours")).acknowledged(OURS, 2, NOON, at=2)
    assert sequences(chat) == []
    assert sequences(chat.arrived(said(1), at=1)) == [1, 2]


def test_an_acknowledgement_from_before_the_history_shown_leaves_no_echo() -> None:
    chat = heard(10, 11).echoed(echo(OURS)).acknowledged(OURS, 4, NOON, at=12.0)
    assert sequences(chat) == [10, 11]
    assert chat.echoes == ()
    assert chat.waiting.since == 10.0


def test_several_early_acknowledgements_fall_into_place_together() -> None:
    chat = heard(1).echoed(echo("ours")).echoed(echo("next"))
    chat = chat.acknowledged(ClientId("next"), 4, NOON, at=4).acknowledged(OURS, 3, NOON, at=3)
    assert sequences(chat.arrived(said(2), at=2)) == [1, 2, 3, 4]


def test_an_unknown_acknowledgement_changes_nothing() -> None:
    chat = heard(1).echoed(echo("ours"))
    assert chat.acknowledged(ClientId("other"), 2, NOON, at=2) is chat


def test_a_customer_cannot_pass_for_the_agents_echo() -> None:
    chat = heard(1).echoed(echo("ours")).arrived(said(2, Author.CUSTOMER, "ours"), at=2)
    assert [message.client_id for message in chat.echoes] == ["ours"]


def test_delivery_changes_one_echo() -> None:
    chat = conversation().echoed(echo("ours")).echoed(echo("next"))
    failed = chat.delivering(OURS, Delivery.FAILED, "refused")
    assert [(m.delivery, m.failure) for m in failed.echoes] == [
        (Delivery.FAILED, "refused"),
        (Delivery.SAVING, ""),
    ]
    assert chat.delivering(OURS, Delivery.SAVING) is chat
    assert chat.delivering(ClientId("other"), Delivery.FAILED) is chat


def test_an_echo_can_be_withdrawn() -> None:
    chat = conversation().echoed(echo("ours"))
    assert chat.withdrawn(OURS).echoes == ()
    assert chat.withdrawn(ClientId("other")) is chat


# The wait


def test_the_first_message_starts_the_clock_and_a_nudge_does_not() -> None:
    chat = heard(1, 2, 3)
    assert (chat.waiting.since, chat.waiting.nudged_at, chat.waiting.nudges) == (1, 3, 2)


@pytest.mark.parametrize(
    ("author", "mode", "answers"),
    [
        (Author.AGENT, Mode.REPLY, True),
        (Author.AGENT, Mode.NOTE, False),
        (Author.BOT, Mode.REPLY, False),
        (Author.SYSTEM, Mode.REPLY, False),
    ],
)
def test_only_a_persons_reply_ends_the_wait(author: Author, mode: Mode, answers: bool) -> None:
    chat = heard(1).arrived(replace(said(2, author), mode=mode), at=2)
    assert (chat.waiting == ANSWERED) is answers


@pytest.mark.parametrize("delivery", list(Delivery))
def test_a_reply_under_way_counts_as_an_answer(delivery: Delivery) -> None:
    chat = heard(1).echoed(echo("ours", delivery))
    under_way = delivery in {Delivery.SAVING, Delivery.SENDING, Delivery.SENT}
    assert (chat.waiting == ANSWERED) is under_way


def test_a_note_under_way_is_no_answer() -> None:
    assert heard(1).echoed(echo("ours", mode=Mode.NOTE)).waiting.since == 1


def test_an_excused_customer_waits_no_more_until_the_next_message() -> None:
    chat = heard(1).excused()
    assert chat.waiting == ANSWERED
    assert chat.arrived(said(2), at=5).waiting.since == 5


def test_the_newest_message_of_an_author_is_found() -> None:
    chat = heard(1, 2).arrived(said(3, Author.AGENT), at=3)
    assert chat.last_from(Author.CUSTOMER) == said(2)
    assert chat.last_from(Author.BOT) is None


def test_what_came_since_a_sequence() -> None:
    assert [m.sequence for m in heard(5, 6, 7).since(5)] == [6, 7]
    assert [m.sequence for m in heard(5, 6, 7).since(0)] == [5, 6, 7]
    assert heard(5, 6, 7).since(7) == ()
    assert conversation().since(0) == ()


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("arrived"), st.integers(1, 8)),
        st.tuples(st.just("echoed"), st.integers(1, 8)),
        st.tuples(st.just("acknowledged"), st.integers(1, 8)),
    ),
    max_size=40,
)


@given(STEPS)
def test_in_whatever_order_news_comes_the_transcript_has_no_hole_and_no_repeat(
    steps: list[tuple[str, int]],
) -> None:
    """Even sequences are the agent's own, odd ones the customer's."""
    chat = conversation()
    for step, sequence in steps:
        ours = sequence % 2 == 0
        name = ClientId(f"message-{sequence}")
        if step == "echoed" and ours:
            chat = chat.echoed(echo(name))
        elif step == "acknowledged" and ours:
            chat = chat.acknowledged(name, sequence, NOON, at=float(sequence))
        elif step == "arrived" and (not chat.messages or sequence <= chat.head + 1):
            author = Author.AGENT if ours else Author.CUSTOMER
            chat = chat.arrived(said(sequence, author, name), at=float(sequence))
        first = sequences(chat)[0] if chat.messages else 0
        assert sequences(chat) == list(range(first, first + len(chat.messages)))
        ids = [message.client_id for message in chat.transcript if message.sequence != 0]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [("Ana Maria Sol", "Ana", "Sol"), ("Ana", "Ana", ""), ("", "", ""), ("  ", "", "")],
)
def test_the_parts_of_a_name(name: str, first: str, last: str) -> None:
    customer = Customer(CustomerId("c"), name)
    assert (customer.first_name, customer.last_name) == (first, last)
