"""What is left of colours where a terminal has few of them, or shall show none."""

from collections.abc import Callable
from functools import lru_cache

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from agent_console.ui.look.theme import DIMMED

_PLAIN = RichColor.default()
_DIMMED = Color.parse(DIMMED).rich_color


class TerminalInk(LineFilter):
    """Draws quiet words in the terminal's own foreground, dimmed.

    Its bright black would do in most palettes; in some it is the background itself.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of one line with what is quiet dimmed."""
        return [_styled(segment, _dimmed) for segment in segments]


class NoInk(LineFilter):
    """Leaves nothing of colours, not even a return to the usual ones; weight, reversal and lines stay."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of one line without colours."""
        return [_styled(segment, _colourless) for segment in segments]


def _styled(segment: Segment, change: Callable[[Style], Style]) -> Segment:
    text, style, control = segment
    return segment if style is None else Segment(text, change(style), control)


@lru_cache(maxsize=512)
def _dimmed(style: Style) -> Style:
    if style.color != _DIMMED:
        return style
    return style + Style(color=_PLAIN, dim=True)


@lru_cache(maxsize=512)
def _colourless(style: Style) -> Style:
    plain = style.without_color
    return plain + Style.from_meta(style.meta) if style.meta else plain
