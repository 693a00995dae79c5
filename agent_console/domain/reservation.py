"""Numbers and places that are kept for conversations until they come to the desk."""

from collections.abc import Callable, Collection, Iterable

from agent_console.domain.arrangement import Seat, Seats
from agent_console.domain.chat import ConversationId


class Reservations:
    """Which seat waits for whom; one that is taken up, or given up, waits no more."""

    def __init__(self) -> None:
        self._seats: dict[ConversationId, Seat] = {}
        self._first: ConversationId | None = None

    @property
    def seats(self) -> Seats:
        """Everything that waits."""
        return dict(self._seats)

    def keep(self, seats: Seats, first: ConversationId | None) -> None:
        """Let these seats wait; who comes `first` gets a place in a smaller grid too."""
        self._seats, self._first = dict(seats), first

    def keep_only(self, coming: Collection[ConversationId]) -> None:
        """Give up the seats of those who do not come."""
        self._seats = {who: seat for who, seat in self._seats.items() if who in coming}

    def fit(self, capacity: int) -> None:
        """Give up the places that a grid of that many does not have."""
        first = self._seats.get(self._first) if self._first is not None else None
        if self._first is not None and first is not None and (first.place or 0) >= capacity:
            self._give_up(lambda place: place == capacity - 1)
            self._seats[self._first] = Seat(first.number, capacity - 1)
        self._give_up(lambda place: place >= capacity)

    def of(self, conversation: ConversationId) -> Seat | None:
        """Return the seat that waits for a conversation."""
        return self._seats.get(conversation)

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
        self, free: Iterable[int], conversation: ConversationId | None, here: Collection[ConversationId]
    ) -> list[int]:
        """Return those of the free places that wait for nobody who is not `here` yet.

        The conversation's own place comes first.
        """
        own = self._seats.get(conversation) if conversation is not None else None
        absent = {seat.place for who, seat in self._seats.items() if who != conversation and who not in here}
        places = [place for place in free if place not in absent]
        return sorted(places, key=lambda place: own is None or place != own.place)

    def _give_up(self, gone: Callable[[int], bool]) -> None:
        """Let those whose place is gone come to the strip, under their own numbers."""
        for who, seat in self._seats.items():
            if seat.place is not None and gone(seat.place):
                self._seats[who] = Seat(seat.number)
