"""What widgets have been given and have not handled yet."""

import asyncio
from contextlib import suppress

from textual.widget import Widget

_LONGEST_SECONDS = 5.0
"""A widget that failed handles nothing any more; the application must be able to end and say so."""


async def worked_off(*widgets: Widget) -> None:
    """Return once each widget, one after the other, has handled everything that it had been given by then.

    To be awaited by the application before a key that moves the focus: the keys typed before it have then
    arrived, and those behind it are still to be given out.
    """
    for widget in widgets:
        handled = asyncio.Event()
        if widget.call_later(handled.set):
            with suppress(TimeoutError):
                async with asyncio.timeout(_LONGEST_SECONDS):
                    await handled.wait()
