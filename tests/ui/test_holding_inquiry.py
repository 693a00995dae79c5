"""The list of a holding line: narrowed by name, people taken out, and what is said of who was left out."""

from collections.abc import Sequence
from datetime import timedelta

from textual.content import Content

from agent_console.domain.chat import ConversationId
from agent_console.domain.customer import Customer, CustomerId
from agent_console.domain.draft import Draft
from agent_console.ports import Declined
from agent_console.services.holding_line import LeftOut, Line
from agent_console.ui.inquiry.holding import Addressee, HoldingInquiry
from agent_console.ui.inquiry.inquiry import Amiss, Next

TEXT = "I have not forgotten you, and shall be back in a moment."


def addressee(name: str, objection: str = "") -> Addressee:
    chat, customer = ConversationId(name), Customer(CustomerId(name), name)
    draft = Draft(chat, customer.id, 0, text=TEXT)
    line = Line(chat, customer, timedelta(seconds=75), draft, objection)
    return Addressee(line, Content(f"✚ {name}"), "◕", draft=False)


class Sending:
    """Remembers who was sent to, and leaves out whom it is told to."""

    def __init__(self, *left: LeftOut) -> None:
        self.left = left
        self.sent: list[str] = []

    def __call__(self, lines: Sequence[Line]) -> Sequence[LeftOut]:
        self.sent = [line.customer.name for line in lines]
        return self.left


def inquiry(sending: Sending, *addressees: Addressee) -> HoldingInquiry:
    return HoldingInquiry(Content("hold"), addressees, "F10", sending, raised_at=0, width=30)


def test_each_is_listed_with_the_wait_and_the_whole_text() -> None:
    (choice,) = inquiry(Sending(), addressee("Mira")).choices("")
    head, *text = choice.label.plain.split("\n")
    assert head == "✓ gets it  1:15 ◕  ✚ Mira"
    assert " ".join(line.strip() for line in text) == TEXT
    assert max(map(len, text)) <= 30


def test_a_name_narrows_the_list_and_the_others_still_get_it() -> None:
    sending = Sending()
    asked = inquiry(sending, addressee("Mira"), addressee("Jonas"))
    assert [choice.value for choice in asked.choices("jon")] == ["Jonas"]
    order = asked.confirmed()
    assert order is not None
    assert order.done.plain == "holding line sent to 2 customers"


async def test_who_is_taken_out_gets_nothing_and_may_come_in_again() -> None:
    sending = Sending()
    asked = inquiry(sending, addressee("Mira"), addressee("Jonas"))
    mira = asked.choices("")[0]
    assert asked.answer("", mira) == Next(asked)
    assert asked.highlighted("", asked.choices("")) == 0
    order = asked.confirmed()
    assert order is not None
    told = order.work()
    assert sending.sent == ["Jonas"]
    assert await told is None
    asked.answer("", mira)
    again = asked.confirmed()
    assert again is not None
    assert await again.work() is None
    assert sending.sent == ["Mira", "Jonas"]


def test_who_cannot_get_it_stays_out_and_with_nobody_left_nothing_is_ordered() -> None:
    asked = inquiry(Sending(), addressee("Olga", objection="there is no text"))
    (olga,) = asked.choices("")
    assert "✗ left out" in olga.label.plain
    assert "there is no text" in olga.label.plain
    answer = asked.answer("", olga)
    assert isinstance(answer, Amiss)
    assert answer.words.plain == "there is no text"
    assert asked.confirmed() is None
    assert asked.page.plain == "Nobody is left to send it to."


async def test_who_was_left_out_at_the_last_moment_is_named_with_the_reason() -> None:
    sending = Sending(LeftOut(Customer(CustomerId("m"), "Mira"), "wrote again meanwhile"))
    order = inquiry(sending, addressee("Mira"), addressee("Jonas")).confirmed()
    assert order is not None
    told = await order.work()
    assert told == Declined("holding line sent to 1 customer; left out: Mira (wrote again meanwhile)")
