"""What could not be read again stays as it was known, and says from when it is."""

from datetime import UTC, datetime

from agent_console.domain.customer import CustomerId
from agent_console.domain.record import Case, Freshness, Order, Record, Source
from agent_console.domain.staleness import kept_through

EARLIER = datetime(2026, 3, 2, 9, tzinfo=UTC)
LATER = datetime(2026, 3, 2, 10, tzinfo=UTC)
WHO = CustomerId("c-1")
KNOWN = Record(
    WHO,
    Freshness.FRESH,
    (Order("1"),),
    (Case("C-1", "a"),),
    EARLIER,
    sources=(Source("orders", Freshness.FRESH, EARLIER), Source("past cases", Freshness.FRESH, EARLIER)),
)


def test_a_record_that_was_read_is_taken_as_it_is() -> None:
    empty = Record(WHO, Freshness.FRESH, fetched_at=LATER)
    assert kept_through(empty, KNOWN) is empty


def test_a_failure_of_everything_keeps_everything() -> None:
    failed = kept_through(Record(WHO, Freshness.FAILED, failure="down"), KNOWN)
    assert (failed.orders, failed.cases, failed.fetched_at) == (KNOWN.orders, KNOWN.cases, EARLIER)
    assert (failed.freshness, failed.failure) == (Freshness.FAILED, "down")


def test_a_failure_of_one_system_keeps_what_that_one_told() -> None:
    sources = (
        Source("orders", Freshness.FRESH, LATER),
        Source("past cases", Freshness.FAILED, failure="down"),
    )
    new = Record(WHO, Freshness.FRESH, (Order("2"),), (), LATER, sources=sources)
    kept = kept_through(new, KNOWN)
    assert (kept.orders, kept.cases, kept.fetched_at) == ((Order("2"),), KNOWN.cases, LATER)
    assert kept.sources[1] == Source("past cases", Freshness.FAILED, EARLIER, "down")
    assert kept.sources[0] == sources[0]
