"""Where a press of the mouse was aimed: at what the agent saw, which may have made way for somebody else."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.errors import NoWidget
from textual.geometry import Region

from agent_console.domain.chat import ConversationId
from agent_console.domain.desk import Desk
from agent_console.domain.keystrokes import SETTLING_SECONDS
from agent_console.ports import Clock
from agent_console.texts import _
from agent_console.ui.screens.pane_screen import PaneScreen
from agent_console.ui.widgets.chat_pane import ChatPane

Regions = Mapping[ConversationId, Region]


@dataclass(frozen=True, slots=True)
class Aim:
    """What the agent saw where the mouse was pressed."""

    conversation: ConversationId | None
    """Whose pane it was; None for everything else."""
    border: bool = False
    """Whether a border was there, which is dragged and does not move the keys."""


class Pointing:
    """Gives the keys to whom a press was meant for, or to nobody; what it hit instead never hears of it.

    A press waits until what came before it has been done and drawn, and panes may have moved by then. One
    that comes right after they have moved is meant for what stood there before: nobody reacts faster.
    """

    def __init__(self, screen: PaneScreen, desk: Desk, clock: Clock) -> None:
        self._screen = screen
        self._desk = desk
        self._clock = clock
        self._presses: deque[tuple[events.MouseDown, Aim]] = deque()
        """The presses that wait to be given out, and what each was aimed at."""
        self._regions: Regions = {}
        self._earlier: deque[tuple[float, Regions]] = deque()
        """Where the panes stood before they moved, and until when, for as long as it counts."""
        self._missed = False

    def laid_out(self) -> None:
        """Note where the panes stand now."""
        regions = dict(self._standing())
        if regions != self._regions:
            self._earlier.append((self._clock.monotonic(), self._regions))
            self._regions = regions
        self._forget()

    def came(self, press: events.MouseDown) -> None:
        """Note a press that waits to be given out."""
        self._presses.append((press, self._aim(press)))

    async def hits(self, event: events.Event) -> bool:
        """Whether what the agent does meets what they saw; a press that does not is seen to here."""
        if isinstance(event, events.MouseUp) and self._missed:
            self._missed = False
            return False
        if not isinstance(event, events.MouseDown):
            return True
        aim = self._taken(event)
        self._missed = aim.conversation != self._under(event)
        if self._missed:
            await self._go_to(aim)
        return not self._missed

    async def _go_to(self, aim: Aim) -> None:
        if aim.conversation is not None and aim.conversation in self._desk and not aim.border:
            await self._screen.bring(aim.conversation)
            self._screen.notice(Content(_("the panes have just moved: the keys go to whom you clicked")))
            return
        if not aim.border:
            self._screen.set_focus(None)
        self._screen.notice(Content(_("click ignored: the screen has just changed")))

    def _taken(self, press: events.MouseDown) -> Aim:
        """Let go of a press that waits; return what it was aimed at."""
        for one, aim in self._presses:
            if one is press:
                self._presses.remove((one, aim))
                return aim
        return self._aim(press)

    def _aim(self, press: events.MouseDown) -> Aim:
        self._forget()
        under, border = self._under(press), self._screen.on_border(press.x, press.y)
        # A border is where it is because the agent has just dragged it there, and may go on dragging.
        if under is None or border or not self._earlier:
            return Aim(under, border)
        _until, regions = self._earlier[0]
        stood = (who for who, region in regions.items() if region.contains(press.x, press.y))
        return Aim(next(stood, None))

    def _under(self, press: events.MouseDown) -> ConversationId | None:
        """Return whose pane is there; None for everything else, such as a question that covers one."""
        try:
            widget, _region = self._screen.get_widget_at(press.x, press.y)
        except NoWidget:  # nothing has been drawn yet
            return None
        panes = (node for node in widget.ancestors_with_self if isinstance(node, ChatPane))
        return next((pane.conversation for pane in panes), None)

    def _standing(self) -> Iterator[tuple[ConversationId, Region]]:
        return ((pane.conversation, pane.region) for pane in self._screen.query(ChatPane) if pane.region)

    def _forget(self) -> None:
        now = self._clock.monotonic()
        while self._earlier and now - self._earlier[0][0] >= SETTLING_SECONDS:
            self._earlier.popleft()
