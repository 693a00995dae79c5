"""Cutting replies up: nothing is lost, and what may identify somebody is one part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.assist.phrase.token import identifies, tokens, words
from tests.processor_time import limited


@given(st.text())
def test_the_parts_of_a_text_are_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text


@pytest.mark.parametrize(
    ("unit", "parts"),
    [("!", 1), ("A!", 2), ("您", 1), ("[", 1), ("1.", 0), ("a://.", 0), (".", 1)],
)
def test_the_work_grows_with_the_length_of_a_text_and_no_faster(unit: str, parts: int) -> None:
    count = 200_000 // len(unit)
    with limited():
        found = tokens(unit * count + "x")
    assert len(found) == (parts * count + 1 if parts else 1)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Don't worry, Mira.", ["Don't", " worry", ",", " Mira", "."]),
        ("It is 12:30.", ["It", " is", " 12:30", "."]),
        ("order #A-12/7!", ["order", " #A-12/7", "!"]),
        ("to mira@example.com, soon", ["to", " mira@example.com", ",", " soon"]),
        ("see https://example.com/a?b=c.", ["see", " https://example.com/a?b=c", "."]),
        ("Wie geht's?\nGut", ["Wie", " geht's", "?", "\n", "Gut"]),
        ("您好", ["您", "好"]),
        ("Hi ", ["Hi", " "]),
    ],
)
def test_words_signs_and_identifiers_are_parts(text: str, parts: list[str]) -> None:
    assert tokens(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "48213",
        "#A-12",
        "mira@example.com",
        "€12.50",
        "12/04/2026",
        "+47-555-0142",
        "AB12CD",
        "http://x.example",
    ],
)
def test_what_may_be_somebodys_is_known_by_its_form(text: str) -> None:
    assert all(map(identifies, tokens(text)))


def test_words_have_neither_numbers_nor_case() -> None:
    assert words("Order 12, AT Lamp24.") == ["order", "at", "lamp"]
