"""What is told of a draft's length and tone, and of which drafts nothing is."""

import pytest

from agent_console.assist.tone import USUAL, Length, remarks, usual
from tests.processor_time import limited


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("YOUR ORDER IS ON ITS WAY", "capitals"),
        ("It is on its way!!!", "shouting"),
        ("Really?!?", "shouting"),
        ("ВАШ ЗАКАЗ УЖЕ В ПУТИ", "capitals"),
        ("It is on its way to you, dear customer. " * 20, "799"),
        ("No. " * 20, "20 sentences"),
    ],
)
def test_what_may_be_told(text: str, said: str) -> None:
    assert said in " ".join(remarks(text, USUAL))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "OK",
        "Your order FP-555-0142-ABCDEFGHIJKL is on its way!",
        "DHL EXPRESS WORLDWIDE is the carrier.",
        "Sure!!",
    ],
)
def test_most_drafts_are_told_nothing_of(text: str) -> None:
    assert remarks(text, USUAL) == ()


def test_a_long_row_of_dots_takes_no_longer_than_other_text() -> None:
    with limited():
        assert Length.of("." * 300_000 + "x").sentences == 1


def test_what_is_usual_is_learnt_from_what_was_sent() -> None:
    assert usual(["Hi."] * 4) == USUAL
    assert usual(["One. Two."] * 5) == Length(9, 2)


def test_who_writes_long_letters_is_told_later() -> None:
    letter = "This is how you set it up at home. " * 20
    assert remarks(letter, USUAL)
    assert remarks(letter, usual([letter] * 5)) == ()
