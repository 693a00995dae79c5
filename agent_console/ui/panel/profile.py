"""The rows about who the customer is."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError

from agent_console.domain.customer import Customer
from agent_console.ui.panel.row import Row


def profile_rows(customer: Customer, now: datetime) -> Iterator[Row]:
    """Yield what is known of a customer; `now` (aware) tells what their clock shows."""
    yield from _field("name", customer.name)
    yield from _field("e-mail", customer.email)
    yield from _field("phone", customer.phone)
    yield from _field("company", customer.company)
    yield from _field("account", customer.account)
    yield from _field("language", language_name(customer.language))
    yield from _field("local time", local_time(customer.timezone, now))
    for number, (label, value) in enumerate(customer.custom):
        if value.strip():
            yield Row(f"custom:{number}", label=label, value=value)


def language_name(tag: str) -> str:
    """Return a language by its English name; the tag itself where it has none."""
    try:
        name = Locale.parse(tag.replace("_", "-"), sep="-").english_name
    except (UnknownLocaleError, ValueError):
        return tag
    return f"{name} ({tag})" if name else tag


def local_time(zone: str, now: datetime) -> str:
    """Return what clocks show in a time zone; the zone's name alone where nobody knows it."""
    try:
        local = now.astimezone(ZoneInfo(zone))
    except (KeyError, ValueError, OSError):
        return zone
    return f"{local:%H:%M %A} · {zone}"


def _field(label: str, value: str) -> Iterator[Row]:
    if value.strip():
        yield Row(f"who:{label}", label=label, value=value)
