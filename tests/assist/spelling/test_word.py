"""Which parts of a text are words that a dictionary can tell about."""

import pytest

from agent_console.assist.spelling.word import finished, words


def texts(text: str) -> list[str]:
    return [word.text for word in words(text)]


@pytest.mark.parametrize(
    "told",
    [
        "https://shop.example.com/ordrs?id=paht",
        "www.example.com/hlep",
        "help@exmaple.com",
        "example.com",
        "notes.txt",
        "#A-1042",
        "FP-555-0142",
        "2nd",
        "#urgnet",
        "@samr",
        ";eat",
        ":shrgu",
        "/clsoe",
        "--verbsoe",
        "~/ordres",
        "C:\\ordres",
        "`git stauts`",
        "```\nprnit(x)\n```",
        "order_numbr",
        "getOrdr",
        "prnit()",
        "f(x)",
        "<bodyy>",
        "a=bc",
        "⟦customer naem⟧",
        "z.B.",
        "e.g.",
        "HTTP",
        "FAQ",
        "I",
        "(#tagg)",
        "iPhnoe",
        "x" * 50,
        "— … !!! :-) 12:30 €5",
    ],
)
def test_what_is_no_word_of_a_language_is_passed_over(told: str) -> None:
    assert texts(told) == []
    assert texts(f"see {told} now") == ["see", "now"]


def test_words_stand_where_they_are_in_the_text() -> None:
    text = "Hi “Mira”, it’s\nyour e-mail… naïve Straße, ещё."
    found = words(text)
    assert [word.text for word in found] == ["Hi", "Mira", "it's", "your", "e-mail", "naïve", "Straße", "ещё"]
    assert [text[word.start : word.end] for word in found][2] == "it’s"


def test_composed_and_decomposed_letters_are_the_same_word() -> None:
    assert texts("nai\u0308ve") == ["naïve"]


def test_the_word_being_typed_is_not_finished() -> None:
    text = "your ordr"
    assert [word.text for word in finished(words(text), len(text))] == ["your"]
    assert [word.text for word in finished(words(f"{text} "), len(text) + 1)] == ["your", "ordr"]


def test_a_very_long_text_without_a_space_is_no_work() -> None:
    # In the square of its length this would take minutes.
    assert texts("ab" * 200_000) == []
    assert texts("`" * 100_000) == []
