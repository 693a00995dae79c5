"""A visitor of the shop: a real Chromium with a clean profile, and what went wrong in it."""

import os
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.async_api import (
    Browser,
    BrowserContext,
    Dialog,
    Frame,
    FrameLocator,
    Locator,
    Page,
    Request,
    async_playwright,
    expect,
)

PATIENCE_MS = 20_000
FLAGS = (
    "--headless",
    "--remote-debugging-pipe",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--no-startup-window",
)
HERE = {"localhost", "127.0.0.1"}
WIDE, PHONE = (1280, 800), (390, 780)

expect.set_options(timeout=PATIENCE_MS)


class Visitor:
    """One page of one browser profile; `troubles` must stay empty."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.troubles: list[str] = []
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", lambda error: self.troubles.append(f"error: {error}"))
        page.on("dialog", self._dialog)
        page.on("request", self._request)

    @property
    def frame(self) -> FrameLocator:
        """The widget's frame, to find things in."""
        return self.page.frame_locator("agent-console-widget iframe")

    @property
    def launcher(self) -> Locator:
        """The widget's button on the shop's page."""
        return self.page.locator("agent-console-widget .launcher")

    @property
    def messages(self) -> Locator:
        """The words of the messages that the visitor sees."""
        return self.frame.locator(".message .words")

    @property
    def inside(self) -> Frame:
        """The widget's frame, to run scripts in."""
        (frame,) = (frame for frame in self.page.frames if urlsplit(frame.url).path == "/widget/")
        return frame

    async def visit(self, url: str) -> None:
        """Go to a page of the shop and wait for the widget."""
        await self.page.goto(url)
        await expect(self.launcher).to_be_visible()

    async def open(self) -> None:
        """Open the widget."""
        await self.launcher.click()
        await expect(self.frame.locator("#screen > *")).to_be_visible()

    async def begin(self, name: str, text: str) -> None:
        """Fill in the form before the chat and send it."""
        await self.frame.get_by_label("Name").fill(name)
        await self.frame.get_by_label("Your message").fill(text)
        await self.frame.get_by_role("button", name="Start the chat").click()
        await expect(self.frame.locator(".log")).to_be_visible()

    async def write(self, text: str) -> None:
        """Write and send a message."""
        await self.frame.get_by_label("Your message").fill(text)
        await self.frame.get_by_label("Your message").press("Enter")

    async def sees(self, *texts: str) -> None:
        """Wait until the messages on the screen are exactly these."""
        await expect(self.messages).to_have_text(list(texts))

    async def reads(self, pattern: str) -> None:
        """Wait until something in the frame matches a regular expression."""
        await expect(self.frame.get_by_text(re.compile(pattern)).first).to_be_visible()

    async def menu(self, entry: str) -> None:
        """Choose something from the chat's menu."""
        await self.frame.get_by_role("button", name="More").click()
        await self.frame.get_by_role("button", name=entry).click()

    def _dialog(self, dialog: Dialog) -> None:
        self.troubles.append(f"dialog: {dialog.message}")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.hostname not in HERE:
            self.troubles.append(f"request: {request.url}")


@asynccontextmanager
async def chromium(profile: Path, *flags: str) -> AsyncIterator[Browser]:
    """Run Debian's Chromium without a window, with a new profile in a folder.

    Its home is there too. Of the driver's own flags none is used: they take the storage away that a frame
    of another site has.
    """
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(
            executable_path=shutil.which("chromium"),
            env={**os.environ, "HOME": str(profile)},
            ignore_default_args=True,
            args=[*FLAGS, *flags, f"--user-data-dir={profile}"],
        )
        yield browser
        await browser.close()


@asynccontextmanager
async def device(browser: Browser, size: tuple[int, int], scheme: str) -> AsyncIterator[BrowserContext]:
    """Give somebody a screen of that size, and a browser that has seen nothing yet."""
    width, height = size
    context = await browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        locale="en-US",
    )
    yield context
    await context.close()
