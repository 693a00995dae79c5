"""Waits: what starts the clock, what does not restart it, and where the tiers begin."""

from datetime import timedelta

import pytest

from agent_console.domain.wait import ANSWERED, Thresholds, Tier, Wait


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


@pytest.mark.parametrize(
    ("waited", "tier"),
    [
        (None, Tier.NONE),
        (0, Tier.CALM),
        (39.999, Tier.CALM),
        (40, Tier.AMBER),
        (119.999, Tier.AMBER),
        (120, Tier.RED),
        (179.999, Tier.RED),
        (180, Tier.CRITICAL),
        (1e6, Tier.CRITICAL),
    ],
)
def test_tiers_begin_at_their_thresholds(waited: float | None, tier: Tier) -> None:
    assert Thresholds().tier(None if waited is None else seconds(waited)) is tier


def test_thresholds_can_be_set() -> None:
    assert Thresholds(amber=seconds(5)).tier(seconds(5)) is Tier.AMBER


def test_nobody_waits_when_nothing_was_asked() -> None:
    assert ANSWERED.elapsed(100) is None
    assert ANSWERED.since_nudge(100) is None


def test_a_nudge_counts_and_does_not_restart_the_clock() -> None:
    wait = ANSWERED.asked(10).asked(25).asked(40)
    assert wait.elapsed(70) == seconds(60)
    assert wait.since_nudge(70) == seconds(30)
    assert wait.nudges == 2


def test_the_first_message_is_no_nudge() -> None:
    assert ANSWERED.asked(10).since_nudge(70) is None


def test_a_wait_is_never_negative() -> None:
    assert Wait(since=10, nudged_at=10).elapsed(5) == seconds(0)
    assert Wait(since=10, nudged_at=10).since_nudge(5) == seconds(0)


def test_a_nudge_is_never_before_the_first_message() -> None:
    assert ANSWERED.asked(10).asked(4).nudged_at == 10
