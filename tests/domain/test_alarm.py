"""When a call comes: for what was not seen, once each, together, and again if that is wanted."""

from datetime import timedelta

from agent_console.domain.alarm import LAPSE, Alarm, Vigilance
from agent_console.domain.alert import Alert, Occasion

WROTE = Alert(Occasion.MESSAGE, "ana 1")
RED = Alert(Occasion.RED, "ana 1")
OTHER = Alert(Occasion.MESSAGE, "ben 1")
LOST = Alert(Occasion.CONNECTION)
APART = 10.0


def _alarm(repeat: float | None = None, *occasions: Occasion) -> Alarm:
    again = None if repeat is None else timedelta(seconds=repeat)
    wanted = frozenset(occasions or Occasion)
    return Alarm(Vigilance(wanted, repeat=again, apart=timedelta(seconds=APART)))


def _call(alarm: Alarm, now: float, *standing: Alert, seen: float = 0.0) -> tuple[Alert, ...]:
    alarm.look(standing, now)
    return alarm.call(seen, now)


def test_each_thing_is_told_once() -> None:
    alarm = _alarm()
    assert _call(alarm, 1, WROTE) == (WROTE,)
    assert _call(alarm, 100, WROTE) == ()
    assert _call(alarm, 200, WROTE, RED) == (RED,)


def test_what_was_seen_is_not_told_but_what_comes_then_is() -> None:
    alarm = _alarm()
    alarm.look([WROTE], 1)
    assert _call(alarm, 100, WROTE, seen=50) == ()
    assert _call(alarm, 101, WROTE, OTHER, seen=50) == (OTHER,)


def test_what_ended_and_comes_again_is_told_again() -> None:
    alarm = _alarm()
    assert _call(alarm, 1, WROTE) == (WROTE,)
    assert _call(alarm, 100) == ()
    assert _call(alarm, 200, WROTE) == (WROTE,)


def test_what_comes_soon_after_a_call_comes_with_the_next_one() -> None:
    alarm = _alarm()
    assert _call(alarm, 1, WROTE) == (WROTE,)
    assert _call(alarm, 2, WROTE, OTHER) == ()
    assert _call(alarm, 3, WROTE, OTHER, RED) == ()
    assert _call(alarm, 1 + APART, WROTE, OTHER, RED) == (OTHER, RED)


def test_a_call_is_repeated_until_it_is_seen_and_only_for_what_still_stands() -> None:
    alarm = _alarm(60)
    assert _call(alarm, 1, WROTE, OTHER) == (WROTE, OTHER)
    assert _call(alarm, 60, WROTE, OTHER) == ()
    assert _call(alarm, 61, OTHER) == (OTHER,)
    assert _call(alarm, 121, OTHER, seen=100) == ()


def test_only_what_is_wanted_calls() -> None:
    alarm = _alarm(None, Occasion.RED)
    assert _call(alarm, 1, WROTE, RED) == (RED,)


def test_a_connection_that_is_soon_back_calls_nobody() -> None:
    alarm = _alarm()
    assert _call(alarm, 1, LOST) == ()
    assert _call(alarm, 2) == ()
    assert _call(alarm, 3, LOST) == ()
    assert _call(alarm, 3 + LAPSE, LOST) == (LOST,)
