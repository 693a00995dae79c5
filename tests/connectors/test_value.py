"""Values of foreign systems: what makes sense is read, what does not is None, nothing raises."""

from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.connectors.value import currency, moment, money, number, text, whole
from agent_console.domain.record import Money

OSLO = ZoneInfo("Europe/Oslo")
json_values = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("25.80", Decimal("25.80")),
        (" 7 ", Decimal(7)),
        (59.9, Decimal("59.9")),
        (3080, Decimal(3080)),
        ("25,80 EUR", None),
        ("NaN", None),
        ("Infinity", None),
        ("1e999999", None),
        ("0." + "1" * 1000, None),
        (True, None),
        ([5], None),
        (None, None),
    ],
)
def test_numbers(value: object, expected: Decimal | None) -> None:
    assert number(value) == expected


def test_money_is_scaled_to_major_units_without_rounding() -> None:
    assert money(3080, "EUR", Decimal("0.01")) == Money(Decimal("30.80"), "EUR")
    assert money("59.90", "EUR", Decimal(1)) == Money(Decimal("59.90"), "EUR")


def test_money_without_a_currency_is_none() -> None:
    assert money(3080, "", Decimal(1)) is None


@pytest.mark.parametrize(
    ("value", "code"),
    [("EUR", "EUR"), (" nok", "NOK"), ("€", ""), ("EURO", ""), ("ЕВР", ""), (978, ""), (None, "")],
)
def test_currencies(value: object, code: str) -> None:
    assert currency(value) == code


@pytest.mark.parametrize(("value", "expected"), [(2, 2), ("2", 2), (2.0, 2), ("1.5", None), (True, None)])
def test_whole_numbers(value: object, expected: int | None) -> None:
    assert whole(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-03-04T10:00:00Z", datetime(2026, 3, 4, 10, tzinfo=UTC)),
        ("2026-03-04T10:00:00-05:00", datetime(2026, 3, 4, 15, tzinfo=UTC)),
        ("2026-03-04 10:00:00", datetime(2026, 3, 4, 9, tzinfo=UTC)),
        ("2026-03-04", datetime(2026, 3, 4, 11, tzinfo=UTC)),
        (1772618400, datetime(2026, 3, 4, 10, tzinfo=UTC)),
        (1772618400000, datetime(2026, 3, 4, 10, tzinfo=UTC)),
        ("tomorrow", None),
        ("", None),
        ("0001-01-01T00:00:00+14:00", None),
        (1e300, None),
        (True, None),
        (["2026-03-04"], None),
    ],
)
def test_times_without_a_zone_are_in_the_given_one(value: object, expected: datetime | None) -> None:
    assert moment(value, OSLO) == expected


def test_a_date_is_the_same_day_from_alaska_to_japan() -> None:
    read = moment("2026-03-04", UTC)
    assert read is not None
    for zone in ("America/Anchorage", "Asia/Tokyo"):
        assert read.astimezone(ZoneInfo(zone)).day == 4


@pytest.mark.parametrize(
    ("value", "expected"), [("a", "a"), (7, "7"), (True, ""), (None, ""), ({}, ""), ("a\udc80", "a?")]
)
def test_texts(value: object, expected: str) -> None:
    assert text(value) == expected


@given(json_values)
def test_whatever_comes_is_read_without_raising(value: object) -> None:
    text(value).encode()
    for read in (number, whole, currency):
        read(value)
    moment(value, OSLO)
    money(value, "EUR", Decimal("0.01"))
