"""Sorted texts as a trie: against looking at every one of them."""

from hypothesis import given
from hypothesis import strategies as st

from agent_console.snippets.trigger.prefix import NOWHERE, Prefixes

TEXTS = st.lists(st.text("abé", max_size=5), max_size=12)
TEXT = st.text("abé", max_size=8)


@given(TEXTS, TEXT)
def test_a_walk_ends_where_no_text_goes_on(texts: list[str], wanted: str) -> None:
    prefixes = Prefixes(texts)
    place = 0
    for length in range(len(wanted) + 1):
        place = prefixes.place(wanted[:length], place)
        assert (place != NOWHERE) == any(text.startswith(wanted[:length]) for text in texts)
        if place == NOWHERE:
            return


@given(TEXTS, TEXT)
def test_what_begins_so_comes_in_order(texts: list[str], wanted: str) -> None:
    assert list(Prefixes(texts).beginning(wanted)) == sorted(
        {text for text in texts if text.startswith(wanted)}
    )


@given(TEXTS, TEXT)
def test_what_a_text_begins_with_comes_longest_first(texts: list[str], wanted: str) -> None:
    assert list(Prefixes(texts).begun_by(wanted)) == sorted(
        {text for text in texts if wanted.startswith(text)}, key=len, reverse=True
    )


def test_the_last_code_point_is_a_character_like_any_other() -> None:
    last = "\U0010ffff"

    assert list(Prefixes([last, last * 2]).beginning(last)) == [last, last * 2]
