"""Which conversation stands where: stable numbers, a grid that fits the terminal, a strip for the rest."""

from collections.abc import Iterable
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

    @property
    def slots(self) -> tuple[ConversationId | None, ...]:
        """What stands in each place of the grid, row by row; None is a free place."""
        return tuple(self._slots)

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

    def admit(self, conversation: ConversationId, placed: bool = True) -> None:
        """Give a newly held conversation the lowest free number, and a free place if there is one.

        With `placed` false it stays in the strip, because a pane must not open while somebody types.
        """
        if conversation in self._numbers:
            return
        taken = set(self._numbers.values())
        self._numbers[conversation] = next(n for n in range(1, len(taken) + 2) if n not in taken)
        if placed and None in self._slots:
            self._slots[self._slots.index(None)] = conversation

    def release(self, conversation: ConversationId) -> None:
        """Free the number and the place of a conversation that is no longer held."""
        self._numbers.pop(conversation, None)
        if conversation in self._slots:
            self._slots[self._slots.index(conversation)] = None

    def bring(self, conversation: ConversationId, instead_of: ConversationId | None) -> None:
        """Show a held conversation: in a free place, else in place of another (the last place by default)."""
        if conversation in self._slots or conversation not in self._numbers:
            return
        if None in self._slots:
            place = self._slots.index(None)
        elif instead_of in self._slots:
            place = self._slots.index(instead_of)
        else:
            place = len(self._slots) - 1
        self._slots[place] = conversation

    def refill(self, candidates: Iterable[ConversationId]) -> None:
        """Let held conversations without a place take the free ones, in that order."""
        for conversation in candidates:
            if None not in self._slots:
                return
            self.bring(conversation, None)

    def resize(self, capacity: int, keep: ConversationId | None) -> None:
        """Fit the grid to a new number of places; `keep` (the focused one) stays on screen.

        What has a place that is still there keeps it; what has not takes a free one, or goes to the strip.
        """
        without = [c for c in self._slots[capacity:] if c is not None]
        self._slots = [*self._slots[:capacity], *[None] * (capacity - len(self._slots))]
        self.refill(sorted(without, key=lambda conversation: conversation != keep))
        if keep in without:
            self.bring(keep, None)
