"""What a text looks like, and where that stands in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.guard.text.legible import Legible


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("as it is, Åse!", "as it is, Åse!"),
        ("482\u200b13", "48213"),
        ("\u202e48213\u202c", "48213"),
        ("４８２１３（ＡＢ）", "48213(AB)"),
        ("482\u201113", "482-13"),
        ("482\u00a013", "482 13"),
        ("पत्\u200dनी", "पत्\u200dनी"),
    ],
)
def test_a_text_is_read_as_it_looks(text: str, plain: str) -> None:
    assert Legible(text).text == plain


def test_a_place_in_the_plain_form_is_found_in_the_text() -> None:
    text = "no \u200b482\u200b13 yet"
    start, end = Legible(text).span((3, 8))
    assert text[start:end] == "482\u200b13"


@given(st.text(), st.data())
def test_every_place_leads_back_into_the_text(text: str, data: st.DataObject) -> None:
    read = Legible(text)
    start = data.draw(st.integers(0, len(read.text)))
    end = data.draw(st.integers(start, len(read.text)))
    first, last = read.span((start, end))
    assert 0 <= first <= last <= len(text)
    assert Legible(text[first:last]).text == read.text[start:end]
