"""How alike texts are: a changed name leaves them alike, other words do not, in any script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.domain.likeness import likeness


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Your parcel left today.", "your  PARCEL left today"),
        ("Hi Jonas, your parcel leaves the depot today.", "Hi Mira, your parcel leaves the depot today."),
        ("您的包裹今天已经发出,请注意查收。", "您的包裹今天已经发出,请注意查收!"),
    ],
)
def test_the_same_words_are_alike(one: str, other: str) -> None:
    assert likeness(one, other) >= 0.8


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Your parcel left today.", "Is there anything else I can do for you?"),
        ("Ваша посылка отправлена.", "Чем ещё могу помочь?"),
        ("yes", "no"),
        ("👍", "👎"),
        ("?", ""),
    ],
)
def test_other_words_are_not(one: str, other: str) -> None:
    assert likeness(one, other) < 0.5


@given(st.text(), st.text())
def test_it_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) == likeness(other, one) <= 1
    assert likeness(one, one) == 1
