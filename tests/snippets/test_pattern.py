"""Patterns of snippet files: what they find, and those that are refused."""

import pytest

from agent_console.snippets.pattern import Found, Pattern, PatternError


def test_a_match_has_its_place_and_its_groups() -> None:
    assert Pattern("(?P<day>[0-9]+)(st)?").search("on 21 May") == Found(3, 5, ("21", "21", ""), {"day": "21"})


def test_nothing_is_found_where_nothing_matches() -> None:
    assert Pattern("x").search("abc") is None


def test_every_match_comes_in_order() -> None:
    assert [found.start for found in Pattern("æ", "i").every("ÆøæÅ")] == [0, 2]


@pytest.mark.parametrize(("text", "fits"), [("12345", True), ("1234", False), ("12345 ", False)])
def test_a_text_fits_as_a_whole(text: str, fits: bool) -> None:
    assert Pattern("[0-9]{5}").fits(text) is fits


@pytest.mark.parametrize("text", ["(", "a{1001}", "(?=a)", "((a{100}){100}){100}"])
def test_a_pattern_that_is_bad_or_too_large_is_refused(text: str) -> None:
    with pytest.raises(PatternError, match="cannot be used"):
        Pattern(text)
