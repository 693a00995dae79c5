"""The clock of a promise counts down, and says clearly that it is over."""

from datetime import timedelta

import pytest

from agent_console.domain.chat import Promise
from agent_console.domain.wait import Tier
from agent_console.ui.due_clock import NOT_DUE, due_clock
from agent_console.ui.pane_title import PaneTitle
from agent_console.ui.recipient import Recipient
from tests.fakes import START


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(minutes=5), "back 5:00"),
        (timedelta(seconds=61, milliseconds=200), "back 1:02"),
        (timedelta(milliseconds=1), "back 0:01"),
        (timedelta(), "DUE 0:00"),
        (timedelta(seconds=-75), "DUE 1:15"),
        (timedelta(minutes=61), "back by 10:01"),
        (timedelta(days=1), "back by Tue 09:00"),
    ],
)
def test_what_is_left_is_counted_to_the_second(left: timedelta, words: str) -> None:
    shown = due_clock(Promise(START + left), START)
    assert shown.words == words
    assert shown.overdue is (left <= timedelta())


def test_nothing_promised_says_nothing() -> None:
    assert due_clock(None, START) == NOT_DUE
    assert not NOT_DUE.content


def title(left: timedelta, wait: str, width: int) -> str:
    due = due_clock(Promise(START + left), START)
    tier = Tier.AMBER if wait else Tier.NONE
    pane = PaneTitle(2, Recipient("✦", "Jonas Lindqvist"), "chat", tier, wait, attended=False, due=due)
    shown = pane.content(width)
    assert shown.cell_length == width - 6
    return shown.plain


def test_the_title_shows_it_before_the_wait() -> None:
    assert title(timedelta(minutes=4), "", 60).endswith(" back 4:00 ✓ answered")
    assert title(timedelta(minutes=4), "1:07", 60).endswith(" back 4:00 1:07 ◕ amber")


def test_a_narrow_title_gives_up_the_countdown_but_never_what_is_overdue() -> None:
    assert title(timedelta(minutes=4), "1:07", 40).endswith(" 1:07 ◕")
    assert "DUE 2:00" in title(timedelta(minutes=-2), "1:07", 40)


def test_a_promise_far_off_takes_nothing_from_the_name() -> None:
    assert "Jonas Lindqvist" in title(timedelta(days=9), "", 42)
    assert title(timedelta(days=9), "", 60).endswith(" back by 11 Mar 2026 09:00 ✓ answered")
