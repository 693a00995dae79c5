"""The themes: legible on every ground, told apart by every eye, and complete."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import get_args

import pytest
from rich.segment import Segment

from agent_console.config.desk import ThemeSettings
from agent_console.ui.look.choice import AUTO
from agent_console.ui.look.theme import PALETTES, THEMES, Palette
from tests.ui.console import MIDDLE, Console, Outfit, running
from tests.ui.look.sight import ORDINARY, SIGHTS, contrast, contrast_of, least_distance
from tests.ui.story import morning

SHEETS = Path(__file__).parents[3] / "agent_console" / "ui"
_TEXT, _TEXT_OF_HIGH_CONTRAST, _LINES = 4.5, 7.0, 3.0
"""What WCAG 2.2 asks for: 1.4.3 and 1.4.6 for text, 1.4.11 for what is no text."""
_APART = 18.0
"""A distance in CIELAB that is seen at a glance; two greys of a screen beside each other differ by 2."""

each_palette = pytest.mark.parametrize("name", PALETTES)


def _wanted(name: str) -> float:
    return _TEXT_OF_HIGH_CONTRAST if name.startswith("high-contrast") else _TEXT


def _stands_on(console: Console, ground: str) -> bool:
    return console.desk.styles.background.hex.lower() == ground


def _drawn(console: Console) -> Iterator[Segment]:
    for strip in console.desk._compositor.render_strips():
        yield from (segment for segment in strip if segment.text.strip())


def _legibility(segment: Segment) -> float:
    """Return the contrast of what is drawn as a multiple of what it should have."""
    style = segment.style
    assert style is not None
    assert style.color is not None
    assert style.bgcolor is not None
    needed = _TEXT if re.search(r"\w", segment.text) else _LINES
    return contrast_of(style.color, style.bgcolor) / needed
