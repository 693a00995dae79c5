"""Numbers and places that are kept for conversations until they come to the desk, or to the screen."""

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from agent_console.domain.chat import ConversationId


@dataclass(frozen=True, slots=True)
class Seat:
    """A conversation's number, and its place in the grid; one without a place is on the strip."""

    number: int
    """From 1."""
    place: int | None = None
    """From 0, row by row."""


Seats = Mapping[ConversationId, Seat]


class Reservations:
    """Which seat waits for whom; one that is taken up, or given up, waits no more."""

    def __init__(self) -> None:
        self._seats: dict[ConversationId, Seat] = {}

    @property
    def seats(self) -> Seats:
        """Everything that waits."""
        return dict(self._seats)

    def keep(self, seats: Seats) -> None:
        """Let these seats wait."""
        self._seats.update(seats)

    def keep_only(self, coming: Container[ConversationId]) -> None:
        """Give up the seats of those who do not come."""
        self._seats = {who: seat for who, seat in self._seats.items() if who in coming}

    def fit(self, capacity: int) -> None:
        """Let those whose place a grid of that many does not have come to the strip."""
        for who, seat in self._seats.items():
            if seat.place is not None and seat.place >= capacity:
                self._seats[who] = Seat(seat.number)

    def of(self, conversation: ConversationId) -> Seat | None:
        """Return the seat that waits for a conversation."""
        return self._seats.get(conversation)

    def has_place(self, conversation: ConversationId) -> bool:
        """Whether a place on screen waits for a conversation."""
        seat = self._seats.get(conversation)
        return seat is not None and seat.place is not None

    def end(self, conversation: ConversationId) -> None:
        """Give up a conversation's seat, because it has one now, or will have none."""
        self._seats.pop(conversation, None)

    def number(self, conversation: ConversationId, taken: Collection[int]) -> int:
        """Return the number for one who comes: its own, or the lowest that neither is taken nor waits."""
        own = self._seats.get(conversation)
        if own is not None and own.number not in taken:
            return own.number
        gone = {*taken, *(seat.number for seat in self._seats.values())}
        return next(number for number in range(1, len(gone) + 2) if number not in gone)

    def open_places(
        self, free: Iterable[int], conversation: ConversationId | None, here: Container[ConversationId]
    ) -> Sequence[int]:
        """Return those of the free places that wait for nobody who is not `here` yet.

        The conversation's own place comes first; those of others who are on the strip come last.
        """
        own = self._seats.get(conversation) if conversation is not None else None
        others = {who: seat.place for who, seat in self._seats.items() if who != conversation}
        absent = {place for who, place in others.items() if who not in here}
        places = [place for place in free if place not in absent]
        return sorted(places, key=lambda place: (own is None or place != own.place, place in others.values()))
