"""Values as they are displayed."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from agent_console.domain.record import Money
from agent_console.ui.format import block, clock, date, joined, line, money, time_of_day


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0, "0:00"),
        (7.9, "0:07"),
        (59, "0:59"),
        (60, "1:00"),
        (3599, "59:59"),
        (3600, "1:00:00"),
        (90061, "25:01:01"),
    ],
)
def test_clock_shows_minutes_and_from_an_hour_on_hours(seconds: float, shown: str) -> None:
    assert clock(timedelta(seconds=seconds)) == shown


def test_text_from_outside_is_sanitised_and_never_markup() -> None:
    assert block("a\x1b[31m\r\nb").plain == "a␛[31m\nb"
    assert line("a\nb\x9b", 10).plain == "a b�"
    assert block("[b]x[/b] [/y]").plain == "[b]x[/b] [/y]"
    assert not block("[b]x[/b]").spans


def test_joined_takes_strings_literally() -> None:
    assert joined("[red]", ("[/]", "bold"), line("[x]")).plain == "[red][/][x]"


def test_times_and_dates_are_local() -> None:
    at = datetime(2026, 3, 7, 23, 5, tzinfo=UTC)
    assert time_of_day(at) == "23:05"
    assert date(at) == "7 Mar 2026"


def test_money_keeps_its_decimals() -> None:
    assert money(Money(Decimal("1249.50"), "NOK")).plain == "1,249.50 NOK"
    assert money(Money(Decimal("500"), "JPY")).plain == "500 JPY"
