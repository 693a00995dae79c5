"""What is open in a conversation: asked, promised, mentioned; and what closes it."""

from dataclasses import replace

import pytest

from agent_console.assist.catch_up import CatchUp
from agent_console.assist.mood import Mood
from agent_console.assist.thread import MOST_MESSAGES, Thread
from agent_console.domain.chat import Conversation
from tests.assist.chat import chat, said


def _at(conversation: Conversation, *numbers: str) -> CatchUp:
    thread = Thread()
    assert thread.follow(conversation, numbers)
    return thread.catch_up(conversation)


def _question(*lines: str) -> str | None:
    question = _at(chat(*lines)).question
    return None if question is None else question.words


def _promised(*lines: str) -> list[str]:
    return [pledge.quote.words for pledge in _at(chat(*lines)).pledges]


def test_the_newest_question_is_open() -> None:
    assert _question("c: Hi! Where is my lamp?", "a: It left on Monday.", "c: Fine. And the shade?") == (
        "And the shade?"
    )


def test_an_answer_settles_a_question() -> None:
    assert _question("c: Where is my lamp?", "a: It left the warehouse on Monday.") is None
    assert _question("c: Where is it?", "a: It left the warehouse on Monday.", "c: The shade came.") is None


def test_a_question_back_leaves_it_open() -> None:
    assert _question("c: Where is my lamp?", "a: What is the order number?", "c: It is 48213.") == (
        "Where is my lamp?"
    )
    assert _question("c: Where is my lamp?", "a: Let me check.", "c: Take your time.") == "Where is my lamp?"


def test_asking_whether_there_is_anything_else_settles_it() -> None:
    assert _question("c: Where is it?", "a: It left on Monday. Anything else?", "c: It is brass.") is None


@pytest.mark.parametrize(
    "farewell", ["No, that's all. Bye!", "Thank you so much.", "Vielen Dank!", "谢谢，再见"]
)
def test_who_says_goodbye_asks_nothing_more(farewell: str) -> None:
    assert _question("c: Where is it?", "a: What is the number?", f"c: {farewell}") is None


def test_of_a_hollow_question_the_sentence_before_it_counts() -> None:
    assert _question("c: The lamp arrived broken. Can you help me with that?") == "The lamp arrived broken."


def test_a_nudge_does_not_hide_the_question() -> None:
    assert _question("c: Where is my lamp?", "c: Hello?", "c: please hurry!") == "Where is my lamp?"


def test_promises_are_open_until_they_are_kept() -> None:
    assert _promised("c: It broke.", "a: I'll arrange a replacement.") == ["I'll arrange a replacement."]
    assert _promised("a: I'll arrange a replacement.", "a: The replacement has been booked.") == []
    assert _promised("a: Let me check.", "a: It appears to be in Oslo, at the terminal.") == []


def test_a_promise_with_a_time_stays_whatever_is_said() -> None:
    catch_up = _at(chat("a: You will receive it within 3 days.", "a: It has been sent."))
    (pledge,) = catch_up.pledges
    assert pledge.due is not None
    assert pledge.due.words == "within 3 days"


def test_a_question_back_does_not_keep_the_promise() -> None:
    assert _promised("a: I will look into this.", "a: Could you please tell me the number?") == [
        "I will look into this."
    ]


def test_notes_are_not_said_to_the_customer() -> None:
    catch_up = _at(chat("c: It broke.", "n: I'll call order 99887766 tomorrow."))
    assert (catch_up.pledges, catch_up.numbers) == ((), ())


def test_a_message_taken_back_promises_nothing() -> None:
    conversation = chat("c: It broke.", "a: I'll send a new one.")
    thread = Thread()
    thread.follow(conversation)
    deleted = replace(said("a: x", 3, amends=2), text="")
    conversation = conversation.arrived(deleted, 1.0)
    thread.follow(conversation)
    assert thread.catch_up(conversation).pledges == ()


def test_words_are_quoted_by_their_place() -> None:
    conversation = chat("c: Hello. It is late.  Where is my lamp? It was 48213.")
    catch_up = _at(conversation)
    assert catch_up.question is not None
    for quote in (catch_up.question, *catch_up.numbers):
        assert conversation.messages[0].text[quote.start : quote.end] == quote.words


def test_the_concern_is_what_the_customer_stated_else_the_first_telling_sentence() -> None:
    assert _at(chat("c: Hi!", concern="Broken lamp")).concern is not None
    concern = _at(chat("c: Hi!", "c: The lamp I got is broken.", "a: Oh.")).concern
    assert concern is not None
    assert concern.words == "The lamp I got is broken."


def test_orders_known_later_are_found_in_what_was_said_before() -> None:
    conversation = chat("c: It is about QWERTY.")
    thread = Thread()
    thread.follow(conversation)
    assert thread.catch_up(conversation).numbers == ()
    thread.follow(conversation, ["qwerty"])
    assert [quote.words for quote in thread.catch_up(conversation).numbers] == ["QWERTY"]


def test_the_customers_own_orders_come_first() -> None:
    catch_up = _at(chat("c: order 48213 please", "a: The flight is HAT088 or HAT212."), "48213")
    assert catch_up.numbers[0].words == "48213"


def test_the_mood_is_told_as_it_changed() -> None:
    catch_up = _at(chat("c: Hi, where is it?", "a: Oslo.", "c: This is RIDICULOUS, I am fed up!"))
    assert [feeling.mood for feeling in catch_up.feelings] == [Mood.CALM, Mood.ANGRY]


def test_pressing_without_an_answer_is_impatient() -> None:
    catch_up = _at(chat("c: Hi.", "c: The lamp is late.", "c: It is brass."))
    assert catch_up.feelings[-1].mood is Mood.IMPATIENT


def test_it_is_read_in_steps_and_never_twice() -> None:
    lines = [f"c: line {number}" for number in range(MOST_MESSAGES)]
    conversation, thread = chat(*lines), Thread()
    steps = 1
    while not thread.follow(conversation, most=7):
        steps += 1
    assert steps == -(-MOST_MESSAGES // 7)
    assert thread.follow(conversation, most=0)


def test_of_a_very_long_chat_only_the_newest_is_read_and_what_it_began_with() -> None:
    middle = [f"c: Can I have order 5000{number:04}?" for number in range(500)]
    conversation = chat("c: My lamp arrived broken today.", *middle, "c: Where is my lamp?")
    catch_up = _at(conversation)
    assert catch_up.concern is not None
    assert catch_up.concern.sequence == 1
    assert catch_up.question is not None
    assert catch_up.question.words == "Where is my lamp?"
    assert all(quote.sequence > len(middle) - MOST_MESSAGES for quote in catch_up.numbers)


def test_names_other_than_the_customers_own_are_mentioned() -> None:
    catch_up = _at(chat("c: My name is Mira. It's addressed to Dr. Rosa Lind."))
    assert [quote.words for quote in catch_up.names] == ["Rosa Lind"]


def test_hostile_text_is_only_text() -> None:
    for text in ("\ud800?", "\x1b[2J where", "İ" * 500 + "?", "?" * 5_000, "(" * 5_000, "a" * 100_000, ""):
        _at(chat(f"c: {text}", f"a: {text}"))
