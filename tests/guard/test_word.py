"""The words of a text, in whatever script, each taken apart when it is looked at."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.guard.text import word
from agent_console.guard.text.word import Words, words


@given(st.text(string.printable, max_size=60))
def test_a_plain_text_has_the_words_that_the_pattern_for_all_scripts_finds(text: str) -> None:
    every: re.Pattern[str] = word._WORD
    assert [(one.start, one.end) for one in words(text)] == [found.span() for found in every.finditer(text)]


@pytest.mark.parametrize("text", ["Karen's parcel, and Müller-Lüdenscheidt’s", "привет, Юлия", "", "12 ..."])
def test_words_looked_at_one_by_one_are_those_of_the_whole_text(text: str) -> None:
    one_by_one, whole = Words(text), words(text)
    assert tuple(one_by_one) == whole
    assert tuple(one_by_one[1:3]) == whole[1:3]
    assert len(one_by_one) == len(whole)
    assert one_by_one.written == [text[one.start : one.end] for one in whole]
    if whole:
        assert one_by_one[-1] == whole[-1]
    with pytest.raises(IndexError):
        one_by_one[len(whole)]
