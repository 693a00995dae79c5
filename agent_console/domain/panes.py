"""Which conversation stands where: stable numbers, a grid that fits the terminal, a strip for the rest."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from agent_console.domain.chat import ConversationId
from agent_console.domain.reservation import Reservations, Seat, Seats
from agent_console.domain.system import ONLY, SystemName, system_of

MOST_PANES = 12


@dataclass(frozen=True, slots=True)
class Shape:
    """The grid that a terminal has room for."""

    columns: int
    rows: int
    side_panel: int
    """Columns that the side panel takes beside the panes; 0 when it opens over them instead."""

    @property
    def capacity(self) -> int:
        """How many panes are on screen."""
        return min(self.columns * self.rows, MOST_PANES)


PANE_WIDTH = 42
PANE_HEIGHT = 20
PANEL_WIDTH = 36
PANEL_WIDEST = 52
OVERLAY_WIDTH = 48
"""Columns of the side panel where it opens over the panes."""
PANEL_FROM = 110
"""The terminal width from which the side panel stands beside the panes."""
FRAME_HEIGHT = 3
"""Rows that the strip, the queue and the key line take."""


def fit(width: int, height: int, most: int = MOST_PANES) -> Shape:
    """Return the grid for a terminal of that many columns and rows; at least one pane, at most `most`."""
    panel = PANEL_WIDTH if width >= PANEL_FROM else 0
    columns = max(1, (width - panel) // PANE_WIDTH)
    if panel:
        # What the narrowest panes leave; a panel that takes a column of panes would cost a customer's place.
        panel = min(PANEL_WIDEST, width - columns * PANE_WIDTH)
    rows = max(1, (height - FRAME_HEIGHT) // PANE_HEIGHT)
    while columns * rows > min(most, MOST_PANES):
        if columns > rows:
            columns -= 1
        else:
            rows -= 1
    return Shape(columns, rows, panel)


class Panes:
    """Numbers and places of the held conversations; a place changes only when the agent says so."""

    def __init__(self, capacity: int = 1) -> None:
        self._numbers: dict[ConversationId, int] = {}
        self._slots: list[ConversationId | None] = [None] * capacity
        self._pinned: set[ConversationId] = set()
        self._zoomed: ConversationId | None = None
        self._reservations = Reservations()
        self._sized = False
        """Whether the terminal has told how many places there are."""

    @property
    def places(self) -> tuple[ConversationId | None, ...]:
        """What stands in each place of the grid, row by row, on screen or not; None is a free place."""
        return tuple(self._slots)

    @property
    def slots(self) -> tuple[ConversationId | None, ...]:
        """What is on screen: every place, or the one conversation that has them all."""
        return self.places if self._zoomed is None else (self._zoomed,)

    @property
    def zoomed(self) -> ConversationId | None:
        """The conversation that has the whole grid; None while each has its place."""
        return self._zoomed

    @property
    def pinned(self) -> frozenset[ConversationId]:
        """Who stays on screen whoever else is brought there."""
        return frozenset(self._pinned)

    @property
    def free(self) -> int:
        """How many places of the grid are free, and wait for nobody who has not come yet."""
        return len(self._open(None))

    @property
    def seats(self) -> Seats:
        """The seat of each conversation that is held, or still to come; whose place waits has it already.

        A place that was given to somebody else waits for nobody.
        """
        standing = {c: place for place, c in enumerate(self._slots) if c is not None}
        held = {c: Seat(number, standing.get(c)) for c, number in self._numbers.items()}
        taken = set(standing.values())
        waiting = self._reservations.seats.items()
        return {**held, **{c: Seat(seat.number) if seat.place in taken else seat for c, seat in waiting}}

    def number(self, conversation: ConversationId) -> int:
        """Return the number that the conversation keeps for as long as it is held; 0 if it is not."""
        return self._numbers.get(conversation, 0)

    def numbered(self, number: int) -> ConversationId | None:
        """Return the conversation of that number."""
        return next((c for c, n in self._numbers.items() if n == number), None)

    @property
    def conversations(self) -> tuple[ConversationId, ...]:
        """Every conversation that has a number, on screen or not, in the order they came."""
        return tuple(self._numbers)

    # Who comes and goes

    def reserve(self, seats: Seats, pinned: Iterable[ConversationId]) -> None:
        """Let the seats and pins of an earlier run wait for their conversations."""
        self._reservations.keep({who: seat for who, seat in seats.items() if who not in self._numbers})
        self._pinned.update(pinned)
        if self._sized:
            self._reservations.fit(len(self._slots))

    def expect_only(self, coming: Collection[ConversationId], system: SystemName = ONLY) -> None:
        """Let no seat and no pin wait for any of a chat system but these."""
        others = {one for one in (*self.seats, *self._pinned) if system_of(one) != system}
        self._reservations.keep_only({*coming, *others})
        self._pinned &= {*coming, *others, *self._numbers}

    def admit(self, conversation: ConversationId, placed: bool = True) -> None:
        """Give a newly held conversation its number, or the lowest free one, and a free place if any.

        With `placed` false it stays in the strip, because a pane must not open while somebody types. So
        does one whose seat of an earlier run was there.
        """
        if conversation in self._numbers:
            return
        seat = self._reservations.of(conversation)
        self._numbers[conversation] = self._reservations.number(conversation, self._numbers.values())
        if seat is not None and seat.place is None:
            self._reservations.end(conversation)
        elif placed:
            self._seat(conversation, self._open(conversation))

    def release(self, conversation: ConversationId) -> None:
        """Free the number and the place of a conversation that is no longer held."""
        self._numbers.pop(conversation, None)
        self._reservations.end(conversation)
        self._pinned.discard(conversation)
        if self._zoomed == conversation:
            self._zoomed = None
        if conversation in self._slots:
            self._slots[self._slots.index(conversation)] = None

    def bring(self, conversation: ConversationId, instead_of: ConversationId | None) -> None:
        """Give a held conversation a place: a free one, else that of another (the last one by default).

        A pinned one keeps its place, unless all of them are pinned, as where the terminal became smaller.
        """
        if conversation not in self._slots and conversation in self._numbers:
            places = self._open(conversation) or self._free or [self._yielding(instead_of)]
            self._seat(conversation, places)

    def refill(self, candidates: Iterable[ConversationId]) -> None:
        """Let held conversations without a place take the free ones, in that order.

        Those for whom one waits come first: else it would be given away before their turn.
        """
        without = [c for c in candidates if c not in self._slots and c in self._numbers]
        for conversation in sorted(without, key=lambda c: not self._reservations.has_place(c)):
            self._seat(conversation, self._open(conversation))

    # What the agent does

    def zoom(self, conversation: ConversationId | None) -> None:
        """Give the whole grid to a conversation that has a place; with None, to each its own place."""
        self._zoomed = conversation if conversation in self._slots and len(self._slots) > 1 else None

    def move(self, conversation: ConversationId, place: int) -> None:
        """Move a conversation that has a place to another one; who stands there goes the other way."""
        here = self._slots.index(conversation)
        self._slots[here], self._slots[place] = self._slots[place], conversation

    def pin(self, conversation: ConversationId) -> bool:
        """Pin a conversation to the screen; False where no place would be left for others."""
        shown = [c for c in self._slots if c in self._pinned and c != conversation]
        if conversation not in self._slots or len(shown) + 1 >= len(self._slots):
            return False
        self._pinned.add(conversation)
        return True

    def unpin(self, conversation: ConversationId) -> None:
        """Let a conversation's place go to others again."""
        self._pinned.discard(conversation)

    def resize(
        self,
        capacity: int,
        keep: ConversationId | None,
        wanted: Sequence[ConversationId | None] = (),
    ) -> None:
        """Fit the grid to a new number of places; `keep` (the focused one) stays on screen.

        Who is on screen and among `wanted` stands there, and for who is on the strip such a place waits.
        Of the others, what has a place that is still there keeps it, and what has not takes a free one, or
        goes to the strip: pinned ones last.
        """
        self._sized = True
        before = [c for c in self._slots if c is not None]
        self._slots = _merged([c if c in before else None for c in wanted][:capacity], self._slots, capacity)
        self._await(wanted, capacity)
        without = [c for c in before if c not in self._slots]
        self.refill(sorted(without, key=lambda c: (c != keep, c not in self._pinned)))
        if any(c is not None and c not in self._pinned for c in self._slots):
            for conversation in sorted(self._pinned & set(without)):
                self.bring(conversation, None)
        if keep is not None and keep in before:
            self.bring(keep, None)
        self.zoom(self._zoomed)

    def _await(self, wanted: Sequence[ConversationId | None], capacity: int) -> None:
        """Let places wait for who is wanted there and has none."""
        seats = {
            who: Seat(self._numbers[who], place)
            for place, who in enumerate(wanted)
            if who is not None and who in self._numbers and who not in self._slots
        }
        self._reservations.keep(seats)
        self._reservations.fit(capacity)

    @property
    def _free(self) -> list[int]:
        return [place for place, seated in enumerate(self._slots) if seated is None]

    def _open(self, conversation: ConversationId | None) -> Sequence[int]:
        """Return the free places that wait for nobody who is still to come, the own one first."""
        return self._reservations.open_places(self._free, conversation, self._numbers)

    def _seat(self, conversation: ConversationId, places: Sequence[int]) -> None:
        """Seat a conversation in the first of some places, if there are any."""
        if places:
            self._slots[places[0]] = conversation
            self._reservations.end(conversation)

    def _yielding(self, instead_of: ConversationId | None) -> int:
        """Return the place that is taken from another conversation."""
        loose = [place for place, seated in enumerate(self._slots) if seated not in self._pinned]
        candidates = loose or list(range(len(self._slots)))
        wanted = self._slots.index(instead_of) if instead_of in self._slots else -1
        return wanted if wanted in candidates else candidates[-1]


def _merged(
    seats: Sequence[ConversationId | None], others: Sequence[ConversationId | None], capacity: int
) -> list[ConversationId | None]:
    """Return so many seats, and in the free ones who of `others` stands there and sits nowhere else."""
    length = [None] * capacity
    return [
        other if seat is None and other not in seats else seat
        for seat, other, _ in zip([*seats, *length], [*others, *length], length, strict=False)
    ]
