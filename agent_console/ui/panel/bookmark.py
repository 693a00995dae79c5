"""Where the agent is in a customer's record: what is chosen, what is unfolded, and what is looked for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from agent_console.ui.panel.row import Look, Row

LONGEST_QUERY = 60
"""Characters."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """One conversation's place; every step makes a new value.

    The chosen row is known by its key. When that row has gone, none is chosen until the next step: a key
    pressed for it must not do something to another one.
    """

    chosen: str = ""
    last: int = 0
    """The place at which the chosen row was last."""
    turned: frozenset[str] = frozenset()
    """The keys of rows that are folded otherwise than from the start."""
    sought: str = ""
    finding: bool = False
    """Whether typing goes to what is looked for."""

    def row(self, rows: Sequence[Row]) -> Row | None:
        """Return the chosen row."""
        return next((row for row in rows if row.choosable and row.key == self.chosen), None)

    def stepped(self, rows: Sequence[Row], step: int) -> "Bookmark":
        """Return the place so many rows further down, or up if negative, as far as there are any."""
        places = [index for index, row in enumerate(rows) if row.choosable]
        if not places:
            return self
        here = next((n for n, index in enumerate(places) if rows[index].key == self.chosen), None)
        if here is None:
            return self._at(rows, min(places, key=lambda index: abs(index - self.last)))
        return self._at(rows, places[max(0, min(here + step, len(places) - 1))])

    def in_section(self, rows: Sequence[Row], step: int) -> "Bookmark":
        """Return the first row of the section after the chosen row's (1), or before it (-1)."""
        headings = [index for index, row in enumerate(rows) if row.look is Look.HEADING]
        starts = [first for first in (_first(rows, heading) for heading in headings) if first is not None]
        here = next((index for index, row in enumerate(rows) if row.key == self.chosen), self.last)
        after = [start for start in starts if start > here]
        before = [start for start in starts if start < here]
        wanted = after[:1] if step > 0 else before[-1:]
        return self._at(rows, wanted[0]) if wanted else self

    def at(self, rows: Sequence[Row], key: str) -> "Bookmark":
        """Return the place at a row, if there is anything to do with it."""
        index = next((n for n, row in enumerate(rows) if row.key == key and row.choosable), None)
        return self if index is None else self._at(rows, index)

    def turned_over(self, rows: Sequence[Row]) -> "Bookmark":
        """Return the bookmark with the chosen row unfolded, or folded again.

        What unfolds from a row is folded with it, and the row is chosen then.
        """
        row = self.row(rows)
        if row is None:
            return self
        title = row if row.opened is not None else next((r for r in rows if r.key == row.under), None)
        if title is None or title.opened is None:
            return self
        return replace(self.at(rows, title.key), turned=self.turned ^ {title.key})

    def looking_for(self, sought: str) -> "Bookmark":
        """Return the bookmark while something is looked for; of what is found nothing is chosen yet."""
        return replace(self, sought=sought[:LONGEST_QUERY], finding=True, chosen="", last=0)

    def found(self) -> "Bookmark":
        """Return the bookmark with the keys for the rows again; the list stays narrowed down."""
        return replace(self, finding=False)

    def unnarrowed(self) -> "Bookmark":
        """Return the bookmark with nothing looked for any more."""
        return replace(self, sought="", finding=False)

    def _at(self, rows: Sequence[Row], index: int) -> "Bookmark":
        return replace(self, chosen=rows[index].key, last=index)


def _first(rows: Sequence[Row], heading: int) -> int | None:
    """Return the first row under a heading that can be chosen."""
    for index in range(heading + 1, len(rows)):
        if rows[index].look is Look.HEADING:
            return None
        if rows[index].choosable:
            return index
    return None
