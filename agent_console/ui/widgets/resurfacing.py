"""A widget that stays with the keys where it was out of sight for no longer than a moment."""

from textual import events
from textual.widget import Widget


class Resurfacing:
    """Overlooks that it was hidden, once it is in sight again.

    A pane that makes way for another and comes back at once is told of both only afterwards. Textual takes
    the keys from a widget that was hidden; these have got them since, and would be lost.

    This stands before the widget's own class among the bases. It is no widget itself, because Textual takes
    styles from the first base that is one.
    """

    def on_hide(self, event: events.Hide) -> None:
        """Keep the keys, if this is in sight."""
        if isinstance(self, Widget) and _in_sight(self):
            event.prevent_default()


def _in_sight(widget: Widget) -> bool:
    return all(one.display for one in widget.ancestors_with_self if isinstance(one, Widget))
