"""The sets of signs: each sign as it is drawn where a terminal shows it badly."""

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Final

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter


class GlyphSet(StrEnum):
    """Which signs a terminal can draw in one cell."""

    WIDE = "wide"
    """All that the console knows."""
    NARROW = "narrow"
    """None whose width is ambiguous (UAX #11): terminals of East Asia draw those in two cells."""
    ASCII = "ascii"
    """Those of ASCII, for poor fonts."""


SIGNS: Final[Mapping[str, tuple[str, str]]] = {
    # Waiting and delivery
    "✓": ("✓", "v"),
    "✗": ("✗", "x"),
    "◔": ("◔", "o"),
    "◕": ("◕", "O"),
    "◌": ("◌", "o"),
    "◉": ("◉", "@"),
    "⧗": ("⧗", "%"),
    "⋯": ("⋯", "~"),
    # What a line is about
    "‼": ("!", "!"),
    "⚑": ("⚑", "P"),
    "✎": ("✎", "#"),
    "⇄": ("⇄", "&"),
    "▤": ("⊟", "#"),
    "▣": ("⊡", "%"),
    "★": ("✭", "*"),
    "◆": ("⬥", "+"),
    "❝": ("❝", '"'),
    "≡": ("=", "="),
    "▾": ("▾", "v"),
    "▸": ("▸", ">"),
    "⇣": ("⇣", "v"),
    "↗": ("⇗", "^"),
    "↑": ("⇡", "^"),
    "↓": ("⇣", "v"),
    "→": ("⇢", ">"),
    "←": ("⇠", "<"),
    "⏎": ("⏎", "<"),
    "␣": ("␣", "_"),
    "■": ("▮", "#"),
    "□": ("▯", "."),
    # Whom a line is about; no two may become alike
    "✚": ("✚", "+"),
    "✦": ("✦", "*"),
    "❖": ("❖", "%"),
    "✿": ("✿", "@"),
    "⬢": ("⬢", "/"),
    "⧫": ("⧫", "&"),
    "✱": ("✱", "$"),
    "✪": ("✪", "="),
    "✜": ("✜", "<"),
    "✹": ("✹", "\\"),
    "❂": ("❂", "?"),
    "✻": ("✻", "^"),
    # Punctuation
    "·": ("⋅", "-"),
    "…": ("⋯", "~"),
    "»": ("»", ">"),
    "›": ("›", ">"),
    "“": ('"', '"'),
    "”": ('"', '"'),
    "‘": ("'", "'"),
    "’": ("'", "'"),
    "–": ("-", "-"),
    "—": ("-", "-"),
    "×": ("x", "x"),
    "№": ("#", "#"),
    "⟦": ("⟦", "["),
    "⟧": ("⟧", "]"),
    "⟨": ("⟨", "<"),
    "⟩": ("⟩", ">"),
    "�": ("?", "?"),
    # What stands for a control character in what customers write
    **{chr(picture): (chr(picture), "?") for picture in range(0x2400, 0x2422)},
    # Borders: the heavier the line, the darker what it becomes
    "─": ("╌", "-"),
    "│": ("╎", "|"),
    "┌": ("╶", "+"),
    "┐": ("╴", "+"),
    "└": ("╶", "+"),
    "┘": ("╴", "+"),
    "╭": ("╶", "+"),
    "╮": ("╴", "+"),
    "╰": ("╶", "+"),
    "╯": ("╴", "+"),
    "┊": ("⁞", ":"),
    "━": ("╍", "="),
    "┃": ("╏", "|"),
    "┏": ("╺", "+"),
    "┓": ("╸", "+"),
    "┗": ("╺", "+"),
    "┛": ("╸", "+"),
    "╍": ("╍", "~"),
    "╏": ("╏", ":"),
    "═": ("⠶", "*"),
    "║": ("⡇", "*"),
    "╔": ("⠶", "*"),
    "╗": ("⠶", "*"),
    "╚": ("⠶", "*"),
    "╝": ("⠶", "*"),
    "█": ("⣿", "#"),
    "▀": ("⠿", "#"),
    "▄": ("⣶", "#"),
    "▚": ("▚", "#"),
    "▙": ("▙", "#"),
    "▌": ("⡇", "|"),
    "▐": ("⢸", "|"),
    "▎": ("╎", "|"),
    "▏": ("╎", "|"),
    "▕": ("╎", "|"),
    "▊": ("⡇", "#"),
    "▔": ("⠉", "-"),
    "▁": ("⣀", "_"),
    # The ends of a scroll bar, which then begins and ends with a whole cell
    **dict.fromkeys("▂▃▅▆▇▉▋▍", (" ", " ")),
}
"""Every sign outside ASCII that the console draws, as it is in the narrow set and in ASCII.

Letters are none: a terminal shows those of its own language, and nothing could stand for them.
"""

_COLUMN: Final = {GlyphSet.NARROW: 0, GlyphSet.ASCII: 1}


class GlyphFilter(LineFilter):
    """Draws signs as a set has them, cell for cell, just before a line leaves for the terminal.

    What customers write goes through it too: a sign there would break the columns just the same. What is
    sent, kept, searched and copied is the text itself.
    """

    def __init__(self, glyphs: GlyphSet) -> None:
        super().__init__(enabled=glyphs is not GlyphSet.WIDE)
        column = _COLUMN.get(glyphs)
        signs = SIGNS.items() if column is not None else ()
        self._table = {ord(sign): drawn[column or 0] for sign, drawn in signs}
        # Most of what is drawn anew is as it was: borders, margins, names.
        self._drawn = lru_cache(maxsize=4096)(self._draw)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of one line in the set's signs."""
        return [
            segment
            if segment.text.isascii()
            else Segment(self._drawn(segment.text), segment.style, segment.control)
            for segment in segments
        ]

    def _draw(self, text: str) -> str:
        return text.translate(self._table)
