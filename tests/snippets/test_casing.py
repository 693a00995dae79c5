"""The case of a typed trigger and what it does to a text, its marks included."""

import pytest

from agent_console.snippets.stop.mark import begin, end, hole
from agent_console.snippets.trigger.casing import Casing, Style, cased, casing_of


@pytest.mark.parametrize(
    ("typed", "casing"),
    [
        ("brb", Casing.AS_WRITTEN),
        ("Brb", Casing.CAPITALIZE),
        ("BRB", Casing.UPPERCASE),
        ("BRb", Casing.UPPERCASE),
        ("bRB", Casing.AS_WRITTEN),
        (";Brb", Casing.CAPITALIZE),
        ("B2rb", Casing.CAPITALIZE),
        ("Äh", Casing.CAPITALIZE),
        ("ÄH", Casing.UPPERCASE),
        (";2", Casing.AS_WRITTEN),
        ("", Casing.AS_WRITTEN),
        ("東京", Casing.AS_WRITTEN),
    ],
)
def test_the_first_two_letters_decide(typed: str, casing: Casing) -> None:
    assert casing_of(typed) is casing


@pytest.mark.parametrize(
    ("style", "one_capital", "one_letter", "capitals"),
    [
        ("uppercase", Casing.CAPITALIZE, Casing.UPPERCASE, Casing.UPPERCASE),
        ("capitalize", Casing.CAPITALIZE, Casing.CAPITALIZE, Casing.UPPERCASE),
        ("capitalize_words", Casing.CAPITALIZE_WORDS, Casing.CAPITALIZE_WORDS, Casing.UPPERCASE),
    ],
)
def test_the_style_says_what_a_capital_means(
    style: Style, one_capital: Casing, one_letter: Casing, capitals: Casing
) -> None:
    assert casing_of(";Brb", style) is one_capital
    assert casing_of(";B", style) is one_letter
    assert casing_of(";BRB", style) is capitals


@pytest.mark.parametrize(
    ("text", "capitalized", "words", "upper"),
    [
        ("be right back", "Be right back", "Be Right Back", "BE RIGHT BACK"),
        ("o'clock", "O'clock", "O'Clock", "O'CLOCK"),
        ("vis-à-vis", "Vis-à-vis", "Vis-À-Vis", "VIS-À-VIS"),
        ("ßa ßb", "Sa ßb", "Sa Sb", "SSA SSB"),
        ("a\u0301b c", "A\u0301b c", "A\u0301b C", "A\u0301B C"),
        ("9 lives", "9 lives", "9 Lives", "9 LIVES"),
        (" so", " so", " So", " SO"),
        ("", "", "", ""),
    ],
)
def test_a_text_in_each_case(text: str, capitalized: str, words: str, upper: str) -> None:
    assert cased(text, Casing.AS_WRITTEN) == text
    assert cased(text, Casing.CAPITALIZE) == capitalized
    assert cased(text, Casing.CAPITALIZE_WORDS) == words
    assert cased(text, Casing.UPPERCASE) == upper


def test_the_text_of_a_stop_that_stands_first_is_capitalized() -> None:
    assert cased(f"{begin(12)}{begin(3)}ana{end(3)}{end(12)} b", Casing.CAPITALIZE) == (
        f"{begin(12)}{begin(3)}Ana{end(3)}{end(12)} b"
    )


@pytest.mark.parametrize("first", [begin(0) + end(0), hole(0)])
def test_nothing_behind_an_empty_stop_or_a_hole_counts_as_the_first_character(first: str) -> None:
    assert cased(f"{first}abc", Casing.CAPITALIZE) == f"{first}abc"


@pytest.mark.parametrize("casing", Casing)
def test_marks_stay_as_they_are(casing: Casing) -> None:
    marks = f"{begin(10)}{end(10)}{hole(2)}"

    assert cased(f"x {marks}", casing).endswith(marks)
