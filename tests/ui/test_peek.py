"""Looking at another customer: what is typed goes to the own draft, and pages turn where one looks."""

from pathlib import Path

from textual import events
from textual.geometry import Region

from agent_console.domain.chat import ConversationId
from agent_console.ui.widgets.composer import Composer
from agent_console.ui.widgets.peek_pane import PeekPane
from agent_console.ui.widgets.transcript import Transcript
from tests.ui.console import LARGE, MIDDLE, SMALL, Console, Outfit, running


def peek(console: Console) -> PeekPane:
    """Return what shows whom the agent looks at."""
    return console.desk.query_one(PeekPane)


async def told(console: Console, words: str) -> None:
    """Wait until the console says something."""
    await console.until(lambda: words in console.screen_text())


async def two_customers(console: Console) -> tuple[ConversationId, ConversationId]:
    """Let two customers come, of whom the second writes a lot, and begin a reply to the first."""
    mira = await console.welcome("Mira Holm")
    jonas = await console.welcome("Jonas Berg", "The very first line", order_number="47002")
    for number in range(40):
        console.world.say(jonas, f"line {number} about 47002")
    await console.until(lambda: console.workspace.desk[jonas].head >= 41)
    await console.press("alt+1")
    await console.type("dear ")
    return mira, jonas


async def test_letters_go_to_the_own_draft_while_pages_turn_elsewhere(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        mira, jonas = await two_customers(console)
        editor = console.composer(mira)
        await console.press("ctrl+g", "apostrophe", "2")
        await console.until(lambda: "line 39" in console.screen_text())
        assert "PEEK  2  ✦ Jonas Berg" in console.screen_text()
        assert console.desk.focused is editor
        await console.type("Mira")
        await console.press("pageup")
        await console.type(",")
        assert console.composer(mira).text == "dear Mira,"
        await console.until(lambda: "more below" in console.screen_text())
        await console.press("ctrl+home")
        await console.until(lambda: "The very first line" in console.screen_text())
        assert not peek(console).query(Composer)
        assert not peek(console).region.overlaps(editor.region)

        await console.press("escape")
        await console.until(lambda: "PEEK" not in console.screen_text())
        assert console.desk.focused is editor
        assert console.workspace.panes.slots == (mira,)
        assert console.workspace.attention.unread(jonas, 0, console.clock.monotonic()) > 0


async def test_what_they_write_is_seen_and_their_leaving_ends_it(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        _mira, jonas = await two_customers(console)
        await console.press("ctrl+g", "apostrophe", "apostrophe")
        console.world.say(jonas, "and one more thing")
        await console.until(lambda: "and one more thing" in console.screen_text())
        console.world.hand_over(jonas, "Lee")
        await console.until(lambda: "PEEK" not in console.screen_text())
        assert "Jonas Berg has left your desk" in console.screen_text()


async def test_it_stands_beside_the_own_pane_or_over_the_one_that_is_looked_at(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, LARGE)) as console:
        mira, jonas = await two_customers(console)
        karen = await console.welcome("Karen White")
        await console.press("ctrl+g", "apostrophe", "3")
        await console.until(lambda: peek(console).region == console.pane(karen).region)
        await console.press("ctrl+g", "shift+left", "ctrl+g", "shift+left", "ctrl+g", "shift+up")
        await console.until(lambda: console.workspace.panes.places == (mira,))
        await console.until(lambda: peek(console).region.right == console.pane(mira).region.right)
        await console.press("alt+3")
        await console.until(lambda: peek(console).region == Region())
        assert console.desk.focused is console.composer(karen)
        await console.press("ctrl+g", "apostrophe", "3")
        await console.until(lambda: "you are there" in console.screen_text())
        await console.press("ctrl+g", "apostrophe", "n", "ctrl+g", "apostrophe", "n")
        assert peek(console).conversation == jonas


async def test_a_key_that_names_nobody_is_used_up_while_it_is_asked(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira, jonas = await two_customers(console)
        for key, words in (("9", "nobody has number 9"), ("x", "that key does nothing here")):
            await console.press("ctrl+g", "apostrophe", key)
            await told(console, words)
        await console.press("ctrl+g", "apostrophe", "escape")
        await console.press("ctrl+g", "apostrophe")
        console.clock.advance(10)
        await console.type("2")
        assert console.composer(mira).text == "dear 2"
        assert peek(console).conversation is None
        await console.press("backspace", "ctrl+g", "apostrophe")
        await console.pilot.click(console.pane(jonas).transcript)
        await console.type("hello")
        assert console.composer(jonas).text == "hello"


async def test_a_click_goes_there_and_a_selection_is_copied_from_there(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        mira, jonas = await two_customers(console)
        await console.press("ctrl+g", "apostrophe", "2")
        await console.until(lambda: "line 39" in console.screen_text())
        x = peek(console).query_one(Transcript).region.x
        y = next(y for y, row in enumerate(console.screen_text().splitlines()) if "line 38" in row)
        for kind, across in ((events.MouseDown, 0), (events.MouseMove, 30), (events.MouseUp, 30)):
            console.app.post_message(kind(None, x + across, y, 0, 0, 1, False, False, False, x + across, y))
            await console.pilot.pause()
        assert peek(console).conversation == jonas
        assert console.desk.focused is console.composer(mira)
        await console.press("ctrl+c")
        assert "47002" in console.app.clipboard
        console.app.post_message(events.Paste(console.app.clipboard))
        await console.until(lambda: "copied from another customer: 47002" in console.screen_text())
        console.desk.clear_selection()
        await console.pilot.click(offset=(x + 10, y - 2))
        await console.until(lambda: console.desk.attended == jonas)
        assert console.desk.focused is console.composer(jonas)
        assert peek(console).conversation is None
