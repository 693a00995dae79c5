"""What a terminal that is read aloud must not show: lines, edges and signs that repeat what words say."""

from typing import Final

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from agent_console.domain.identity import GLYPHS

_LINES_AND_BLOCKS: Final = range(0x2500, 0x25A0)
"""Unicode's box drawing and block elements; readers name each one, on every row that has a border."""
_WITH_WORDS: Final = "◉◌◔◕⚑✎⇄❝⇣"
"""Signs of the console's own that never stand without a word."""
_TABLE: Final = {
    **dict.fromkeys(_LINES_AND_BLOCKS, " "),
    **dict.fromkeys(map(ord, GLYPHS + _WITH_WORDS), " "),
}


class Silence(LineFilter):
    """Draws spaces in their place, cell for cell, just before a line leaves for the terminal."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of one line without them."""
        return [
            segment
            if segment.text.isascii()
            else Segment(segment.text.translate(_TABLE), segment.style, segment.control)
            for segment in segments
        ]
