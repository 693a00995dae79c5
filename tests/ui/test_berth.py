"""What opens over the panes is as high as it must be, and never beyond the screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Region, Size

from agent_console.ui.berth import LINES_BELOW, berth


@pytest.mark.parametrize(
    ("wanted", "screen", "berthed"),
    [
        (Region(0, 1, 80, 16), Size(80, 24), Region(0, 1, 80, 16)),
        (Region(40, 1, 40, 16), Size(80, 24), Region(40, 1, 40, 16)),
        (Region(40, 1, 124, 16), Size(160, 24), Region(36, 1, 124, 16)),
        (Region(0, 48, 30, 7), Size(200, 60), Region(0, 45, 30, 12)),
        (Region(0, 1, 124, 3), Size(40, 10), Region(0, 0, 40, 7)),
    ],
)
def test_it_is_where_it_is_wanted_or_as_near_as_can_be(wanted: Region, screen: Size, berthed: Region) -> None:
    assert berth(wanted, screen) == berthed


@given(st.tuples(*[st.integers(0, 300)] * 4), st.integers(1, 300), st.integers(1, 100))
def test_it_is_always_on_the_screen(wanted: tuple[int, int, int, int], width: int, height: int) -> None:
    region = berth(Region(*wanted), Size(width, height))
    assert region.right <= width
    assert region.bottom <= max(1, height - LINES_BELOW)
    assert region.height >= 1
