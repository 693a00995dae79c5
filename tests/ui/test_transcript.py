"""The transcript on screen: it follows, keeps a reader's place, wraps anew, and copies from one pane only."""

from functools import partial
from pathlib import Path

from textual import events
from textual.geometry import Offset, Size

from agent_console.ui.widgets.transcript import Transcript
from tests.ui.console import MIDDLE, SMALL, Console, Outfit, running


async def _with_history(console: Console, lines: int) -> Transcript:
    """A conversation of so many customer lines."""
    mira = await console.welcome("Mira Holm", "line 1")
    for number in range(2, lines + 1):
        console.world.say(mira, f"line {number}")
    await console.until(lambda: console.workspace.desk[mira].head == lines)
    await console.until(lambda: f"line {lines}" in console.screen_text())
    await console.press("alt+1")
    return console.pane(mira).transcript


async def test_follows_new_messages(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        transcript = await _with_history(console, 60)
        assert transcript.following
        assert "line 1 " not in console.screen_text()


async def test_reader_keeps_the_place_and_is_told_what_is_new(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        transcript = await _with_history(console, 60)
        (conversation,) = console.workspace.desk.conversations
        await console.press("pageup", "pageup")
        await console.until(lambda: "⇣ more below" in console.screen_text())
        place = console.screen_text().splitlines()[1:10]
        for number in range(3):
            console.world.say(conversation, f"new {number}")
        await console.until(lambda: "⇣ 3 new below  Ctrl+End ❝ new 2" in console.screen_text())
        assert console.screen_text().splitlines()[1:10] == place
        await console.press("ctrl+end")
        await console.until(lambda: "new 2" in console.screen_text())
        assert (transcript.following, transcript.unread) == (True, 0)


async def test_first_message_is_reached_and_paging_down_follows_again(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        transcript = await _with_history(console, 90)
        await console.press("ctrl+home")
        await console.until(lambda: "line 1 " in console.screen_text())
        while not transcript.following:
            await console.press("pagedown")
        await console.until(lambda: "line 90" in console.screen_text())


async def test_own_reply_is_shown_even_to_a_reader_further_up(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        transcript = await _with_history(console, 60)
        await console.press("pageup")
        await console.type("my reply")
        await console.press("enter")
        assert transcript.following
        await console.until(lambda: "▎ my reply" in console.screen_text())


def _is_following(transcript: Transcript, expected: bool) -> bool:
    return transcript.following is expected


async def test_wheel_scrolls(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        transcript = await _with_history(console, 60)
        for turn, following in ((events.MouseScrollUp, False), (events.MouseScrollDown, True)):
            x, y = transcript.region.offset
            console.app.post_message(turn(None, x, y, 0, 0, 0, False, False, False, screen_x=x, screen_y=y))
            await console.until(partial(_is_following, transcript, following))


async def test_new_message_lays_nothing_out(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        transcript = await _with_history(console, 30)
        (conversation,) = console.workspace.desk.conversations
        layouts: list[object] = []
        console.desk.screen_layout_refresh_signal.subscribe(console.desk, layouts.append, immediate=True)
        console.world.say(conversation, "one more")
        await console.until(lambda: "one more" in console.screen_text())
        assert layouts == []
        assert transcript.virtual_size == transcript.size


async def test_rows_wrap_anew_when_the_terminal_changes(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        await console.welcome("Mira Holm", "word " * 40)
        await console.until(lambda: "word word" in console.screen_text())
        await console.pilot.resize_terminal(60, 24)
        await console.until(lambda: console.app.size == Size(60, 24))
        await console.until(lambda: console.screen_text().count("word") == 40)


async def test_last_line_of_the_customer_stays_above_the_composer(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        await console.welcome("Mira Holm", "Where is my lamp?")
        await console.press("alt+1")
        await console.type("On the van")
        await console.press("enter")
        await console.until(lambda: "❝ Where is my lamp?" in console.screen_text())


async def test_last_line_is_not_repeated_below_itself_when_an_earlier_reply_is_edited(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1")
        await console.type("On the van")
        await console.press("enter")
        await console.until(lambda: console.workspace.desk[mira].head == 2)
        console.world.say(mira, "Thank you")
        await console.until(lambda: console.workspace.desk[mira].head == 3)
        assert await console.workspace.actions.edit_own(mira, 2, "On the lorry") is None
        await console.until(lambda: "On the lorry" in console.screen_text())
        assert "❝ Thank you" not in console.screen_text()


async def test_selection_stays_in_the_pane_where_it_began(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira = await console.welcome("Mira Holm", "only mine")
        jonas = await console.welcome("Jonas Berg", "not yours")
        await console.until(lambda: "not yours" in console.screen_text())
        begin = console.pane(mira).transcript.region
        end = console.pane(jonas).transcript.region
        await console.pilot.mouse_down(offset=Offset(begin.x + 1, begin.bottom - 2))
        await console.pilot.hover(offset=Offset(end.x + 20, end.bottom - 2))
        assert set(console.desk.selections) <= {console.pane(mira).transcript}
        await console.pilot.mouse_up(offset=Offset(end.x + 20, end.bottom - 2))
        assert "yours" not in (console.desk.get_selected_text() or "")


async def test_selected_text_is_copied_without_margins(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira = await console.welcome("Mira Holm", "first line")
        await console.until(lambda: "first line" in console.screen_text())
        region = console.pane(mira).transcript.region
        await console.pilot.mouse_down(offset=Offset(region.x + 1, region.bottom - 3))
        await console.pilot.hover(offset=Offset(region.x + 10, region.bottom - 2))
        await console.pilot.mouse_up(offset=Offset(region.x + 10, region.bottom - 2))
        await console.press("ctrl+c")
        assert console.app.clipboard.endswith("first line")
