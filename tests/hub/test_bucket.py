"""How much one customer may send."""

import pytest

from agent_console.hub import bucket
from agent_console.hub.bucket import Buckets


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
    buckets.take("late", 0.9)
    buckets.take("other", 1.5)
    assert buckets.take("late", 1.5) > 0
    assert buckets.take("one", 1.5) == 0
    assert len(buckets._levels) < 5
