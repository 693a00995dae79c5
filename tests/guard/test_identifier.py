"""What counts as a number of somebody's, and how differently it can be written."""

import pytest

from agent_console.guard.identity.address import Spelling, street
from agent_console.guard.identity.identifier import Kind, endings, occurrences, written


def keys(text: str) -> set[str]:
    return {found.key for found in occurrences(text)}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Order #48213.", "48213"),
        ("1Z-555-88-21", "1z5558821"),
        ("ref. R59829974!", "r59829974"),
        ("(804-136300-0222120)", "8041363000222120"),
        ("804 136300 0222120", "8041363000222120"),
        ("Mira.Holm@Example.com,", "mira.holm@example.com"),
        ("+47 555 01 234", "tel:55501234"),
        ("(555) 013-4477", "tel:50134477"),
        ("#1042", "1042"),
        ("order 1042", "1042"),
        ("Bestellung Nr. 1042", "1042"),
        ("заказ 1042", "1042"),
        ("您的订单48213已发货", "48213"),
        ("电话555 010 2030。", "tel:50102030"),
        ("رقم ٤٨٢١٣", "48213"),
        ("４８２１３", "48213"),
    ],
)
def test_numbers_are_found_however_written(text: str, key: str) -> None:
    assert key in keys(text)


@pytest.mark.parametrize(
    "text",
    [
        "no numbers here",
        "in 2026",
        "room 1042",
        "on 2026-03-01, 1.3.2026 or 3/1/2026",
        "$48213, € 48213, 48213 kr, 48213%",
        "12 items",
    ],
)
def test_dates_amounts_and_small_numbers_are_none(text: str) -> None:
    assert keys(text) == set()


def test_an_occurrence_says_where_it_stands() -> None:
    text = "see #48213, please"
    (found,) = occurrences(text)
    assert text[found.start : found.end] == "#48213"


@pytest.mark.parametrize(
    "text",
    [
        "ending in 8213",
        "ENDS with 8213",
        "the last four digits are 8213",
        "endet auf 8213",
        "endend auf 8213",
        "die letzten 4: 8213",
        "slutter på 8213",
        "slutar 8213",
        "siste fire 8213",
        "sista fyra 8213",
        "оканчивается на 8213",
        "последние четыре 8213",
        "尾号8213",
        "**8213",
        "XX-8213",
        "x*8213",
        "•• 8213",
        "...8213",
    ],
)
def test_endings_are_found(text: str) -> None:
    assert [found.key for found in endings(text)] == ["8213"]


def test_an_ending_is_a_short_number_near_the_word() -> None:
    assert not list(endings("it ends soon. Call 8213"))
    assert not list(endings("ending in 48213000"))


def test_what_a_customer_writes_is_theirs_when_it_is_long_enough() -> None:
    assert dict(written("48213 or a@example.com or WH-1000XM4 or 555 010 2030 2")) == {
        "48213": Kind.WRITTEN,
        "a@example.com": Kind.EMAIL,
        "tel:01020302": Kind.PHONE,
        "55501020302": Kind.WRITTEN,
    }


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("12 Harbour Street, Port Example", "12 harbour street"),
        ("c/o Holm, Ødegårdsveien 7; 0155 Oslo", "odegardsveien 7"),
        ("Port Example", ""),
        ("", ""),
        ("12345", ""),
    ],
)
def test_the_street_is_the_telling_part_of_an_address(address: str, key: str) -> None:
    assert street(address) == key


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12 Harbour Street", "12 Harbour Street"),
        ("to 12 harbour  street, yes", "12 harbour  street"),
        ("is it 12, Harbour-Street?", "12, Harbour-Street"),
    ],
)
def test_a_street_is_found_in_a_text(text: str, found: str) -> None:
    span = Spelling(text).find("12 harbour street")
    assert span is not None
    assert text[slice(*span)] == found


def test_a_longer_number_is_another_street() -> None:
    assert Spelling("112 Harbour Street").find("12 harbour street") is None
    assert Spelling("").find("12 harbour street") is None


def test_a_million_characters_are_read_in_reasonable_time() -> None:
    for text in ("x" * 1_000_000, "1" * 1_000_000, "a-" * 500_000, "1 " * 500_000, "x@" * 500_000):
        list(occurrences(text[:20_000]))
