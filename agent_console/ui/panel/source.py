"""The rows about the systems behind a record: what is being read, what failed, and what is kept back."""

from collections.abc import Iterator

from agent_console.domain.acquaintance import Acquaintance, ordinal
from agent_console.domain.record import Freshness, Record, Source
from agent_console.ui.format import date, time_of_day
from agent_console.ui.panel.row import Look, Row
from agent_console.ui.symbol import RATING_GLYPH

WHOLE = "orders and cases"


def acquaintance_rows(record: Record) -> Iterator[Row]:
    """Yield how often the customer was here, and how happy; nothing while that is not known."""
    if not record.cases and record.freshness is not Freshness.FRESH:
        return
    known = Acquaintance.of(record.cases)
    facts = [f"{ordinal(known.contacts)} contact"]
    if known.mean is not None:
        ratings = "rating" if known.ratings == 1 else "ratings"
        facts.append(f"{RATING_GLYPH} {known.mean} from {known.ratings} {ratings}")
    if known.last is not None:
        facts.append(f"last {date(known.last)}")
    yield Row("before", value="; ".join(facts))


def source_rows(record: Record) -> Iterator[Row]:
    """Yield how each system stands, where there is anything to say of it."""
    for number, source in enumerate(record.sources or (_whole(record),)):
        key = f"source:{number}"
        read = f" (as of {_instant(source)})" if source.fetched_at else ""
        if source.freshness is Freshness.LOADING:
            yield Row(key, Look.WORDS, shown=f"reading {source.name or WHOLE} …{read}")
        elif source.freshness is Freshness.FAILED:
            words = f"{source.name} not read{read}: {source.failure}".strip()
            yield Row(key, Look.ALERT, value=source.failure, shown=words, detail="r here tries again")
        if source.note:
            yield Row(f"{key}/note", Look.WORDS, shown=f"{source.name}: {source.note}")


def _instant(source: Source) -> str:
    return time_of_day(source.fetched_at) if source.fetched_at else ""


def _whole(record: Record) -> Source:
    """Return the record as one system, where it does not name several."""
    return Source("", record.freshness, record.fetched_at, record.failure)
