"""Says which file of canned responses is broken and what stands in for it, for as long as that lasts."""

from textual.content import Content
from textual.widgets import Static

from agent_console.services.shelf import Shelf
from agent_console.services.standing import Stale
from agent_console.texts import _, ngettext
from agent_console.ui.format import joined, line, time_of_day

_LONGEST_REASON = 400
"""Characters; the banner has three lines, and the place of the mistake comes first."""


class ShelfBanner(Static):
    """Lines above the queue; no room is taken while every file is in order."""

    def __init__(self, shelf: Shelf | None) -> None:
        super().__init__(markup=False)
        self.display = False
        self._shelf = shelf
        self._shown: tuple[Stale, ...] = ()

    def tick(self, quiet: bool) -> None:
        """Draw what is not up to date, if that has changed; room is taken, or given back, in `quiet` only.

        The panes above change their size with it, which must not happen to somebody who types.
        """
        stale = self._shelf.stale if self._shelf else ()
        if stale != self._shown and (quiet or bool(stale) is bool(self._shown)):
            self._shown = stale
            self.display = bool(stale)
            self.update(_words(stale) if stale else Content())


def _words(stale: tuple[Stale, ...]) -> Content:
    first = stale[0]
    before = _("Canned replies as they were before {time}")
    return joined(
        (" ! ", "reverse bold"),
        (f" {before.format(time=time_of_day(first.since))}", "bold"),
        f"{_others(len(stale) - 1)}: ",
        line(first.reason, _LONGEST_REASON),
    )


def _others(count: int) -> str:
    if not count:
        return ""
    words = ngettext("(and {count} more file)", "(and {count} more files)", count)
    return f" {words.format(count=count)}"
