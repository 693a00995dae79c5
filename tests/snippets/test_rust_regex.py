"""Patterns in Rust's syntax: what they match, what is refused, and that none takes long."""

import pytest

from agent_console.snippets.pattern import PatternError
from agent_console.snippets.trigger.rust_regex import compiled


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\w+", "größe"),
        (r"\w+", "a\u0301"),
        (r"[\w-]+", "vis-à-vis"),
        (r"\d", "٣"),
        (r"a\sb", "a\u00a0b"),
        (r"\W", "—"),
        (r"[^\d]", "é"),
        (r"\u00e9\u{1F600}\x{41}", "é😀A"),
        (r"[[:alpha:]]", "x"),
        (r"[]a]+", "a]"),
        (r"[^]]\[", "x["),
        (r"\p{Cyrillic}\pL", "жx"),
        (r"(?<one>a)(?P<two>b)", "ab"),
        (r"\\w", r"\w"),
        (r"a--b&&c", "a--b&&c"),
    ],
)
def test_it_matches_as_in_rust(pattern: str, text: str) -> None:
    assert compiled(pattern).fits(text)


@pytest.mark.parametrize(
    ("pattern", "text"), [(r"\W", "é"), (r"\D", "٣"), (r"[^\w]", "é"), (r"\S", "\u00a0")]
)
def test_negated_classes_are_of_every_script_too(pattern: str, text: str) -> None:
    assert not compiled(pattern).fits(text)


@pytest.mark.parametrize("pattern", ["(", "[a&&b]", "[a[b]]", "[a-z--m]", "(?=a)", "a{5000}", r"(a)\1"])
def test_what_cannot_be_matched_alike_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError, match="cannot be used"):
        compiled(pattern)
