"""Where something stands that opens over the panes: as high as it must be, and wholly on the screen."""

from typing import Final

from textual.geometry import Region, Size

LINES_BELOW: Final = 3
"""The strip, the queue and the key line stay in sight."""
LEAST_HEIGHT: Final = 12
"""Rows that a list needs with a text beside it."""


def berth(wanted: Region, screen: Size) -> Region:
    """Return the region that is wanted, moved and made larger or smaller as that needs."""
    width = min(wanted.width, screen.width)
    height = max(1, min(max(LEAST_HEIGHT, wanted.height), screen.height - LINES_BELOW))
    left = max(0, min(wanted.x, screen.width - width))
    top = max(0, min(wanted.y, screen.height - LINES_BELOW - height))
    return Region(left, top, width, height)
