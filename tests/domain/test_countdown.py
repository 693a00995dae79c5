"""A countdown: the first reply's time runs out, in sight; the others wait behind it."""

from datetime import UTC, datetime, timedelta

import pytest

from agent_console.domain.audit import AuditLine, Outcome
from agent_console.domain.chat import ClientId, ConversationId, Mode
from agent_console.domain.countdown import Countdown, Delayed
from agent_console.domain.customer import CustomerId
from agent_console.domain.outbox import Intent
from agent_console.domain.verdict import ALLOWED, Rule, Ruling, Verdict

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ANA = ConversationId("ana")


def delayed(name: str, seconds: float = 4, saved: bool = True) -> Delayed:
    """Return a reply that waits so long for a reason of its own, or behind others without one."""
    intent = Intent(ClientId(name), ANA, CustomerId("ana"), 1, Mode.REPLY, name, NOON)
    verdict = Verdict(Ruling.DELAY, Rule.FIT, "odd", delay=timedelta(seconds=seconds)) if seconds else ALLOWED
    return Delayed(intent, AuditLine(NOON, Outcome.SENT, intent.client_id, ANA), verdict, saved=saved)


def counting(*replies: Delayed, now: float = 100) -> Countdown:
    countdown = Countdown()
    for reply in replies:
        countdown.add(reply, now)
    return countdown


def test_seconds_are_rounded_up_and_never_negative() -> None:
    countdown = counting(delayed("a"))
    assert [countdown.seconds(now) for now in (100, 100.1, 103, 103.9, 104, 110)] == [4, 4, 1, 1, 0, 0]


def test_a_reply_is_released_when_its_time_is_over() -> None:
    one = delayed("a")
    countdown = counting(one)
    assert countdown.release(103.9) is None
    assert countdown.release(104) is one
    assert countdown.waiting == ()
    assert not countdown.over
    countdown.left(104)
    assert countdown.over


def test_one_that_is_not_on_disk_is_not_released() -> None:
    assert counting(delayed("a", saved=False)).release(110) is None


def test_the_next_one_waits_until_the_first_has_left() -> None:
    one, two = delayed("a"), delayed("b", 0)
    countdown = counting(one, two)
    assert countdown.release(104) is one
    assert countdown.release(104) is None
    countdown.left(105)
    assert countdown.release(105) is two


def test_the_time_of_the_next_one_is_seen_for_a_second() -> None:
    countdown = counting(delayed("a", 4), delayed("b", 2))
    countdown.release(104)
    countdown.left(104)
    assert countdown.release(104.9) is None
    assert countdown.release(105) is not None


@pytest.mark.parametrize(("due", "now", "left"), [(4, 103.5, 1), (4, 101, 3), (4, 9999, 1)])
def test_what_was_not_seen_is_postponed_to_a_second_at_least(due: float, now: float, left: int) -> None:
    countdown = counting(delayed("a", due))
    countdown.postpone(now)
    assert countdown.seconds(now) == left


def test_nothing_is_postponed_where_nothing_waits() -> None:
    countdown = counting(delayed("a"))
    countdown.release(104)
    countdown.postpone(105)
    assert countdown.waiting == ()


def test_it_is_hurried_only_after_a_second() -> None:
    countdown = counting(delayed("a"))
    assert not countdown.hurry(100.9)
    assert countdown.hurry(101)
    assert countdown.release(101) is not None


def test_all_that_wait_come_back_but_not_one_that_leaves() -> None:
    one, two, three = delayed("a"), delayed("b", 0), delayed("c", 0)
    countdown = counting(one, two, three)
    countdown.release(104)
    assert countdown.take_back() == (two, three)
    assert not countdown.over


def test_the_time_of_one_that_comes_first_by_a_removal_is_seen_for_a_second() -> None:
    one, two = delayed("a", 4), delayed("b", 2)
    countdown = counting(one, two)
    assert countdown.remove(one, 103)
    assert not countdown.hurry(103.9)
    assert countdown.release(103.9) is None
    assert countdown.release(104) is two


def test_one_can_be_taken_out_of_the_middle() -> None:
    one, two, three = delayed("a"), delayed("b", 0), delayed("c", 0)
    countdown = counting(one, two, three)
    assert countdown.remove(two, 101)
    assert countdown.waiting == (one, three)
    assert not countdown.remove(two, 101)
