"""Which conversation stands where: stable numbers, a grid that fits the terminal, a strip for the rest."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from agent_console.domain.chat import ConversationId

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
        self._homes: dict[ConversationId, int] = {}
        """Places that are kept for who stood there before, as long as others are free."""
        self._reserved: dict[ConversationId, int] = {}
        """Numbers that are kept in the same way."""

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
    def numbers(self) -> Mapping[ConversationId, int]:
        """The number of each held conversation."""
        return dict(self._numbers)

    @property
    def free(self) -> int:
        """How many places of the grid are free."""
        return self._slots.count(None)

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

    def expect(self, numbers: Mapping[ConversationId, int], pinned: Iterable[ConversationId]) -> None:
        """Keep numbers and pins for conversations that may come again."""
        self._reserved.update(numbers)
        self._pinned.update(pinned)

    def expect_only(self, held: Collection[ConversationId]) -> None:
        """Keep nothing for conversations that are not among these."""
        self._homes = {c: place for c, place in self._homes.items() if c in held}
        self._reserved = {c: number for c, number in self._reserved.items() if c in held}
        self._pinned &= {*held, *self._numbers}

    def admit(self, conversation: ConversationId, placed: bool = True) -> None:
        """Give a newly held conversation the lowest free number, and a free place if there is one.

        With `placed` false it stays in the strip, because a pane must not open while somebody types.
        """
        if conversation in self._numbers:
            return
        self._numbers[conversation] = self._free_number(conversation)
        if placed and None in self._slots:
            self._slots[self._free_place(conversation)] = conversation

    def release(self, conversation: ConversationId) -> None:
        """Free the number and the place of a conversation that is no longer held."""
        for kept in (self._numbers, self._homes, self._reserved):
            kept.pop(conversation, None)
        self._pinned.discard(conversation)
        if self._zoomed == conversation:
            self._zoomed = None
        if conversation in self._slots:
            self._slots[self._slots.index(conversation)] = None

    def bring(self, conversation: ConversationId, instead_of: ConversationId | None) -> None:
        """Give a held conversation a place: a free one, else that of another (the last one by default).

        A pinned one keeps its place, unless all of them are pinned, as where the terminal became smaller.
        """
        if conversation in self._slots or conversation not in self._numbers:
            return
        free = None in self._slots
        place = self._free_place(conversation) if free else self._yielding(instead_of)
        self._slots[place] = conversation

    def refill(self, candidates: Iterable[ConversationId]) -> None:
        """Let held conversations without a place take the free ones, in that order."""
        for conversation in candidates:
            if None not in self._slots:
                return
            self.bring(conversation, None)

    # What the agent does

    def zoom(self, conversation: ConversationId | None) -> None:
        """Give the whole grid to a conversation that has a place; with None, to each its own place."""
        self._zoomed = conversation if conversation in self._slots and len(self._slots) > 1 else None

    def move(self, conversation: ConversationId, place: int) -> None:
        """Move a conversation that has a place to another one; who stands there goes the other way."""
        here = self._slots.index(conversation)
        for moved in (conversation, self._slots[place]):
            if moved is not None:
                self._homes.pop(moved, None)
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

        Who is on screen and among `wanted` stands there; of the others, what has a place that is still
        there keeps it, and what has not takes a free one, or goes to the strip: pinned ones last.
        """
        before = [c for c in self._slots if c is not None]
        seats = [*wanted, *[None] * capacity][:capacity]
        self._homes = {c: place for place, c in enumerate(seats) if c is not None}
        self._slots = _merged([c if c in before else None for c in seats], self._slots)
        without = [c for c in before if c not in self._slots]
        self.refill(sorted(without, key=lambda c: (c != keep, c not in self._pinned)))
        if any(c is not None and c not in self._pinned for c in self._slots):
            for conversation in sorted(self._pinned & set(without)):
                self.bring(conversation, None)
        if keep in without:
            self.bring(keep, None)
        self.zoom(self._zoomed)

    def _free_number(self, conversation: ConversationId) -> int:
        taken = set(self._numbers.values())
        reserved = self._reserved.get(conversation, 0)
        if reserved and reserved not in taken:
            return reserved
        taken.update(self._reserved.values())
        return next(n for n in range(1, len(taken) + 2) if n not in taken)

    def _free_place(self, conversation: ConversationId) -> int:
        """Return the free place that is kept for a conversation, else one that is kept for nobody."""
        free = [place for place, seated in enumerate(self._slots) if seated is None]
        kept = self._homes.get(conversation)
        others = set(self._homes.values())
        return kept if kept in free else next((place for place in free if place not in others), free[0])

    def _yielding(self, instead_of: ConversationId | None) -> int:
        """Return the place that is taken from another conversation."""
        loose = [place for place, seated in enumerate(self._slots) if seated not in self._pinned]
        candidates = loose or list(range(len(self._slots)))
        wanted = self._slots.index(instead_of) if instead_of in self._slots else -1
        return wanted if wanted in candidates else candidates[-1]


def _merged(
    seats: Sequence[ConversationId | None], others: Sequence[ConversationId | None]
) -> list[ConversationId | None]:
    """Return the seats, with those of `others` who have none where they stand and nobody else does."""
    standing = [*others, *[None] * len(seats)]
    seated = set(seats)
    return [
        seat if seat is not None or other in seated else other
        for seat, other in zip(seats, standing, strict=False)
    ]
