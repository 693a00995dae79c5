"""What an answer must be to fit its field."""

import pytest

from agent_console.snippets.field import Field, misfit


@pytest.mark.parametrize(
    ("check", "text"),
    [
        ("", "anything"),
        ("", ""),
        ("required", "x"),
        ("number", ""),
        ("number", "12"),
        ("number", " -1.234,50 "),
        ("number", "1 234 567.5"),
        ("date", "2026-03-09"),
        ("date", "9.3.2026"),
        ("date", "31/12/2026"),
        ("date", "12/31/2026"),
        ("date", "29.2.2028"),
        ("required number", "0"),
        ("pattern [A-Z]{2} [0-9]+", "AB 12"),
        ("required pattern .+@.+", "ana@example.com"),
    ],
)
def test_an_answer_fits(check: str, text: str) -> None:
    assert misfit(check, text) == ""


@pytest.mark.parametrize(
    ("check", "text", "reason"),
    [
        ("required", " ", "must not be empty"),
        ("required date", "", "must not be empty"),
        ("number", "12 pieces", "must be a number"),
        ("number", "1 23", "must be a number"),
        ("number", "٣", "must be a number"),
        ("date", "tomorrow", "must be a date"),
        ("date", "31.2.2026", "must be a date"),
        ("date", "31/31/2026", "must be a date"),
        ("pattern [A-Z]{2}", "ABC", "must look like `[A-Z]{2}`"),
        ("pattern [A-Z]{2}", "xAB", "must look like"),
        ("required pattern a b", "ab", "must look like `a b`"),
    ],
)
def test_an_answer_that_does_not_fit_is_told(check: str, text: str, reason: str) -> None:
    assert reason in misfit(check, text)


def test_a_default_goes_before_the_first_choice() -> None:
    assert Field("a", ("x", "y")).usual == "x"
    assert Field("a", ("x", "y"), default="y").usual == "y"
    assert Field("a").usual == ""
