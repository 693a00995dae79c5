"""Delays between attempts."""

import pytest

from agent_console.wire.backoff import Backoff, for_agent, for_customer


def test_the_bound_doubles_up_to_the_cap() -> None:
    delays = Backoff(base=0.1, cap=1.0, chance=lambda: 1.0)
    assert [delays.delay() for _ in range(6)] == pytest.approx([0.1, 0.2, 0.4, 0.8, 1.0, 1.0])


def test_every_delay_is_random_from_nothing_to_the_bound() -> None:
    chances = iter([0.0, 0.5, 0.25])
    delays = Backoff(base=1.0, cap=100.0, chance=lambda: next(chances))
    assert [delays.delay() for _ in range(3)] == pytest.approx([0.0, 1.0, 1.0])


def test_a_proved_connection_starts_again() -> None:
    delays = Backoff(base=0.1, cap=1.0, chance=lambda: 1.0)
    for _ in range(5):
        delays.delay()
    delays.proved()
    assert delays.delay() == pytest.approx(0.1)


def test_many_failures_do_not_overflow() -> None:
    delays = Backoff(base=0.1, cap=1.0, chance=lambda: 1.0, failures=100_000)
    assert delays.delay() == 1.0


def test_agents_come_back_within_a_second_and_customers_take_their_time() -> None:
    agent, customer = for_agent(), for_customer()
    assert max(agent.delay() for _ in range(200)) <= 1.0
    assert 5.0 <= customer.cap <= 30.0
