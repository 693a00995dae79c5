"""What the mouse does on the desk: a click goes to one customer, and a selection stays with one."""

from collections.abc import Mapping

from textual.screen import Screen
from textual.selection import Selection
from textual.widget import Widget

from agent_console.ui.widgets.chat_pane import ChatPane


class PointedScreen(Screen[None], inherit_bindings=False):
    """A screen with panes, for people who point."""

    def get_focusable_widget_at(self, x: int, y: int) -> Widget | None:
        """Return where the keys go after a click: anywhere in a pane, to its reply.

        They do so with the click itself, not when the pane hears of it: the next key may be there already.
        """
        focusable = super().get_focusable_widget_at(x, y)
        if focusable is None and (under := self.get_widget_at(x, y)[0]) is not self:
            pane = next((node for node in under.ancestors_with_self if isinstance(node, ChatPane)), None)
            return None if pane is None else pane.composer
        return focusable

    def validate_selections(self, selections: Mapping[Widget, Selection]) -> Mapping[Widget, Selection]:
        """Keep a selection within the pane where the drag began, so that no two customers' texts mix."""
        state = self._select_state
        origin = None if state is None else state.start.content_widget
        if origin is None:
            return selections if len(selections) <= 1 else {}
        return {widget: selection for widget, selection in selections.items() if widget is origin}
