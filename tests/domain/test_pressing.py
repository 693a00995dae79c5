"""Who is the most pressing: who waits longest, and who was promised a return that is overdue."""

from dataclasses import replace
from datetime import timedelta

from agent_console.domain.chat import ConversationId, Promise
from agent_console.domain.desk import Desk
from agent_console.domain.events import ConversationOpened, MessageArrived
from agent_console.domain.pressing import by_pressure, owed, pressing
from tests.domain.chats import NOON, conversation, said

ANA, BEN, CLEO = (ConversationId(name) for name in ("ana", "ben", "cleo"))
RED = Desk().thresholds.red


def _desk(**promised: timedelta | None) -> Desk:
    """Return a desk of people who were promised a return so long after noon, or nothing."""
    desk = Desk()
    for name, after in promised.items():
        promise = None if after is None else Promise(NOON + after)
        desk.apply(ConversationOpened(replace(conversation(name), promise=promise)), 0)
    return desk


def test_a_promise_presses_from_its_time_on_like_a_wait_that_has_become_red() -> None:
    desk = _desk(ana=timedelta(seconds=1))
    assert owed(desk, ANA, 0, NOON) is None
    assert owed(desk, ANA, 0, NOON + timedelta(seconds=1)) == RED
    assert owed(desk, ANA, 0, NOON + timedelta(seconds=31)) == RED + timedelta(seconds=30)


def test_the_longer_of_wait_and_promise_counts() -> None:
    desk = _desk(ana=timedelta())
    desk.apply(MessageArrived(ANA, said(1)), 0)
    assert owed(desk, ANA, 1_000, NOON) == timedelta(seconds=1_000)
    assert owed(desk, ANA, 5, NOON) == RED


def test_who_is_owed_nothing_comes_last_and_does_not_press() -> None:
    desk = _desk(ana=None, ben=timedelta(), cleo=None)
    desk.apply(MessageArrived(CLEO, said(1)), 0)
    assert list(by_pressure(desk, 30, NOON)) == [BEN, CLEO, ANA]
    assert list(pressing(desk, 30, NOON)) == [BEN, CLEO]
    assert list(pressing(desk, RED.total_seconds() + 1, NOON)) == [CLEO, BEN]
