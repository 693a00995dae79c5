"""The record says what is known, what is being read, and what could not be read."""

from dataclasses import replace

from agent_console.domain.customer import CustomerId
from agent_console.domain.record import Freshness, Item, Order, Record
from agent_console.ui.record_page import record_page
from tests.fakes import START
from tests.ui.chat import conversation

NOBODY = CustomerId("c-1")


def _page(record: Record, width: int = 40) -> str:
    return record_page(conversation(), record, width).plain


def test_states_are_told_apart() -> None:
    assert "reading orders and cases" in _page(Record(NOBODY))
    assert "ORDERS\nnone" in _page(Record(NOBODY, Freshness.FRESH))
    failed = _page(Record(NOBODY, Freshness.FAILED, failure="no answer from the shop"))
    assert "not read no answer from the shop" in failed
    assert "ORDERS" not in failed


def test_known_orders_stay_with_their_time_when_reading_again_fails() -> None:
    stale = Record(NOBODY, Freshness.FAILED, (Order("48213"),), fetched_at=START, failure="no answer")
    assert "not read (as of 09:00)" in _page(stale)
    assert "#48213" in _page(stale)


def test_long_orders_are_cut_and_counted() -> None:
    order = Order("1", items=tuple(Item(f"thing {n}") for n in range(9)))
    page = _page(Record(NOBODY, Freshness.FRESH, (order,)))
    assert "thing 5" in page
    assert "thing 6" not in page
    assert "and 3 more" in page


def test_rows_hang_under_their_beginning_and_fit() -> None:
    order = Order("1", items=(Item("a very long name of one single thing"),))
    page = _page(Record(NOBODY, Freshness.FRESH, (order,)), width=20)
    assert "  a very long name\n  of one single\n  thing" in page
    assert max(map(len, page.split("\n"))) <= 20


def test_everything_is_sanitised() -> None:
    hostile = "x\x1b]52;c;aGk=\x07[/]"
    held = conversation()
    held = replace(held, concern=hostile, customer=replace(held.customer, email=hostile, account=hostile))
    order = Order(hostile, hostile, items=(Item(hostile),))
    page = record_page(held, Record(NOBODY, Freshness.FAILED, (order,), failure=hostile), 60).plain
    assert "\x1b" not in page
    assert "\x07" not in page
    assert page.count("[/]") >= 5
