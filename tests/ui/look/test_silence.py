"""What is read aloud has no lines, edges and repeated signs in it; everything else stays, cell for cell."""

from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from agent_console.domain.identity import GLYPHS
from agent_console.ui.look.silence import Silence

_BLACK = Color(0, 0, 0)


def _drawn(text: str) -> str:
    return Silence().apply([Segment(text)], _BLACK)[0].text


def test_lines_blocks_and_glyphs_are_spaces() -> None:
    drawn = "╭─╮━┃═╔▀▎┊▌▙▄▚" + GLYPHS
    assert _drawn(drawn) == " " * len(drawn)


def test_words_punctuation_and_styles_are_left_alone() -> None:
    style = Style(bold=True)
    segment = Segment("Анна: “Åse, № 5” … ✓ → #50718", style)
    assert Silence().apply([segment], _BLACK) == [segment]
