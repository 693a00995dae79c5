"""Who the customers of recorded conversations are, and whether an offer has what identifies another one."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from agent_console.assist.phrase.person import Person
from agent_console.domain.customer import Customer, CustomerId
from agent_console.domain.record import Order, Record, Shipment
from benchmarks.desks import Recording

_WORD: Final = re.compile(r"[^\W\d_]+")
_SIGNS: Final = ".,;:!?()\"'“”"
_SHORTEST: Final = 3
_ORDINARY: Final = 20
"""What is written small in so many conversations with customers who are not called so is a word, no name."""


def person_of(recording: Recording, before: int) -> Person:
    """Return who the customer is, as the console would know it before a turn."""
    profile = recording.profile
    account = profile["account_id"]
    customer = Customer(
        CustomerId(account), profile["name"], profile["email"], profile["phone"], account=account
    )
    shipment = Shipment(address=f"{profile['address']}, {profile['zip']}")
    orders = tuple(Order(order["order_id"], shipment=shipment) for order in profile["orders"])
    said = [turn.text for turn in recording.turns[:before]]
    return Person.of(customer, Record(customer.id, orders=orders), said)


class Identifiers:
    """Names, numbers and addresses of all customers of a source, each with whose conversations have it."""

    def __init__(self, recordings: Sequence[Recording]) -> None:
        self._names: dict[str, set[str]] = defaultdict(set)
        self._numbers: dict[str, set[str]] = defaultdict(set)
        for recording in recordings:
            for name in _words(recording.profile["name"]):
                self._names[name].add(recording.id)
            for number in _numbers(recording):
                self._numbers[number].add(recording.id)
        self._ordinary = self._ordinary_words(recordings)

    def foreign(self, offer: str, recording: Recording, known: str) -> list[str]:
        """Return what in an offer identifies another customer, and is not `known` here already."""
        here = {*_words(known), *_pieces(known)}
        words = [word for word in _words(offer) if word not in self._ordinary]
        named = [(word, self._names.get(word, set())) for word in words]
        named += [(piece, self._numbers.get(piece, set())) for piece in _pieces(offer)]
        return [
            found for found, owners in named if owners and recording.id not in owners and found not in here
        ]

    def _ordinary_words(self, recordings: Iterable[Recording]) -> set[str]:
        """Return the names that are words too, such as `will` and `price`."""
        written: dict[str, int] = defaultdict(int)
        for recording in recordings:
            small = {w for turn in recording.turns for w in _WORD.findall(turn.text) if w.islower()}
            for word in small & self._names.keys():
                written[word] += recording.id not in self._names[word]
        return {word for word, count in written.items() if count >= _ORDINARY}


def _words(text: str) -> Iterator[str]:
    return (word.casefold() for word in _WORD.findall(text) if len(word) >= _SHORTEST)


def _pieces(text: str) -> Iterator[str]:
    """Yield the parts of a text that are numbers or addresses."""
    for part in text.casefold().split():
        piece = part.strip(_SIGNS)
        if len(piece) >= _SHORTEST and ("@" in piece or any(map(str.isdigit, piece))):
            yield piece


def _numbers(recording: Recording) -> Iterator[str]:
    profile = recording.profile
    for key in ("email", "phone", "username", "account_id", "zip"):
        yield from _pieces(profile[key])
    for order in profile["orders"]:
        yield from _pieces(f"{order['order_id']} {order.get('tracking', '')}")
