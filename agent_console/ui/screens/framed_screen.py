"""A screen on which a move of the focus, and all that follows from it, is drawn at once."""

import asyncio
from collections.abc import Sequence
from contextlib import ExitStack

from textual.widget import Widget

from agent_console.ui.backlog import happened, worked_off
from agent_console.ui.screens.pointed_screen import PointedScreen


class FramedScreen(PointedScreen, inherit_bindings=False):
    """Never shows where the keys go now beside what belongs to where they went before.

    Nothing is drawn between a move of the focus and the moment when everyone concerned has said what looks
    different. So that fast keys cannot keep the screen from being drawn, the next one waits for `drawn`.
    """

    def __init__(self) -> None:
        super().__init__()
        self.followers: Sequence[Widget] = ()
        """What shows for whom the keys are, besides the widgets that lose and get them."""
        self._moves = 0
        """Moves of the focus that are not on screen yet."""
        self._drawn = asyncio.Event()

    def set_focus(
        self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False
    ) -> None:
        """Move the keys."""
        if widget is self.focused:
            return
        concerned = [one for one in (self.focused, widget, *self.followers) if one is not None]
        frame = ExitStack()
        frame.enter_context(self.app.batch_update())
        self._moves += 1
        self._drawn.clear()
        super().set_focus(widget, scroll_visible, from_app_focus)
        self.run_worker(
            self._draw_together(frame, concerned), name="frame", group="frame", description="one frame"
        )

    async def drawn(self) -> None:
        """Return when every move of the focus is on screen.

        A terminal that draws nothing, for one that is gone, does not keep keys waiting for ever.
        """
        if self._moves:
            await happened(self._drawn)

    async def _draw_together(self, frame: ExitStack, widgets: list[Widget]) -> None:
        try:
            within = [one.parent for one in widgets if isinstance(one.parent, Widget)]
            # A widget says what is to be drawn when it has nothing else to do, so it is waited for twice.
            await worked_off(*widgets, *within, *widgets, *within, self)
        finally:
            frame.close()
            self.check_idle()
            self.call_after_refresh(self._moved)

    def _moved(self) -> None:
        self._moves -= 1
        if not self._moves:
            self._drawn.set()
