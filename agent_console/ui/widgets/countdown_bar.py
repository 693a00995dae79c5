"""A reply that leaves by itself in a few seconds: why it waits, how long still, and the keys for it."""

from math import ceil

from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from agent_console.domain.chat import ConversationId
from agent_console.domain.countdown import Delayed
from agent_console.services.workspace import Workspace
from agent_console.texts import _, ngettext
from agent_console.ui.format import filled, in_seconds, joined, line
from agent_console.ui.keys import KeyMap
from agent_console.ui.recipient import recipient
from agent_console.ui.symbol import LEFT_GLYPH, SPENT_GLYPH

_GLANCE = 0.2
"""Seconds between two looks at the clock while something waits."""
_LONGEST = 6
"""Seconds for which the picture of the time has room."""

Shown = tuple[Delayed, int, int, bool]
"""Which reply, its seconds, how many wait behind it, and whether it can leave."""


class CountdownBar(Static):
    """Shown between transcript and composer while replies wait; its border beats once a second."""

    def __init__(self, conversation: ConversationId, workspace: Workspace, keys: KeyMap) -> None:
        super().__init__(markup=False)
        self._conversation = conversation
        self._workspace = workspace
        self._keys = keys
        self._shown: Shown | None = None
        self._hand: Timer | None = None
        self.display = False

    def on_mount(self) -> None:
        """Say first what matters most."""
        self.border_title = Content(_("WAITS TO LEAVE"))
        self._hand = self.set_interval(_GLANCE, self._look, pause=True)

    def tick(self, now: float) -> None:
        """Show what waits at the monotonic instant `now`, or go away."""
        shown = self._waiting(now)
        if shown == self._shown:
            return
        self._shown = shown
        self.display = shown is not None
        if shown is not None:
            self.set_class(shown[1] % 2 == 1, "-beat")
            self.update(Content("\n").join(self._lines(*shown)))
        if self._hand is not None:
            (self._hand.pause if shown is None else self._hand.resume)()

    def _look(self) -> None:
        self.tick(self._workspace.clock.monotonic())

    def _waiting(self, now: float) -> Shown | None:
        countdown = self._workspace.delay.of(self._conversation)
        if countdown is None:
            return None
        online = self._workspace.desk.online(self._conversation)
        behind = len(countdown.waiting) - 1
        return countdown.first, countdown.seconds(now), behind, online

    def _lines(self, reply: Delayed, seconds: int, behind: int, online: bool) -> list[Content]:
        back, now = (_key(self._keys.label(name)) for name in ("chat.back", "chat.send-now"))
        return [
            line(reply.verdict.reason, style="bold"),
            *self._suggestion(reply),
            joined(
                _time(seconds, _whole(reply)) if online else _("leaves when the connection is back"),
                *_tail(behind),
            ),
            # Translators: what keys do with a reply that waits to leave, as is "send now"
            joined(back, f" {_('take back')}  ", now, f" {_('send now')}"),
        ]

    def _suggestion(self, reply: Delayed) -> list[Content]:
        target = reply.verdict.suggestion
        if target is None or target not in self._workspace.desk:
            return []
        number = self._workspace.panes.number(target)
        where = recipient(self._workspace.desk, target).content()
        return [filled(_("looks like it is for {number} {who}"), number=str(number), who=where)]


def _whole(reply: Delayed) -> int:
    return min(_LONGEST, ceil(reply.verdict.delay.total_seconds()))


def _time(seconds: int, whole: int) -> Content:
    left = min(seconds, whole)
    return joined(
        (LEFT_GLYPH * left, "bold"),
        (SPENT_GLYPH * (whole - left), "$quiet"),
        " ",
        filled(_("leaves in {time}"), time=Content.styled(in_seconds(seconds), "bold")),
    )


def _tail(behind: int) -> list[str]:
    """Return how many other replies wait behind it."""
    words = ngettext("{count} more behind it", "{count} more behind it", behind)
    return [", ", words.format(count=behind)] if behind else []


def _key(label: str) -> Content:
    return Content.styled(f" {label} ", "reverse bold")
