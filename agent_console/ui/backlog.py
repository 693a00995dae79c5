"""What widgets have been given and have not handled yet."""

import asyncio
from contextlib import suppress

from textual.widget import Widget

_LOOK_SECONDS = 0.25
_MOST_LOOKS = 20
"""A widget that failed handles nothing any more; the application must be able to end and say so.

Looks are counted, not seconds: a machine that was asleep or overloaded has not looked in the meantime.
"""


async def worked_off(*widgets: Widget) -> None:
    """Return once each widget, one after the other, has handled everything that it had been given by then.

    To be awaited by the application before a key that moves the focus: the keys typed before it have then
    arrived, and those behind it are still to be given out.
    """
    for widget in widgets:
        handled = asyncio.Event()
        if widget.call_later(handled.set):
            await happened(handled)


async def happened(event: asyncio.Event) -> None:
    """Return once it has happened, or it is clear that it will not."""
    for _ in range(_MOST_LOOKS):
        with suppress(TimeoutError):
            async with asyncio.timeout(_LOOK_SECONDS):
                await event.wait()
        if event.is_set():
            return
