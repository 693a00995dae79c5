"""What is looked for is found whatever its case, accents and signs, and is marked where it stands."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.domain.folding import fold, places


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("LÄMP", "lamp"),
        ("Straße", "strasse"),
        ("Ærlig Ørsted på Łódź", "aerlig orsted pa lodz"),
        ("ёлка Й", "елка и"),
        ("don’t “stop” — now", 'don\'t "stop" - now'),
        ("ﬁne ½", "fine 1⁄2"),
        ("Ｏrder\u00a01", "order 1"),
        ("par\u00adcel\u200b", "parcel"),
        ("Việt Nam", "viet nam"),
    ],
)
def test_case_accents_and_signs_make_no_difference(written: str, typed: str) -> None:
    assert fold(written) == fold(typed)


def test_other_words_stay_other_words() -> None:
    assert fold("card") != fold("cord")
    assert fold("заказ") != fold("закат")


def test_a_match_is_marked_where_it_stands_in_the_text_itself() -> None:
    text = "Große STRASSE, große Straße"
    marked = [text[start:end] for start, end in places(text, ["strasse"])]
    assert marked == ["STRASSE", "Straße"]
    assert places("aaa", ["a"]) == [(0, 3)]
    assert places("order", [""]) == []


@given(st.text(), st.text(max_size=3))
def test_marks_lie_within_the_text_in_order_and_apart(text: str, word: str) -> None:
    spans = places(text, [fold(word)])
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] < after[0] for before, after in pairwise(spans))
    assert bool(spans) == (bool(fold(word)) and fold(word) in fold(text))


@given(st.text(), st.text())
def test_every_character_is_folded_by_itself(first: str, second: str) -> None:
    assert fold(first + second) == fold(first) + fold(second)
