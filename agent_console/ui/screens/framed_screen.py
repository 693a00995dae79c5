"""A screen on which a move of the focus, and all that follows from it, is drawn at once."""

from collections.abc import Iterable
from contextlib import ExitStack

from textual.widget import Widget

from agent_console.ui.backlog import worked_off
from agent_console.ui.screens.pointed_screen import PointedScreen


class FramedScreen(PointedScreen, inherit_bindings=False):
    """Never shows where the keys go now beside what belongs to where they went before."""

    @property
    def followers(self) -> Iterable[Widget]:
        """What shows for whom the keys are, besides the widgets that lose and get them."""
        return ()

    def set_focus(
        self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False
    ) -> None:
        """Move the keys; nothing is drawn before everyone concerned has said what looks different now."""
        if widget is self.focused:
            return
        concerned = [one for one in (self.focused, widget, *self.followers) if one is not None]
        frame = ExitStack()
        frame.enter_context(self.app.batch_update())
        super().set_focus(widget, scroll_visible, from_app_focus)
        self.run_worker(
            self._draw_together(frame, concerned), name="frame", group="frame", description="one frame"
        )

    async def _draw_together(self, frame: ExitStack, widgets: list[Widget]) -> None:
        try:
            within = [one.parent for one in widgets if isinstance(one.parent, Widget)]
            # A widget says what is to be drawn when it has nothing else to do, so it is waited for twice.
            await worked_off(*widgets, *within, *widgets, *within, self)
        finally:
            frame.close()
            self.check_idle()
