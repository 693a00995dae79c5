"""Links are shown in full first: a key copies one, and only what was confirmed is opened."""

from pathlib import Path

from agent_console.domain.chat import ConversationId
from agent_console.ui.option import ConsoleOptions
from tests.ui.console import MIDDLE, SMALL, Console, Outfit, running


class _Browser:
    """Notes what it is given to open."""

    def __init__(self) -> None:
        self.opened: list[str] = []

    async def open(self, address: str) -> str:
        """Note an address."""
        self.opened.append(address)
        return ""


async def _listed(console: Console, text: str) -> ConversationId:
    """Let a customer write, and list the links."""
    mira = await console.welcome("Mira Holm", text)
    await console.press("alt+1", "ctrl+g", "L")
    return mira


async def test_a_link_is_shown_with_where_it_leads_and_opened_after_a_confirmation(tmp_path: Path) -> None:
    browser = _Browser()
    async with running(Outfit(tmp_path, MIDDLE, ConsoleOptions(browser=browser))) as console:
        await _listed(console, "https://bank.example@bаnk.example/[x] and https://old.example")
        await console.until(lambda: "leads to xn--bnk-6cd.example" in console.screen_text())
        assert "Cyrillic" in console.screen_text()
        assert "before the @" in console.screen_text()
        await console.press("enter")
        await console.until(lambda: "copy the address" in console.screen_text())
        assert browser.opened == []
        await console.type("open")
        await console.press("enter")
        await console.until(lambda: browser.opened)
        assert browser.opened == ["https://bank.example@xn--bnk-6cd.example/[x]"]


async def test_enter_pressed_twice_copies_and_opens_nothing(tmp_path: Path) -> None:
    browser = _Browser()
    async with running(Outfit(tmp_path, MIDDLE, ConsoleOptions(browser=browser))) as console:
        mira = await _listed(console, "see https://example.com/a")
        await console.press("enter", "enter")
        assert console.app.clipboard == "https://example.com/a"
        assert browser.opened == []
        assert console.desk.focused is console.composer(mira)
        assert console.composer(mira).text == ""


async def test_the_key_that_copies_takes_the_link_that_is_highlighted(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        await _listed(console, "https://one.example and mira@example.com")
        await console.press("pagedown", "pageup", "down", "ctrl+c")
        assert console.app.clipboard == "mira@example.com"
        await console.press("enter")
        await console.type("open")
        await console.press("enter")
        await console.until(lambda: "nothing else can be done with it" in console.screen_text())


async def test_without_a_browser_the_link_is_copied(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        await _listed(console, "https://one.example/path")
        await console.press("enter", "down", "enter")
        await console.until(lambda: "the link is copied" in console.screen_text())
        assert console.app.clipboard == "https://one.example/path"


async def test_a_transcript_without_links_says_so(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        await _listed(console, "Hello")
        await console.until(lambda: "nobody has written a link here" in console.screen_text())


async def test_a_click_on_a_link_asks_about_that_link_and_a_click_beside_it_does_not(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira = await console.welcome("Mira Holm", "first https://one.example or https://two.example/x")
        await console.press("alt+1")
        transcript = console.pane(mira).transcript
        rows = [transcript.render_line(y).text for y in range(transcript.size.height)]
        y = next(place for place, row in enumerate(rows) if "https://one" in row)
        await console.pilot.click(transcript, offset=(rows[y].index("first"), y))
        assert console.desk.overlays.box.inquiry is None
        await console.pilot.click(transcript, offset=(rows[y].index("one.example"), y))
        await console.until(lambda: "leads to one.example" in console.screen_text())
        assert console.desk.overlays.box.copied == "https://one.example"
        assert console.desk.focused is console.desk.overlays.box.field
