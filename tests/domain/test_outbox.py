"""The outbox: first in, first out, one number after the other."""

from agent_console.domain.chat import ClientId, ConversationId, Delivery, Mode
from agent_console.domain.customer import CustomerId
from agent_console.domain.outbox import Intent, Outbox
from tests.domain.chats import NOON

ANA, BEN = ConversationId("ana"), ConversationId("ben")


def intent(name: str, conversation: ConversationId = ANA, number: int = 0) -> Intent:
    return Intent(ClientId(name), conversation, CustomerId("c"), 1, Mode.REPLY, f"text {name}", NOON, number)


def names(outbox: Outbox, conversation: ConversationId) -> list[str]:
    return [waiting.client_id for waiting in outbox.waiting(conversation)]


def test_an_empty_outbox_has_nothing_to_send() -> None:
    outbox = Outbox()
    assert outbox.next(ANA) is None
    assert (len(outbox), outbox.conversations, outbox.waiting(ANA)) == (0, (), ())


def test_replies_leave_in_order_with_numbers_of_their_conversation() -> None:
    outbox = Outbox([intent("a"), intent("b"), intent("x", BEN)])
    first = outbox.next(ANA)
    assert first is not None
    assert first == intent("a", number=1)
    assert outbox.next(ANA) == first
    outbox.acknowledged(first)
    assert outbox.next(ANA) == intent("b", number=2)
    assert outbox.next(BEN) == intent("x", BEN, number=1)
    assert len(outbox) == 2


def test_numbers_go_on_after_those_that_were_used() -> None:
    assert Outbox([intent("a")], {ANA: 7}).next(ANA) == intent("a", number=8)


def test_a_reply_that_has_a_number_keeps_it() -> None:
    assert Outbox([intent("a", number=5)], {ANA: 4}).next(ANA) == intent("a", number=5)


def test_a_refused_replys_number_goes_to_the_next() -> None:
    outbox = Outbox([intent("a"), intent("b")])
    first = outbox.next(ANA)
    assert first is not None
    outbox.refused(first)
    assert outbox.next(ANA) == intent("b", number=1)


def test_an_old_acknowledgement_never_lowers_the_number() -> None:
    outbox = Outbox([intent("a"), intent("b")], {ANA: 7})
    outbox.acknowledged(intent("a", number=2))
    assert outbox.next(ANA) == intent("b", number=8)


def test_an_acknowledgement_of_something_unknown_takes_nothing_off() -> None:
    outbox = Outbox([intent("a")])
    outbox.acknowledged(intent("x", number=1))
    outbox.refused(intent("y", BEN))
    assert names(outbox, ANA) == ["a"]


def test_only_conversations_with_something_to_send_are_listed() -> None:
    outbox = Outbox([intent("a"), intent("x", BEN)])
    outbox.acknowledged(intent("a", number=1))
    assert outbox.conversations == (BEN,)


def test_the_echo_shows_the_reply_before_it_is_safe() -> None:
    echo = intent("a").echo("Kim")
    assert (echo.client_id, echo.name, echo.text) == ("a", "Kim", "text a")
    assert (echo.delivery, echo.sequence, echo.sent_at) == (Delivery.SAVING, 0, NOON)
