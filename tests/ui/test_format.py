"""Values as they are displayed."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from agent_console.domain.record import Money
from agent_console.texts import speak
from agent_console.ui.format import (
    block,
    clock,
    date,
    file_size,
    filled,
    in_figures,
    joined,
    line,
    money,
    time_of_day,
    weekday,
)

NO_BREAK = "\N{NO-BREAK SPACE}"
SATURDAY = datetime(2026, 3, 7, 23, 5, tzinfo=UTC)


@pytest.fixture
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Speak a language for one test."""
    speak(request.param)
    yield request.param
    speak("en")


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


@pytest.mark.parametrize(("size", "shown"), [(0, "0 bytes"), (999, "999 bytes"), (3_400_000, "3.4 MB")])
def test_a_files_size_has_the_unit_that_suits_it(size: int, shown: str) -> None:
    assert file_size(size) == shown


@pytest.mark.parametrize(
    ("language", "day", "of_week", "figures"),
    [
        ("en", "7 Mar 2026", "Sat", "1,249.50"),
        ("de", "7. März 2026", "Sa", "1.249,50"),
        ("nb", "7. mars 2026", "lør.", f"1{NO_BREAK}249,50"),
        ("ru", f"7 мар. 2026{NO_BREAK}г.", "сб", f"1{NO_BREAK}249,50"),
    ],
    indirect=["language"],
)
def test_days_and_figures_are_written_as_in_the_language_that_is_spoken(
    language: str, day: str, of_week: str, figures: str
) -> None:
    assert (date(SATURDAY), weekday(SATURDAY), in_figures("1,249.50")) == (day, of_week, figures)


def test_what_fills_a_text_keeps_its_own_style_and_is_no_markup() -> None:
    words = filled("{key} takes [b]{who}", "dim", key=joined(("F3", "bold")), who="[i]Ana {x}")
    assert words.plain == "F3 takes [b][i]Ana {x}"
    assert [(words.plain[span.start : span.end], span.style) for span in words.spans] == [
        ("F3", "bold"),
        (" takes [b]", "dim"),
    ]
