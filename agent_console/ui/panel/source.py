"""The rows about the systems behind a record: what is being read, what failed, and what is kept back."""

from collections.abc import Iterator

from agent_console.domain.acquaintance import Acquaintance, ordinal
from agent_console.domain.record import Freshness, Record, Source
from agent_console.texts import N_, _, ngettext
from agent_console.ui.format import date, in_figures, time_of_day
from agent_console.ui.panel.row import Look, Row
from agent_console.ui.symbol import RATING_GLYPH

WHOLE = N_("orders and cases")


def acquaintance_rows(record: Record) -> Iterator[Row]:
    """Yield how often the customer was here, and how happy; nothing while that is not known."""
    if not record.cases and record.freshness is not Freshness.FRESH:
        return
    known = Acquaintance.of(record.cases)
    # Translators: how many times the customer has been here, such as "3rd contact"
    facts = [_("{ordinal} contact").format(ordinal=ordinal(known.contacts))]
    if known.mean is not None:
        # Translators: a mean, such as "★ 4.5 from 2 ratings"
        rated = ngettext("{mean} from {count} rating", "{mean} from {count} ratings", known.ratings)
        mean = f"{RATING_GLYPH} {in_figures(str(known.mean))}"
        facts.append(rated.format(mean=mean, count=known.ratings))
    if known.last is not None:
        # Translators: when the customer was here before, such as "last 2 Mar 2026"
        facts.append(_("last {date}").format(date=date(known.last)))
    yield Row("before", value="; ".join(facts))


def source_rows(record: Record) -> Iterator[Row]:
    """Yield how each system stands, where there is anything to say of it."""
    for number, source in enumerate(record.sources or (_whole(record),)):
        key = f"source:{number}"
        if source.freshness is Freshness.LOADING:
            yield Row(key, Look.WORDS, shown=_reading(source))
        elif source.freshness is Freshness.FAILED:
            again = _("r here tries again")
            yield Row(key, Look.ALERT, value=source.failure, shown=_not_read(source), detail=again)
        if source.note:
            yield Row(f"{key}/note", Look.WORDS, shown=f"{source.name}: {source.note}")


def _reading(source: Source) -> str:
    what = source.name or _(WHOLE)
    if source.fetched_at is None:
        return _("reading {what} …").format(what=what)
    # Translators: "as of" is the time from which what is shown until then is
    words = _("reading {what} … (as of {time})")
    return words.format(what=what, time=time_of_day(source.fetched_at))


def _not_read(source: Source) -> str:
    """Return why a system was not read, and from when is what is shown of it."""
    if source.fetched_at is None:
        words = _("{system} not read: {reason}") if source.name else _("not read: {reason}")
        return words.format(system=source.name, reason=source.failure).strip()
    dated = (
        _("{system} not read (as of {time}): {reason}")
        if source.name
        else _("not read (as of {time}): {reason}")
    )
    at = time_of_day(source.fetched_at)
    return dated.format(system=source.name, time=at, reason=source.failure).strip()


def _whole(record: Record) -> Source:
    """Return the record as one system, where it does not name several."""
    return Source("", record.freshness, record.fetched_at, record.failure)
