"""Whether a reply that reached one customer was meant for another; told by facts that no two share."""

import re
from collections.abc import Iterable, Iterator

from agent_console.demo.person import Person


def astray(reply: str, reader: Person, others: Iterable[Person]) -> bool:
    """Return whether a reply names somebody else or something of theirs that the reader has not."""
    own = set(_facts(reader))
    told = reply.casefold()
    return any(_names(told, fact) for other in others for fact in set(_facts(other)) - own)


def _facts(person: Person) -> Iterator[str]:
    """Yield what is known of one person only: the full and the first name, numbers, addresses."""
    yield from (person.name.casefold(), person.name.split()[0].casefold())
    yield from (person.email.casefold(), person.account.casefold())
    for purchase in person.purchases:
        yield purchase.number.casefold()
        yield from (parcel.tracking.casefold() for parcel in purchase.parcels if parcel.tracking)


def _names(text: str, fact: str) -> bool:
    return bool(fact) and re.search(rf"(?<!\w){re.escape(fact)}(?!\w)", text) is not None
