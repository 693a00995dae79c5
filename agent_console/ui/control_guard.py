"""The second wall before the terminal: no control reaches it inside any widget's text."""

import re
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from agent_console.domain.character import BIDI_CONTROLS

_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff" + "".join(map(chr, BIDI_CONTROLS)) + "]")


class ControlGuard(LineFilter):
    """Drops controls, bidi controls, surrogates and terminal links from everything that is drawn.

    Text from outside is sanitised before it becomes a widget's content; this filter catches what
    slipped past. It drops, since layout has already counted such characters as no cells wide. A link
    would let the text show one address and the terminal open another.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of one line without anything that the terminal would obey."""
        return [_harmless(segment) for segment in segments]


def _harmless(segment: Segment) -> Segment:
    text, style, _ = segment
    safe = text if text.isprintable() else _UNSAFE.sub("", text)
    if style is not None and style.link:
        return Segment(safe, _unlinked(style))
    return segment if safe == text else Segment(safe, style)


@lru_cache(maxsize=256)
def _unlinked(style: Style) -> Style:
    return style.update_link(None)
