"""The sets of signs: each is complete, one cell wide everywhere, and leaves nothing ambiguous."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from unicodedata import category, east_asian_width

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual._border import BORDER_CHARS
from textual.color import Color
from textual.css.types import EdgeType

from agent_console.domain import identity
from agent_console.domain.text import one_line
from agent_console.domain.wait import Tier
from agent_console.ui.look.glyph import SIGNS, GlyphFilter, GlyphSet
from agent_console.ui.option import ConsoleOptions
from agent_console.ui.symbol import TIER_GLYPH, TIER_RULE
from tests.ui.console import MIDDLE, Outfit, running
from tests.ui.story import morning

UI = Path(__file__).parents[3] / "agent_console" / "ui"
_SETS = UI / "look" / "glyph.py"
_BLACK = Color(0, 0, 0)
_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def _drawn(text: str, glyphs: GlyphSet) -> str:
    return GlyphFilter(glyphs).apply([Segment(text)], _BLACK)[0].text


def _signs(text: str) -> set[str]:
    """Return the symbols and the punctuation in a text that are not of ASCII."""
    return {character for character in text if not character.isascii() and category(character)[0] in "SP"}


def _literals(source: Path) -> Iterator[str]:
    tree = ast.parse(source.read_text(encoding="utf-8"))
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, _DOCUMENTED) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def _borders() -> set[EdgeType]:
    sheets = "".join(sheet.read_text(encoding="utf-8") for sheet in UI.glob("*.tcss"))
    return {edge for edge in BORDER_CHARS if re.search(rf"border(-\w+)?: {edge}\b", sheets) and edge}


def test_each_sign_takes_one_cell_in_every_set() -> None:
    for sign, (narrow, plain) in SIGNS.items():
        assert cell_len(sign) == cell_len(narrow) == cell_len(plain) == 1, sign


def test_no_narrow_sign_is_of_ambiguous_width() -> None:
    for sign, (narrow, _) in SIGNS.items():
        assert east_asian_width(narrow) in {"N", "Na"}, sign


def test_plain_signs_are_of_ascii() -> None:
    assert all(plain.isascii() and plain.isprintable() for _, plain in SIGNS.values())


def test_every_sign_that_the_console_draws_is_in_the_sets() -> None:
    missing = {
        f"{source.relative_to(UI)}: {sign}"
        for source in set(UI.rglob("*.py")) - {_SETS}
        for literal in _literals(source)
        for sign in _signs(literal) - SIGNS.keys()
    }
    assert not missing, "each needs its line in ui/look/glyph.py"


def test_borders_and_marks_are_in_the_sets() -> None:
    drawn = "".join(character for edge in _borders() for row in BORDER_CHARS[edge] for character in row)
    assert {"round", "heavy", "double", "thick"} <= _borders()
    assert _signs(drawn + identity.GLYPHS + one_line("\x1b\u202e")) <= SIGNS.keys()


@pytest.mark.parametrize("glyphs", GlyphSet)
def test_what_is_told_apart_by_a_sign_stays_apart(glyphs: GlyphSet) -> None:
    customers = {_drawn(glyph, glyphs) for glyph in identity.GLYPHS}
    assert len(customers) == len(identity.GLYPHS)
    assert len({_drawn(glyph, glyphs) for glyph in TIER_GLYPH.values()}) == len(Tier)
    waiting = [_drawn(rule, glyphs) for tier, rule in TIER_RULE.items() if tier is not Tier.NONE]
    assert len(set(waiting)) == len(waiting)


def test_letters_and_styles_are_left_alone() -> None:
    style = Style(bold=True)
    segment = Segment("Здравствуйте, Åse … ✓", style)
    assert GlyphFilter(GlyphSet.ASCII).apply([segment], _BLACK) == [Segment("Здравствуйте, Åse ~ v", style)]


@pytest.mark.parametrize(("glyphs", "allowed"), [("narrow", {"N", "Na", "H"}), ("ascii", {"Na"})])
async def test_a_whole_desk_is_drawn_in_the_set(tmp_path: Path, glyphs: str, allowed: set[str]) -> None:
    async with running(Outfit(tmp_path, MIDDLE, ConsoleOptions(glyphs=glyphs))) as console:
        await morning(console)
        for name in ("round", "heavy", "double", "thick", "dashed", "panel"):
            console.desk.styles.border = (name, "white")
            await console.pilot.pause()
            drawn = console.screen_text()
            signs = {character for character in drawn if category(character)[0] != "L" and character != "\n"}
            assert {east_asian_width(sign) for sign in signs} <= allowed
