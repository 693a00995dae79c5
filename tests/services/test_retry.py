"""Retries: spread delays that double up to a limit."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from agent_console.services.retry import Retry


def test_delays_double_up_to_the_limit() -> None:
    delays = [Retry().delay(attempt, 1.0).total_seconds() for attempt in range(6)]
    assert delays == [0.8, 1.6, 3.2, 6.4, 10, 10]


@given(st.integers(min_value=0), st.floats(min_value=0, max_value=1))
def test_chance_picks_within_the_upper_half(attempt: int, chance: float) -> None:
    retry = Retry()
    assert retry.delay(attempt, 0) <= retry.delay(attempt, chance) <= retry.delay(attempt, 1) <= retry.most
    assert retry.delay(attempt, 0) * 2 == retry.delay(attempt, 1) > timedelta()
