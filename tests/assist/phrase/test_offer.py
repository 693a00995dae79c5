"""How much of an offer one key takes, and how much of it is shown."""

from agent_console.assist.phrase.offer import next_word, within


def test_the_next_word_brings_the_space_before_it() -> None:
    assert next_word("nk you, Mira") == "nk"
    assert next_word(" you, Mira") == " you,"
    assert next_word("") == ""


def test_only_whole_words_are_shown() -> None:
    assert within("nk you very much", 8, len) == "nk you"
    assert within("nk you very much", 20, len) == "nk you very much"
    assert within("incomprehensible", 8, len) == ""
