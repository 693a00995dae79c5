"""Reasons that an agent can check by looking."""

from agent_console.domain.chat import Author
from agent_console.guard.dialogue import Turn
from agent_console.guard.model.explanation import reason
from agent_console.guard.subject import Subject
from tests.guard.desk_of_subjects import after, message, subject


def why(draft: str, here: Subject, there: Subject) -> str:
    return reason(Turn.of(Author.AGENT, draft), here, there, lambda term: 1.0 if term[0] in "nk1" else 0.1)


def test_what_stands_only_in_the_other_chat_is_quoted_as_written() -> None:
    mira, jonas = subject("Mira Holm", said=("to norwich at 12:35",)), subject("Jonas Weber", said=("hi",))
    told = why("Norwich, 12:35.", jonas, mira)
    assert told == "“Norwich”, “12:35” stand in the chat with Mira Holm, not here"


def test_the_rarest_words_are_quoted_first_and_three_of_them() -> None:
    rarity = {"train": 0.6, "to": 0.1, "norwich": 0.9, "ely": 0.8, "cromer": 0.7}
    words = " ".join(rarity)
    mira, jonas = subject("Mira Holm", said=(words,)), subject("Jonas Weber", said=("hi",))
    told = reason(Turn.of(Author.AGENT, words), jonas, mira, rarity.__getitem__)
    assert told.startswith("“norwich”, “ely”, “cromer” stand")


def test_a_first_greeting_is_never_late() -> None:
    mira = subject("Mira Holm", said=("hi", "my lamp", "hm", "hm"))
    assert "greets" not in why("Hello!", mira, subject("Jonas Weber"))


def test_a_late_greeting() -> None:
    mira = subject("Mira Holm", said=("hi", "my lamp"))
    mira = after(mira, message("One moment.", Author.AGENT), message("ok"))
    assert why("Hello!", mira, subject("Jonas Weber")) == "this greets, and the chat is 4 messages old"


def test_an_early_goodbye() -> None:
    mira, jonas = subject("Mira Holm", said=("my lamp",)), subject("Jonas Weber")
    assert why("Goodbye!", mira, jonas) == "this says goodbye, and the chat has only begun"


def test_who_waits() -> None:
    mira = after(subject("Mira Holm", said=("my lamp",)), message("It left.", Author.AGENT))
    jonas = subject("Jonas Weber", said=("where is it?",))
    assert why("In a minute.", mira, jonas).startswith("Jonas Weber waits for an answer")


def test_there_is_always_a_reason() -> None:
    mira, jonas = subject("Mira Holm", said=("hm",)), subject("Jonas Weber", said=("hm",))
    assert why("In a minute.", mira, jonas) == "this reads like an answer to Jonas Weber"
