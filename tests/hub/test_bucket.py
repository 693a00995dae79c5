"""How much one customer may send."""

import pytest

from agent_console.hub.live import bucket
from agent_console.hub.live.bucket import Buckets


def test_a_burst_passes_and_then_the_rate_holds() -> None:
    buckets = Buckets(rate=1.0, burst=3)
    assert [buckets.take("karen", 100.0) for _ in range(3)] == [0, 0, 0]
    assert buckets.take("karen", 100.0) == pytest.approx(1.0)
    assert buckets.take("karen", 100.75) == pytest.approx(0.25)
    assert buckets.take("karen", 101.0) == 0
    assert buckets.take("karen", 101.0) == pytest.approx(1.0)


def test_a_refused_message_costs_nothing() -> None:
    buckets = Buckets(rate=1.0, burst=1)
    buckets.take("karen", 0.0)
    for _ in range(10):
        buckets.take("karen", 0.5)
    assert buckets.take("karen", 1.0) == 0


def test_a_bucket_never_holds_more_than_its_burst() -> None:
    buckets = Buckets(rate=1.0, burst=2)
    buckets.take("karen", 0.0)
    assert [buckets.take("karen", 1000.0) == 0 for _ in range(3)] == [True, True, False]


def test_customers_do_not_share() -> None:
    buckets = Buckets(rate=1.0, burst=1)
    assert [buckets.take(key, 0.0) for key in ("karen", "mira")] == [0, 0]


def test_forgetting_full_buckets_forgives_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bucket, "PRUNE_AT", 3)
    buckets = Buckets(rate=1.0, burst=1)
    for key in ("one", "two", "three"):
        buckets.take(key, 0.0)
    buckets.take("late", 1.5)
    assert len(buckets._levels) == 1
    assert buckets.take("late", 1.6) > 0
    assert buckets.take("one", 1.6) == 0


def test_who_has_used_up_a_bucket_is_remembered_however_many_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bucket, "PRUNE_AT", 3)
    buckets = Buckets(rate=1.0, burst=1)
    for number in range(50):
        buckets.take(str(number), 0.0)
    assert all(buckets.take(str(number), 0.5) == pytest.approx(0.5) for number in range(50))


def test_a_debt_is_paid_back_at_the_rate() -> None:
    buckets = Buckets(rate=10.0, burst=100)
    assert buckets.owe("karen", 0.0, 100) == 0
    assert buckets.owe("karen", 0.0, 50) == pytest.approx(5.0)
    assert buckets.owe("karen", 5.0, 10) == pytest.approx(1.0)
    assert buckets.owe("karen", 1000.0, 100) == 0
