"""Who the customers of recorded conversations are, and whether an offer has what identifies another one."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from agent_console.assist.phrase.person import Person
from agent_console.domain.customer import Customer, CustomerId
from agent_console.domain.record import Item, Order, Record, Shipment
from benchmarks.desks import Recording

_PART = re.compile(r"[^\s,.;:!?()\"“”]+")
_KNOWN = ("name", "email", "phone", "username", "account_id", "zip")


def person_of(recording: Recording, before: int) -> Person:
    """Return who the customer is, as the console would know it before a turn."""
    profile = recording.profile
    customer = Customer(
        CustomerId(profile["account_id"]),
        profile["name"],
        profile["email"],
        profile["phone"],
        account=profile["account_id"],
    )
    shipment = Shipment(address=f"{profile['address']}, {profile['zip']}")
    orders = tuple(
        Order(order["order_id"], items=(Item(order.get("product", "")),), shipment=shipment)
        for order in profile["orders"]
    )
    said = [turn.text for turn in recording.turns[:before]]
    return Person.of(customer, Record(customer.id, orders=orders), said)


class Identifiers:
    """Names, numbers and addresses of all customers, each with whose they are."""

    def __init__(self, recordings: Iterable[Recording]) -> None:
        self._owners: dict[str, set[str]] = defaultdict(set)
        for recording in recordings:
            for value in _identifiers(recording):
                self._owners[value].add(recording.id)

    def foreign(self, offer: str, recording: Recording, known: str) -> bool:
        """Whether an offer has an identifier that is neither this customer's nor `known` here already."""
        for part in _PART.findall(offer):
            owners = self._owners.get(part)
            if owners and recording.id not in owners and part not in known:
                return True
        return False


def _identifiers(recording: Recording) -> Iterator[str]:
    profile = recording.profile
    for key in _KNOWN:
        yield from _PART.findall(profile[key])
    for order in profile["orders"]:
        yield order["order_id"]
        yield order.get("tracking", order["order_id"])
