"""The customers whom nobody has taken, on one line."""

from datetime import timedelta

from textual.content import Content
from textual.widgets import Static

from agent_console.domain.chat import Priority
from agent_console.domain.desk import Desk
from agent_console.domain.events import Waiting
from agent_console.ui.format import clock, joined, line
from agent_console.ui.keys import KeyMap
from agent_console.ui.pane_title import USUAL_CHANNEL, channel_name
from agent_console.ui.symbol import PRIORITY_GLYPH, TIER_GLYPH, TIER_STYLE


class QueueBar(Static):
    """Says how many wait, who has waited longest, and which key takes whom."""

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
        longest = min(queue, key=lambda queued: queued.since)
        elapsed = timedelta(seconds=max(0.0, now - longest.since))
        tier = self._desk.thresholds.tier(elapsed)
        return joined(
            (f" queue: {len(queue)} waiting", "bold"),
            " · longest ",
            (f"{clock(elapsed)} {TIER_GLYPH[tier]}", TIER_STYLE[tier]),
            " ",
            line(longest.facts.name, 30),
            " · ",
            (self._keys.label("desk.take"), "bold"),
            " takes ",
            line(queue[0].facts.name, 30, "bold") if queue[0] is not longest else "the next",
            _kind(queue[0].facts),
        )


def _kind(waiting: Waiting) -> Content:
    """Return what is out of the ordinary about a waiting customer, and the concern."""
    facts = []
    if waiting.priority is not Priority.NORMAL:
        facts.append(Content.styled(f"{PRIORITY_GLYPH[waiting.priority]} {waiting.priority.value}", "bold"))
    if waiting.channel != USUAL_CHANNEL:
        facts.append(channel_name(waiting.channel))
    if waiting.concern:
        facts.append(line(waiting.concern, 40))
    return Content("").join(joined(" · ", fact) for fact in facts)
