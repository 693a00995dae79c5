"""What is newest comes first, and what has no time last."""

from datetime import UTC, datetime, timedelta

from agent_console.domain.chronology import newest_first

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_the_newest_comes_first_and_what_has_no_time_last() -> None:
    times = {"old": NOW - timedelta(days=9), "undated": None, "new": NOW, "older": NOW - timedelta(days=10)}
    assert newest_first(times, times.get) == ["new", "old", "older", "undated"]


def test_things_of_one_time_keep_their_order() -> None:
    assert newest_first(["b", "a", "c"], lambda _: NOW) == ["b", "a", "c"]
    assert newest_first(["b", "a", "c"], lambda _: None) == ["b", "a", "c"]
