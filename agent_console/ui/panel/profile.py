"""The rows about who the customer is."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError

from agent_console.domain.customer import Customer
from agent_console.texts import N_, _, spoken
from agent_console.ui.panel.row import Row


def profile_rows(customer: Customer, now: datetime) -> Iterator[Row]:
    """Yield what is known of a customer; `now` (aware) tells what their clock shows."""
    # Translators: labels of what is known of a customer, best at most 10 characters
    yield from _field(N_("name"), customer.name)
    yield from _field(N_("e-mail"), customer.email)
    yield from _field(N_("phone"), customer.phone)
    yield from _field(N_("company"), customer.company)
    # Translators: label beside the number or name of the customer's account in the shop
    yield from _field(N_("account"), customer.account)
    yield from _field(N_("language"), language_name(customer.language))
    # Translators: label beside what the clocks show where the customer is
    yield from _field(N_("local time"), local_time(customer.timezone, now))
    for number, (label, value) in enumerate(customer.custom):
        if value.strip():
            yield Row(f"custom:{number}", label=label, value=value)


def language_name(tag: str) -> str:
    """Return a language by its name in the one that is spoken; the tag itself where it has none."""
    try:
        name = Locale.parse(tag.replace("_", "-"), sep="-").get_display_name(spoken())
    except (UnknownLocaleError, ValueError):
        return tag
    return f"{name} ({tag})" if name else tag


def local_time(zone: str, now: datetime) -> str:
    """Return what clocks show in a time zone; the zone's name alone where nobody knows it."""
    try:
        local = now.astimezone(ZoneInfo(zone))
    except (KeyError, ValueError, OSError):
        return zone
    weekday = Locale(spoken()).days["stand-alone"]["wide"][local.weekday()]
    return f"{local:%H:%M} {weekday} · {zone}"


def _field(label: str, value: str) -> Iterator[Row]:
    if value.strip():
        yield Row(f"who:{label}", label=_(label), value=value)
