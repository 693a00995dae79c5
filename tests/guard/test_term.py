"""Terms of texts in several scripts."""

import pytest

from agent_console.guard.text.term import MOST_TERMS, is_figure, pairs, terms


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The 12:35 to Norwich, please!", ("the", "12:35", "to", "norwich", "please")),
        ("Order AB-1234 isn't here", ("order", "ab-1234", "isn't", "here")),
        ("您好，王女士", ("您好", "王女", "女士")),
        ("订单AB12在路上", ("订单", "ab12", "在路", "路上")),
        ("", ()),
        ("?!…", ()),
    ],
)
def test_a_text_is_taken_apart(text: str, found: tuple[str, ...]) -> None:
    assert terms(text) == found


def test_a_huge_text_gives_no_more_terms_than_a_long_one() -> None:
    assert len(terms("word " * 10_000)) == len(terms("字" * 20_000)) == MOST_TERMS


def test_neighbours_are_pairs() -> None:
    assert pairs(("one", "two", "three")) == ("one two", "two three")


def test_what_has_a_digit_is_a_figure() -> None:
    assert is_figure("b19y")
    assert not is_figure("norwich")
