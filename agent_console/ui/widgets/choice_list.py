"""A list whose chosen row is told by reversal, with colours and without."""

from collections.abc import Iterable
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from agent_console.ui.format import joined


class ChoiceList(OptionList):
    """Draws the highlighted row reversed, all of its words in one colour.

    Textual leaves reversal out of the styles of options, and quiet words would be illegible on the
    other ground.
    """

    def offer(self, labels: Iterable[Content], highlighted: int | None) -> None:
        """List something else; a list of nothing goes away."""
        self.clear_options()
        self.add_options([Option(joined(label)) for label in labels])
        self.highlighted = highlighted
        self.display = bool(self.options)

    def step(self, command_id: str) -> bool:
        """Go up or down, if a command means that and there is something to choose."""
        steps = {"list.up": self.action_cursor_up, "list.down": self.action_cursor_down}
        if not self.options or command_id not in steps:
            return False
        steps[command_id]()
        return True

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        strip = super().render_line(y)
        row = self.scroll_offset.y + y
        chosen = self.highlighted is not None and row < len(self._lines)
        if not chosen or self._lines[row][0] != self.highlighted:
            return strip
        ink = self.get_visual_style("option-list--option-highlighted").rich_style
        return Strip([_reversed(segment, ink) for segment in strip], strip.cell_length)


def _reversed(segment: Segment, ink: Style) -> Segment:
    return Segment(segment.text, _in_ink(segment.style or Style.null(), ink))


@lru_cache(maxsize=256)
def _in_ink(style: Style, ink: Style) -> Style:
    return style + Style(color=ink.color, reverse=True)
