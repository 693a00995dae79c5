"""What widgets have been given and have not handled yet."""

import asyncio

from textual.widget import Widget


async def worked_off(*widgets: Widget) -> None:
    """Return once each widget, one after the other, has handled everything that it had been given by then.

    To be awaited by the application before a key that moves the focus: the keys typed before it have then
    arrived, and those behind it are still to be given out.
    """
    for widget in widgets:
        handled = asyncio.Event()
        if widget.call_later(handled.set):
            await handled.wait()
