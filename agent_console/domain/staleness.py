"""What stays on show of a record when a system behind it cannot be read again."""

from collections.abc import Iterator
from dataclasses import replace

from agent_console.domain.record import Freshness, Record, Source


def kept_through(record: Record, known: Record) -> Record:
    """Return a record with what was `known` before in place of what could not be read now.

    Where a system failed, orders that are none now are those known before, and so are cases; the time says
    from when they are.
    """
    whole = record.freshness is Freshness.FAILED and not record.orders and not record.cases
    part = any(source.freshness is Freshness.FAILED for source in record.sources)
    if not whole and not part:
        return record
    return replace(
        record,
        orders=record.orders or known.orders,
        cases=record.cases or known.cases,
        fetched_at=known.fetched_at if whole else record.fetched_at,
        sources=tuple(_dated(record.sources, known.sources)),
    )


def _dated(sources: tuple[Source, ...], known: tuple[Source, ...]) -> Iterator[Source]:
    """Yield the sources, those that failed with the time at which they were read before."""
    before = {source.name: source.fetched_at for source in known}
    for source in sources:
        failed = source.freshness is Freshness.FAILED and source.fetched_at is None
        yield replace(source, fetched_at=before.get(source.name)) if failed else source
