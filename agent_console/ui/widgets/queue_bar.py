"""The customers whom nobody has taken, on one line."""

from datetime import timedelta

from textual.content import Content
from textual.widgets import Static

from agent_console.domain.desk import Desk
from agent_console.ui.format import clock, joined, line
from agent_console.ui.keys import KeyMap
from agent_console.ui.symbol import TIER_GLYPH, TIER_STYLE


class QueueBar(Static):
    """Says how many wait, who has waited longest, and which key takes them."""

    def __init__(self, desk: Desk, keys: KeyMap) -> None:
        super().__init__(markup=False)
        self._desk = desk
        self._keys = keys
        self._shown = Content()

    def tick(self, now: float) -> None:
        """Draw the queue at the monotonic instant `now`, if that has changed."""
        content = self._line(now)
        if not content.is_same(self._shown):
            self._shown = content
            self.update(joined(content))

    def _line(self, now: float) -> Content:
        queue = self._desk.queue
        if not queue:
            return Content.styled(" queue: nobody is waiting", "$quiet")
        first = queue[0]
        elapsed = timedelta(seconds=max(0.0, now - first.since))
        tier = self._desk.thresholds.tier(elapsed)
        wait = (f"{clock(elapsed)} {TIER_GLYPH[tier]}", TIER_STYLE[tier])
        concern = joined(" · ", line(first.facts.concern, 40)) if first.facts.concern else Content()
        key = self._keys.label("desk.take")
        return joined(
            (f" queue: {len(queue)} waiting", "bold"),
            " · longest ",
            wait,
            " ",
            line(first.facts.name, 30),
            " · ",
            (key, "bold"),
            " takes the next",
            concern,
        )
