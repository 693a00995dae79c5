"""When a silent customer may be asked, and when told goodbye."""

from dataclasses import replace
from datetime import timedelta

from agent_console.domain.chat import Author, Conversation, Presence, Promise
from agent_console.domain.patience import Patience
from agent_console.domain.silence import Reminder, reminder
from tests.domain.chats import NOON, conversation, said

PATIENCE = Patience(nudge_after=timedelta(minutes=10), close_after=timedelta(minutes=5))
MINUTE = 60.0


def due(held: Conversation, now: float, patience: Patience, pending: bool = False) -> Reminder | None:
    """Return what is due where replies leave the customer waiting for the agent, or do not."""
    return reminder(held, now, patience, lambda _text: pending)


def answered(*minutes: float) -> Conversation:
    """Return a chat whose customer wrote at once, and was answered at those minutes."""
    held = conversation().arrived(said(1), 0)
    for sequence, minute in enumerate(minutes, 2):
        message = replace(said(sequence, Author.AGENT), sent_at=NOON + timedelta(minutes=minute))
        held = held.arrived(message, minute * MINUTE)
    return held


def test_a_customer_is_asked_after_a_while_and_not_before() -> None:
    assert due(answered(1), 10.9 * MINUTE, PATIENCE) is None
    assert due(answered(1), 11 * MINUTE, PATIENCE) is Reminder.NUDGE


def test_goodbye_comes_a_while_after_the_question() -> None:
    assert due(answered(1, 12), 16 * MINUTE, PATIENCE) is None
    assert due(answered(1, 12), 17 * MINUTE, PATIENCE) is Reminder.CLOSE


def test_the_agents_own_delay_is_no_silence_of_the_customers() -> None:
    assert due(answered(1, 12), 17 * MINUTE, PATIENCE, pending=True) is None
    assert due(answered(1, 12), 22 * MINUTE, PATIENCE, pending=True) is Reminder.NUDGE


def test_two_replies_in_a_row_are_no_question() -> None:
    assert due(answered(1, 2), 12 * MINUTE, PATIENCE) is Reminder.NUDGE


def test_who_writes_again_is_not_silent() -> None:
    back = answered(1, 12).arrived(said(4), 13 * MINUTE)
    assert due(back, 60 * MINUTE, PATIENCE) is None
    again = back.arrived(replace(said(5, Author.AGENT), sent_at=NOON + timedelta(minutes=20)), 20 * MINUTE)
    assert due(again, 30 * MINUTE, PATIENCE) is Reminder.NUDGE


def test_nobody_is_reminded_who_was_promised_something_or_owes_nothing() -> None:
    promised = replace(answered(1), promise=Promise(NOON))
    assert due(promised, 60 * MINUTE, PATIENCE) is None
    excused = answered(1).arrived(said(3), 2 * MINUTE).excused()
    assert due(excused, 60 * MINUTE, PATIENCE) is None


def test_who_has_left_is_not_asked_but_told_goodbye() -> None:
    left = replace(answered(1), presence=Presence.LEFT)
    assert due(left, 6 * MINUTE, PATIENCE) is Reminder.CLOSE


def test_either_can_be_left_out() -> None:
    never = Patience(nudge_after=None, close_after=None)
    assert due(answered(1), 600 * MINUTE, never) is None
    only_close = Patience(nudge_after=None, close_after=timedelta(minutes=5))
    assert due(answered(1), 6 * MINUTE, only_close) is Reminder.CLOSE
    only_nudge = Patience(nudge_after=timedelta(minutes=5), close_after=None)
    assert due(answered(1, 20), 600 * MINUTE, only_nudge) is None
