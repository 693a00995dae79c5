"""What of a text the encoder reads: words, shapes of numbers, ideographs, and letters that survive a slip."""

import pytest

from agent_console.guard.encoder.token import BUCKETS, MOST_TOKENS, PAIRS, WORDS, buckets, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don't WAIT!", ["don't", "wait", "!"]),
        ("at 12:35", ["at", "00:00"]),
        ("order 48213077", ["order", "0*8"]),
        ("餐馆 ok", ["餐", "馆", "ok"]),
        ("Grüße", ["grüße"]),
        ("", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


def test_numbers_of_one_shape_are_alike() -> None:
    assert _buckets("The train leaves at 09:15") == _buckets("the train leaves at 18:40")


def test_a_misspelt_word_shares_letters_with_the_right_one() -> None:
    right, wrong, other = (_parts(word) for word in ("reservation", "reservaton", "refunded"))
    assert len(right & wrong) > len(right & other)


def test_buckets_stay_those_that_the_weights_were_trained_for() -> None:
    assert _buckets("It left!") == [14132, 10088, 16339, 22531, 22092, 18237, 25774, 29330, 29748, 32186]


def test_the_order_of_words_counts() -> None:
    one, other = (set(_buckets(text)) for text in ("yes or no", "no or yes"))
    assert one != other
    assert {bucket for bucket in one if bucket < WORDS} == {bucket for bucket in other if bucket < WORDS}


@pytest.mark.parametrize("text", ["", "a", "x" * 10_000, "word " * 10_000, "餐" * 10_000, "1/2 " * 5_000])
def test_any_text_gives_some_buckets_and_not_too_many(text: str) -> None:
    found = _buckets(text)
    assert found
    assert 0 <= min(found) <= max(found) < BUCKETS
    assert len(tokens(text)) <= MOST_TOKENS


def _parts(word: str) -> set[int]:
    return {bucket for bucket in _buckets(word) if bucket >= WORDS + PAIRS}


def _buckets(text: str) -> list[int]:
    return list(map(int, buckets(text)))
