"""Everything known of one customer as rows, section by section, and what is left when it is narrowed down."""

from collections.abc import Iterable, Iterator

from agent_console.domain.chat import Message
from agent_console.domain.record import Freshness, Record
from agent_console.texts import N_, _, pgettext
from agent_console.ui.format import date, time_of_day
from agent_console.ui.panel.case import case_rows
from agent_console.ui.panel.concern import concern_rows
from agent_console.ui.panel.order import order_rows
from agent_console.ui.panel.profile import profile_rows
from agent_console.ui.panel.row import Look, Row
from agent_console.ui.panel.sight import Sight
from agent_console.ui.panel.source import acquaintance_rows, source_rows


def page(sight: Sight, turned: frozenset[str] = frozenset(), sought: str = "") -> tuple[Row, ...]:
    """Return the rows; with `sought` those that have all its words, folded or not, under their titles."""
    rows = tuple(_rows(sight, turned, bool(sought)))
    return narrowed(rows, sought) if sought else rows


def narrowed(rows: Iterable[Row], sought: str) -> tuple[Row, ...]:
    """Return the rows with all words of a query, with the titles and headings that they stand under.

    A title that has them keeps everything that unfolds from it.
    """
    pages = tuple(rows)
    hits = {row.key for row in pages if hit(row, sought)}
    wanted = {row.key for row in pages if row.key in hits or row.under in hits}
    wanted |= {row.under for row in pages if row.key in wanted}
    kept = [row for row in pages if row.key in wanted or row.look is Look.HEADING]
    following = [*kept[1:], None]
    return tuple(
        row
        for row, next_row in zip(kept, following, strict=True)
        if row.look is not Look.HEADING or (next_row is not None and next_row.look is not Look.HEADING)
    )


def hit(row: Row, sought: str) -> bool:
    """Whether a row that can be chosen has all words of a query."""
    text = f"{row.label} {row.value} {row.shown} {row.detail}".casefold()
    return row.choosable and all(word in text for word in sought.casefold().split())


def _rows(sight: Sight, turned: frozenset[str], everything: bool) -> Iterator[Row]:
    held, record = sight.held, sight.record
    # Translators: headings, in capital letters: what the customer has come for, and how the chat stands
    yield from _section(N_("now"), concern_rows(held))
    yield from _section(
        N_("customer"), [*profile_rows(held.customer, sight.minute), *acquaintance_rows(record)]
    )
    # Translators: heading over how the systems are doing that orders and earlier contacts are read from
    yield from _section(N_("systems"), source_rows(record))
    orders = order_rows(record, held.customer.order_number, turned, everything)
    yield from _section(N_("orders"), orders, _fallback(record, "orders"), len(record.orders))
    cases = case_rows(record.cases, sight.readings, turned, everything)
    yield from _section(N_("earlier contacts"), cases, _fallback(record, "cases"), len(record.cases))
    yield from _section(N_("notes on this chat"), map(_note, sight.notes))


def _section(name: str, rows: Iterable[Row], fallback: Row | None = None, count: int = 0) -> Iterator[Row]:
    """Yield rows under a heading; instead of none the fallback, and without one nothing.

    The name is in English. Of more than one thing the heading says how many there are.
    """
    inside = list(rows) or ([fallback] if fallback else [])
    if inside:
        shown = f"{_(name)} ({count})" if count > 1 else _(name)
        yield Row(f"section:{name}", Look.HEADING, shown=shown)
        yield from inside


def _fallback(record: Record, what: str) -> Row | None:
    """Return the row that says that there is nothing, once that is known."""
    if record.freshness is not Freshness.FRESH:
        return None
    return Row(f"none:{what}", Look.WORDS, shown=pgettext("orders or earlier contacts", "none"))


def _note(note: Message) -> Row:
    at = f"{date(note.sent_at)} {time_of_day(note.sent_at)}"
    return Row(f"note:{note.client_id}:{note.sequence}", label=f"{note.name} {at}:", value=note.text)
