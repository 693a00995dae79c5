"""The customers whom nobody has taken, on one line."""

from collections.abc import Callable

from textual.content import Content
from textual.widgets import Static

from agent_console.domain.desk import Desk
from agent_console.domain.surroundings import Queued
from agent_console.texts import _, ngettext
from agent_console.ui.format import filled, joined, line
from agent_console.ui.keys import KeyMap
from agent_console.ui.pane_title import shown_system
from agent_console.ui.queue_entry import kind, waited

Tell = Callable[[Desk, Queued, float], Content]


class QueueBar(Static):
    """Says how many wait, who has waited longest, and which key takes whom."""

    def __init__(self, desk: Desk, keys: KeyMap, tell: Tell = waited) -> None:
        """`tell` says how long somebody has waited."""
        super().__init__(markup=False)
        self._tell = tell
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
            return Content.styled(f" {_('queue: nobody is waiting')}", "$quiet")
        longest = min(queue, key=lambda queued: queued.since)
        many = ngettext("queue: {count} waiting", "queue: {count} waiting", len(queue))
        key = Content.styled(self._keys.label("desk.take"), "bold")
        takes = _("{key} takes the next") if queue[0] is longest else _("{key} takes {name}")
        return joined(
            (f" {many.format(count=len(queue))}", "bold"),
            " · ",
            filled(
                # Translators: who has waited longest, after how long, such as: longest 2:10 Ana Sol
                _("longest {time} {name}"),
                time=self._tell(self._desk, longest, now),
                name=line(longest.facts.name, 30),
            ),
            " · ",
            filled(takes, key=key, name=line(queue[0].facts.name, 30, "bold")),
            kind(queue[0].facts, system=shown_system(self._desk, queue[0].facts.conversation)),
        )
