"""How the facts of an order may be written in a reply: pure, by language."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal

from agent_console.demo.person import Fact, Person, Purchase

Facts = Mapping[Fact, frozenset[str]]

_DAY_PATTERNS = (
    "d MMMM",
    "d. MMMM",
    "MMMM d",
    "d MMM",
    "d. MMM",
    "MMM d",
    "d.M.",
    "dd.MM.",
    "d/M",
    "M/d",
    "EEEE",
)


def facts_of(person: Person, now: datetime) -> Facts:
    """Return every way of writing each fact of the order that the person asks about, case-folded."""
    purchase = person.purchases[0]
    written = {
        Fact.ORDER: {purchase.number},
        Fact.TRACKING: {purchase.tracking},
        Fact.REFUND: set(_amounts(purchase, person.language)),
        Fact.ETA: set(_days(purchase, person.language, now)),
    }
    return {fact: frozenset(form.casefold() for form in forms if form) for fact, forms in written.items()}


def _amounts(purchase: Purchase, language: str) -> Iterator[str]:
    amount = purchase.payback.amount if purchase.payback else purchase.total
    yield str(amount)
    yield from (format_decimal(amount, "0.00", locale) for locale in ("en", language))
    if amount == amount.to_integral_value():
        yield str(amount.quantize(Decimal(1)))


def _days(purchase: Purchase, language: str, now: datetime) -> Iterator[str]:
    if purchase.eta is None:
        return
    day = (now + purchase.eta).date()
    yield day.isoformat()
    for locale in ("en", language):
        yield from (format_date(day, pattern, locale) for pattern in _DAY_PATTERNS)
        yield from _standard(day, locale)


def _standard(day: date, locale: str) -> Iterator[str]:
    yield from (format_date(day, length, locale) for length in ("short", "medium", "long"))
