"""What stands under a pane's title: only what is out of the ordinary, in words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from agent_console.domain.chat import Conversation, Presence, Priority, Promise
from agent_console.ui.fact_line import fact_line
from tests.fakes import START
from tests.ui.chat import conversation


def _said(held: Conversation, silent: timedelta | None = None) -> str:
    return fact_line(held, silent, START).plain


def test_ordinary_conversation_has_nothing_to_say() -> None:
    assert _said(conversation()) == ""
    assert _said(replace(conversation(), presence=Presence.HERE)) == ""


@pytest.mark.parametrize(
    ("priority", "words"),
    [(Priority.LOW, "↓ low"), (Priority.HIGH, "! high"), (Priority.URGENT, "!! urgent")],
)
def test_priority_has_a_glyph_and_a_word(priority: Priority, words: str) -> None:
    assert _said(replace(conversation(), priority=priority)) == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0.5, "back by 09:00, 1 min left"),
        (90, "back by 10:30, 1 h 30 min left"),
        (24 * 60, "back by Tue 09:00, 24 h left"),
        (6 * 24 * 60 + 90, "back by Sun 10:30, 6 d 1 h left"),
        (7 * 24 * 60, "back by 9 Mar 2026 09:00, 7 d left"),
        (-24 * 60, "OVERDUE by 24 h: back by 1 Mar 2026 09:00"),
        (-3, "OVERDUE by 3 min: back by 08:57"),
    ],
)
def test_promise_counts_down_and_then_says_that_it_is_overdue(minutes: float, words: str) -> None:
    promise = Promise(START + timedelta(minutes=minutes), "call")
    assert _said(replace(conversation(), promise=promise)) == words


def test_absence_and_silence_are_told_apart() -> None:
    assert _said(replace(conversation(), presence=Presence.LEFT)) == "has left"
    assert _said(conversation(), timedelta(minutes=12, seconds=40)) == "silent for 12 min"


def test_call_back_says_number_and_time() -> None:
    held = conversation()
    asked = replace(held, channel="callback", customer=replace(held.customer, phone="+47 555 0132"))
    assert _said(asked) == "call +47 555 0132, any time"
    assert _said(replace(asked, callback_at=START + timedelta(hours=6))) == "call +47 555 0132 at 15:00"


def test_everything_stands_in_the_order_of_how_pressing_it_is() -> None:
    held = replace(conversation(), blocked=True, priority=Priority.HIGH, tags=("vip", "[b]x\x1b"))
    assert _said(held) == "✗ blocked · ! high · #vip #[b]x␛"


def test_many_tags_are_counted() -> None:
    assert _said(replace(conversation(), tags=tuple("abcdefghij"))).endswith("#g #h and 2 more")
