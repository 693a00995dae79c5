"""A recipient is told from everybody else on the desk."""

from datetime import timedelta

from agent_console.domain.chat import Conversation, ConversationId
from agent_console.domain.customer import Customer, CustomerId
from agent_console.domain.desk import Desk
from agent_console.domain.events import ConversationOpened
from agent_console.ui.recipient import Recipient, name_of, recipient


def _desk(*customers: Customer) -> Desk:
    desk = Desk()
    for customer in customers:
        facts = Conversation(ConversationId(customer.id), customer)
        desk.apply(ConversationOpened(facts), timedelta().total_seconds())
    return desk


def test_name_alone_suffices_while_it_is_alone() -> None:
    desk = _desk(Customer(CustomerId("a"), "Mira Holm"), Customer(CustomerId("b"), "Jonas Berg"))
    assert recipient(desk, ConversationId("a")).content().plain == "✚ Mira Holm"


def test_like_names_show_a_number() -> None:
    desk = _desk(
        Customer(CustomerId("a"), "Jonas Berg", order_number="48213"),
        Customer(CustomerId("b"), "jonas Lind", account="A-7"),
        Customer(CustomerId("c"), "Berg"),
    )
    assert recipient(desk, ConversationId("a")).content().plain == "✚ Jonas Berg #48213"
    assert recipient(desk, ConversationId("b")).content().plain == "✦ jonas Lind A-7"
    assert recipient(desk, ConversationId("c")).content().plain == "❖ Berg c"


def test_near_spellings_show_a_number() -> None:
    desk = _desk(
        Customer(CustomerId("a"), "Sara Vik", order_number="48213"),
        Customer(CustomerId("b"), "Sarah Moe", account="A-7"),
    )
    assert recipient(desk, ConversationId("a")).number == "#48213"
    assert recipient(desk, ConversationId("b")).number == "A-7"


def test_a_number_that_two_of_one_name_share_tells_nothing() -> None:
    desk = _desk(
        Customer(CustomerId("a"), "Jonas Berg", order_number="48213", account="A-7"),
        Customer(CustomerId("b"), "Jonas Berg", order_number="48213", account="A-8"),
        Customer(CustomerId("c"), "Jonas Lind", order_number="48213"),
    )
    shown = [recipient(desk, ConversationId(one)).number for one in "abc"]
    assert shown == ["A-7", "A-8", "c"]


def test_two_customers_without_a_name_are_told_apart() -> None:
    desk = _desk(Customer(CustomerId("a"), "", email="a@example.com"), Customer(CustomerId("b"), " "))
    shown = [recipient(desk, ConversationId(one)).content().plain for one in "ab"]
    assert shown == ["✚ no name a@example.com", "✦ no name b"]


def test_number_stays_when_there_is_little_room() -> None:
    assert Recipient("✚", "Jonas Lindqvist", "#48213").content(15).plain == "✚ Jonas… #48213"


def test_customer_without_a_name_is_called_so() -> None:
    assert name_of(Customer(CustomerId("a"), " \u200b")).plain == "no name"
