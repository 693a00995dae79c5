"""Who is away is called for what they have not seen; who is there is not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from agent_console.domain.action import QuestionId
from agent_console.domain.alarm import Vigilance
from agent_console.domain.alert import Alert, Occasion
from agent_console.domain.chat import AgentId, ClientId, Delivery, Promise
from agent_console.domain.desk import Desk
from agent_console.domain.events import (
    Arrival,
    ConversationOpened,
    FactsChanged,
    Link,
    LinkChanged,
    MessageArrived,
    QuestionAsked,
    SignedIn,
)
from agent_console.domain.quiet_hours import QuietHours
from agent_console.domain.team import Question
from agent_console.services.alerts import Alerts
from tests.domain.chats import CHAT, conversation, echo, said
from tests.fakes import START, FrozenClock

IDLE = 120.0


@pytest.fixture
def desk(clock: FrozenClock) -> Desk:
    """A desk with one customer, who has written."""
    desk = Desk()
    desk.apply(SignedIn(AgentId("kim"), "Kim", frozenset({CHAT})), clock.monotonic())
    desk.apply(ConversationOpened(conversation()), clock.monotonic())
    return desk


def _write(desk: Desk, clock: FrozenClock, sequence: int = 1) -> None:
    desk.apply(MessageArrived(CHAT, said(sequence)), clock.monotonic())


def _occasions(calls: tuple[Alert, ...]) -> set[Occasion]:
    return {alert.occasion for alert in calls}


def _away(desk: Desk, clock: FrozenClock, vigilance: Vigilance | None = None) -> Alerts:
    """Return the alerts of an agent who saw the desk as it is and went to another window."""
    alerts = Alerts(desk, clock, vigilance)
    alerts.look()
    alerts.looked_away()
    clock.advance(1)
    return alerts


def test_who_looks_is_not_called(desk: Desk, clock: FrozenClock) -> None:
    alerts = Alerts(desk, clock)
    clock.advance(1)
    _write(desk, clock)
    assert alerts.look() == ()


def test_who_looks_elsewhere_is_called_for_what_comes_then(desk: Desk, clock: FrozenClock) -> None:
    alerts = _away(desk, clock)
    assert alerts.look() == ()
    _write(desk, clock)
    assert _occasions(alerts.look()) == {Occasion.MESSAGE}


def test_a_further_line_of_one_who_waits_already_calls_nobody(desk: Desk, clock: FrozenClock) -> None:
    _write(desk, clock)
    alerts = _away(desk, clock)
    _write(desk, clock, sequence=2)
    assert alerts.look() == ()


def test_a_wait_calls_when_it_becomes_red_and_when_it_becomes_critical(
    desk: Desk, clock: FrozenClock
) -> None:
    _write(desk, clock)
    alerts = _away(desk, clock)
    called = []
    for _ in range(200):
        clock.advance(1)
        called.append(_occasions(alerts.look()))
    assert [occasions for occasions in called if occasions] == [{Occasion.RED}, {Occasion.CRITICAL}]


def test_who_does_not_touch_a_key_is_called_for_what_came_since(desk: Desk, clock: FrozenClock) -> None:
    alerts = Alerts(desk, clock)
    alerts.look()
    clock.advance(5)
    _write(desk, clock)
    assert alerts.look() == ()
    clock.advance(IDLE - 6)
    assert alerts.look() == ()
    clock.advance(1)
    assert Occasion.MESSAGE in _occasions(alerts.look())


def test_a_key_sees_everything_so_far(desk: Desk, clock: FrozenClock) -> None:
    alerts = _away(desk, clock)
    _write(desk, clock)
    alerts.look()
    clock.advance(1)
    alerts.acted()
    assert not alerts.away
    clock.advance(IDLE + 1)
    assert Occasion.MESSAGE not in _occasions(alerts.look())


def test_who_only_reads_sees_everything_so_far_and_is_called_for_the_rest(
    desk: Desk, clock: FrozenClock
) -> None:
    alerts = _away(desk, clock)
    _write(desk, clock)
    alerts.look()
    clock.advance(1)
    alerts.looked()
    assert alerts.away
    clock.advance(IDLE)
    assert _occasions(alerts.look()) == {Occasion.RED}
    idle = Alerts(desk, clock)
    clock.advance(IDLE)
    assert idle.away
    idle.looked()
    assert not idle.away


def test_a_reply_that_cannot_be_sent_calls_and_not_only_as_if_somebody_had_written(
    desk: Desk, clock: FrozenClock
) -> None:
    _write(desk, clock)
    desk.echo(CHAT, echo("reply", Delivery.SENDING))
    alerts = _away(desk, clock)
    assert alerts.look() == ()
    desk.deliver(CHAT, ClientId("reply"), Delivery.FAILED, "refused")
    assert _occasions(alerts.look()) == {Occasion.FAILED, Occasion.MESSAGE}
    clock.advance(10)
    desk.echo(CHAT, echo("another", Delivery.FAILED))
    assert [alert.occasion for alert in alerts.look()] == [Occasion.FAILED]


def test_silence_holds_calls_back_for_a_while_or_until_the_key_is_pressed_again(
    desk: Desk, clock: FrozenClock
) -> None:
    alerts = _away(desk, clock, Vigilance(silence=timedelta(minutes=10)))
    until = alerts.toggle_silence()
    assert until == clock.now() + timedelta(minutes=10)
    _write(desk, clock)
    assert alerts.look() == ()
    clock.advance(599)
    assert alerts.look() == ()
    clock.advance(1)
    assert alerts.silent_until is None
    assert Occasion.MESSAGE in _occasions(alerts.look())
    assert alerts.toggle_silence() is not None
    assert alerts.toggle_silence() is None


def test_quiet_hours_hold_calls_back_until_they_are_over(desk: Desk, clock: FrozenClock) -> None:
    local = START.astimezone()
    begins = local.hour * 60 + local.minute
    alerts = _away(desk, clock, Vigilance(quiet=(QuietHours(begins, begins + 30),)))
    _write(desk, clock)
    assert alerts.look() == ()
    clock.advance(30 * 60)
    assert Occasion.MESSAGE in _occasions(alerts.look())


def test_a_promise_a_question_a_new_customer_and_a_lost_connection_call(
    desk: Desk, clock: FrozenClock
) -> None:
    alerts = _away(desk, clock, Vigilance(apart=timedelta(seconds=1)))
    now = clock.monotonic()
    promise = Promise(START + timedelta(minutes=5))
    desk.apply(FactsChanged(replace(conversation(), promise=promise)), now)
    assert alerts.look() == ()
    clock.advance(300)
    assert _occasions(alerts.look()) == {Occasion.PROMISE}
    clock.advance(1)
    desk.apply(QuestionAsked(Question(QuestionId("q"), "Lee", "Refund?", conversation())), now)
    assert _occasions(alerts.look()) == {Occasion.QUESTION}
    clock.advance(1)
    desk.apply(ConversationOpened(conversation("second"), (Arrival(said(1), timedelta()),)), now)
    assert {Occasion.CUSTOMER, Occasion.MESSAGE} <= _occasions(alerts.look())
    clock.advance(1)
    desk.apply(LinkChanged(Link.OFFLINE), now)
    alerts.look()
    clock.advance(6)
    assert Occasion.CONNECTION in _occasions(alerts.look())
