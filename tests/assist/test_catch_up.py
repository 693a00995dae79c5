"""A catch-up in lines: at most four, the most important first, shortened to what matters."""

from datetime import timedelta

import pytest

from agent_console.assist.catch_up import MOST_LINES, Line, Topic
from agent_console.assist.quote import Quote, width
from agent_console.assist.thread import Thread
from agent_console.domain.chat import Conversation, Promise
from tests.assist.chat import START, chat

FULL = (
    "c: Hi, the lamp I got last week is broken.",
    "a: I'll arrange a replacement. You will receive it within 3-5 days. A refund will come on Friday.",
    "c: This is ridiculous! My order is 48213, and can you tell me who pays for the postage of the lamp",
)


def _lines(conversation: Conversation, cells: int = 80, most: int = MOST_LINES) -> tuple[Line, ...]:
    thread = Thread()
    thread.follow(conversation)
    return thread.catch_up(conversation).lines(cells, most)


def _topics(lines: tuple[Line, ...]) -> list[Topic]:
    return [line.topic for line in lines]


def _words(line: Line) -> str:
    return " · ".join(piece.words for piece in line.pieces)


@pytest.mark.parametrize("cells", [12, 30, 60, 100, 200])
@pytest.mark.parametrize("most", [1, 2, 3, 4])
def test_there_are_never_more_lines_and_never_wider_ones(cells: int, most: int) -> None:
    lines = _lines(chat(*FULL), cells, most)
    assert 1 <= len(lines) <= most
    spare = most - len(lines)
    for line in lines:
        rows = 1 + spare if line.topic is Topic.QUESTION else 1
        assert width(_words(line)) <= cells * rows + len("……")


def test_question_promises_and_numbers_come_before_the_concern() -> None:
    assert _topics(_lines(chat(*FULL))) == [Topic.QUESTION, Topic.PROMISE, Topic.PROMISE, Topic.DETAIL]
    assert _topics(_lines(chat("c: The lamp is broken now.", "a: Oh. When?", "c: Can I send it back?"))) == [
        Topic.CONCERN,
        Topic.QUESTION,
    ]


def test_a_concern_that_is_the_question_is_not_told_twice() -> None:
    assert _topics(_lines(chat("c: Can I send the lamp back?"))) == [Topic.QUESTION]


def test_a_long_question_is_shortened_to_where_it_asks() -> None:
    long = "c: " + "the lamp that I got is " + "very, " * 30 + "late, can you tell me who pays for it"
    (line, *_) = _lines(chat(long, "c: x"), cells=30, most=1)
    assert _words(line).startswith("…")
    assert "can you tell me" in _words(line)


def test_the_time_of_a_promise_is_never_cut_off() -> None:
    promise = (
        "a: You will receive the replacement for the broken lamp with its shade and bulb within 3-5 days."
    )
    (line,) = [line for line in _lines(chat(promise), cells=60) if line.topic is Topic.PROMISE]
    assert "within 3-5 days" in _words(line)


def test_a_promise_to_be_back_says_when() -> None:
    until = START + timedelta(hours=1)
    (line,) = _lines(chat("a: Hm.", promise=Promise(until)))
    (piece,) = line.pieces
    assert (line.topic, piece.until) == (Topic.PROMISE, until)


def test_no_line_has_more_than_two_promises_however_many_there_are() -> None:
    promises = "a: " + " ".join(f"You will receive lamp {n} within {n} days." for n in range(2, 8))
    lines = _lines(chat(promises, promise=Promise(START + timedelta(hours=1))), cells=100)
    shown = [len(line.pieces) for line in lines if line.topic is Topic.PROMISE]
    assert shown == [2, 2]


def test_the_mood_stands_alone_where_nothing_is_mentioned() -> None:
    lines = _lines(chat("c: The lamp is late.", "a: Oh.", "c: This is ridiculous."))
    assert _words(lines[-1]) == "calm → angry"
    assert lines[-1].topic is Topic.MOOD


def test_a_calm_customer_has_no_mood_line() -> None:
    assert Topic.MOOD not in _topics(_lines(chat("c: The lamp is brass.")))


def test_an_empty_conversation_has_no_lines() -> None:
    assert _lines(chat()) == ()


def test_ideographs_take_two_cells() -> None:
    quote = Quote(1, 0, 8, "我的订单在哪里呢")
    assert width(quote.words) == 16
    assert width(quote.shortened(9).words) <= 8
