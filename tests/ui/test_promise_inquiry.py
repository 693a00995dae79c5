"""The question when the agent will be back: what was understood, and whether the customer is told."""

from datetime import datetime, timedelta

import pytest
from textual.content import Content

from agent_console.ports import Declined
from agent_console.ui.inquiry.inquiry import Amiss, Order
from agent_console.ui.inquiry.promise import PromiseInquiry
from tests.fakes import START


class Promising:
    """Remembers what was promised."""

    def __init__(self) -> None:
        self.made: list[tuple[datetime, str]] = []

    async def __call__(self, until: datetime, words: str) -> Declined | None:
        self.made.append((until, words))
        return None


def _inquiry(promised: Promising, told: bool = True) -> PromiseInquiry:
    return PromiseInquiry(Content("when?"), lambda: START, promised, told)


@pytest.mark.parametrize(("told", "done"), [(True, "can read it"), (False, "is not told")])
async def test_a_time_and_words_are_promised_and_it_is_said_who_knows(told: bool, done: str) -> None:
    promising = Promising()
    inquiry = _inquiry(promising, told)
    (choice,) = inquiry.choices("2 hours call the carrier")
    order = inquiry.answer("2 hours call the carrier", choice)
    assert isinstance(order, Order)
    assert done in order.done.plain
    assert order.patient  # the words are there still where the chat system refuses
    await order.work()
    assert promising.made == [(START + timedelta(hours=2), "call the carrier")]


def test_every_example_is_understood_and_anything_else_is_said() -> None:
    inquiry = _inquiry(Promising())
    assert len(inquiry.choices("")) == 6
    assert inquiry.choices("when I can") == []
    assert isinstance(inquiry.answer("when I can", None), Amiss)
