"""What differs between two versions of a text, carried over to what became of the first one."""

import pytest

from agent_console.domain.edit import Edit
from agent_console.domain.merge import MOST_WORDS, carried, differences, replaced, stands_in

FIRST = "Hello Mira Holm, order 48213 left (call +47 555 0132)."
SECOND = "Hello Jo, order ⟦order.number⟧ left (call +47 555 0199)."
VALUES = ["Mira Holm", "Jo", "48213", "+47 555 0132", "+47 555 0199"]


def merged(text: str, first: str = FIRST, second: str = SECOND) -> str:
    for one in reversed(carried(differences(first, second, VALUES), first, text, VALUES)):
        text = text[: one.edit.start] + one.edit.text + text[one.edit.end :]
    return text


def test_names_and_numbers_differ_as_a_whole() -> None:
    found = differences(FIRST, SECOND, VALUES)
    assert [FIRST[one.edit.start : one.edit.end] for one in found] == ["Mira Holm", "48213", "+47 555 0132"]
    assert [SECOND[one.start :].startswith(one.edit.text) for one in found] == [True, True, True]


def test_equal_texts_do_not_differ() -> None:
    assert differences(FIRST, FIRST, VALUES) == ()


def test_the_differences_make_one_version_of_the_other() -> None:
    assert merged(FIRST) == SECOND


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Good news!\n{FIRST}\nBye", f"Good news!\n{SECOND}\nBye"),
        (
            "Hi Mira Holm, order 48213 has left today (call +47 555 0132). Bye",
            "Hi Jo, order ⟦order.number⟧ has left today (call +47 555 0199). Bye",
        ),
        ("Hello Mira, order 48213 left.", "Hello Mira, order ⟦order.number⟧ left."),
        ("Something else altogether", "Something else altogether"),
    ],
)
def test_what_was_written_around_and_between_stays(text: str, expected: str) -> None:
    assert merged(text) == expected


def test_words_that_are_only_put_in_are_carried_too() -> None:
    assert merged("Well, it left. Bye", "it left.", "it left today.") == "Well, it left today. Bye"


def test_a_text_too_long_to_align_is_left_alone() -> None:
    text = "Hello Mira Holm " + "a " * MOST_WORDS
    assert merged(text) == text


def test_two_very_long_versions_differ_as_a_whole() -> None:
    first, second = "a " * MOST_WORDS, "b " + "a " * MOST_WORDS
    assert merged(f"Hello, {first}", first, second) == f"Hello, {second}"
    assert differences(first, first) == ()


def test_scripts_without_spaces_are_cut_into_signs() -> None:
    found = differences("你好米拉，订单48213已发", "你好约纳斯，订单50718已发", ["米拉", "约纳斯"])
    assert [one.edit for one in found] == [Edit(2, 4, "约纳斯"), Edit(7, 12, "50718")]


@pytest.mark.parametrize(
    ("word", "text", "there"),
    [
        ("Mira", "Hi Mira!", True),
        ("Mira", "Miranda", False),
        ("48213", "#48213.", True),
        ("48213", "148213", False),
        ("48213", "订单48213已发", True),
        ("米拉", "你好米拉", True),
        ("+47 555", "call +47 555", True),
        ("", "anything", False),
    ],
)
def test_a_word_stands_in_a_text_by_itself(word: str, text: str, there: bool) -> None:
    assert stands_in(word, text) is there


def test_words_give_way_to_others_the_longest_first() -> None:
    words = {"Mira": "Jo", "Mira Holm": "Jo Berg"}
    assert replaced("Mira Holm, Mira, Miranda", words) == "Jo Berg, Jo, Miranda"
    assert replaced("Mira", {}) == "Mira"
