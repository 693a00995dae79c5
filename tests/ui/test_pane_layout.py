"""Zoom, places, pins, sizes and the way back: by the agent's own key or mouse, with the keys staying put."""

from collections.abc import Callable
from pathlib import Path

from textual import events

from agent_console.domain.chat import ConversationId
from agent_console.domain.grid import Axis
from tests.ui.console import LARGE, MIDDLE, SMALL, Console, Outfit, running

NAMES = ("Mira Holm", "Jonas Berg", "Karen White", "Ola Nordmann")


async def welcomed(console: Console, count: int) -> list[ConversationId]:
    """Let so many customers come, and go to the first one."""
    here = [await console.welcome(name) for name in NAMES[:count]]
    await console.press("alt+1")
    return here


async def settled(console: Console, condition: Callable[[], object]) -> None:
    """Wait until the screen is laid out as it should be."""
    await console.until(condition)
    await console.pilot.pause()


async def told(console: Console, words: str) -> None:
    """Wait until the console says something."""
    await console.until(lambda: words in console.screen_text())


def mouse(console: Console, kind: type[events.MouseEvent], x: int, y: int, button: int = 1) -> None:
    """Let the mouse do one thing somewhere on the screen."""
    console.app.post_message(kind(None, x, y, 0, 0, button, False, False, False, x, y))


async def test_a_zoomed_pane_keeps_its_draft_and_the_others_wait_in_the_strip(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, LARGE)) as console:
        mira, jonas, *_ = await welcomed(console, 3)
        await console.type("half a")
        editor = console.composer(mira)
        await console.press("ctrl+g", "Z")
        await console.type(" word")
        await settled(console, lambda: console.pane(mira).size.width > 140)
        console.desk.tick()
        await settled(console, lambda: "2 ✦ Jonas Berg" in console.screen_text())
        assert console.desk.pane_of(jonas) is None
        assert console.desk.focused is editor
        assert editor.text == "half a word"
        assert "zoomed" in console.screen_text()

        console.world.say(jonas, "are you still there?")
        await console.until(lambda: console.workspace.desk[jonas].head >= 2)
        await console.press("alt+2")
        assert console.desk.attended == jonas
        assert console.workspace.panes.slots == (jonas,)
        await console.press("ctrl+g", "Z")
        await settled(console, lambda: console.pane(mira).size.width < 60)
        assert console.composer(mira) is editor
        assert console.desk.focused is console.composer(jonas)
        assert "are you still there?" in console.screen_text()
        editor.undo()
        assert editor.text != "half a word"


async def test_in_a_small_terminal_there_is_nothing_to_zoom_or_move_or_pin(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        await welcomed(console, 2)
        for key, words in (
            ("Z", "nothing to zoom"),
            ("left", "no place further left"),
            ("number_sign", "the last place cannot be pinned"),
            ("right_square_bracket", "there is one column"),
            ("right_curly_bracket", "there is one row"),
            ("shift+up", "there is one row"),
            ("minus", "nowhere to go back to"),
            ("equals_sign", "nowhere to go forth to"),
        ):
            await console.press("ctrl+g", key)
            await told(console, words)


async def test_the_focus_moves_along_with_a_pane_and_keys_typed_at_once_reach_it(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, LARGE)) as console:
        mira, jonas, karen, *_ = await welcomed(console, 3)
        editor = console.composer(mira)
        console.burst("a", "ctrl+g", "right", "b", "ctrl+g", "down", "c")
        await console.until(lambda: editor.text == "abc")
        assert console.workspace.panes.places[:5] == (jonas, None, karen, None, mira)
        assert console.desk.focused is editor
        await settled(console, lambda: console.pane(mira).region.y > console.pane(jonas).region.y)
        assert console.pane(mira).region.x == console.desk.place_region(1).x


async def test_a_pin_is_marked_and_holds(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira, jonas, karen, *_ = await welcomed(console, 3)
        await console.press("ctrl+g", "number_sign")
        await settled(console, lambda: " 1 ◆" in console.screen_text())
        await console.press("alt+3")
        assert console.workspace.panes.places == (mira, karen)
        await console.press("alt+1", "ctrl+g", "number_sign", "alt+2")
        assert set(console.workspace.panes.places) == {jonas, karen}


async def test_columns_and_their_sizes_are_chosen_by_key_and_found_again(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, LARGE)) as console:
        mira, *_ = await welcomed(console, 4)
        await console.press("ctrl+g", "shift+right")
        await console.press(*("ctrl+g", "right_square_bracket") * 2, "ctrl+g", "right_curly_bracket")
        layouts, room = console.workspace.layouts, console.desk.room
        cells = layouts.grid.cells(Axis.COLUMN, room)
        assert len(cells) == 4
        assert cells[0] == max(cells)
        await settled(console, lambda: console.desk.place_region(0).width == cells[0])
        drawn = [console.desk.place_region(number) for number in range(8)]
        assert [region.width for region in drawn[:4]] == list(cells)
        assert [drawn[0].height, drawn[4].height] == list(layouts.grid.cells(Axis.ROW, room))
        await console.pilot.resize_terminal(*SMALL)
        await console.until(lambda: console.workspace.panes.places == (mira,))
        await console.pilot.resize_terminal(*LARGE)
        await settled(console, lambda: console.desk.room == room)
        assert layouts.grid.cells(Axis.COLUMN, room) == cells
        await console.press("ctrl+g", "vertical_line", "f5")
        await settled(console, lambda: console.desk.room.width == LARGE[0])
        await console.press(*("ctrl+g", "right_square_bracket") * 20, "f5")
        await settled(console, lambda: console.desk.room == room)
        assert [console.desk.place_region(number).width for number in range(3)] == [88, 30, 30]


async def test_a_border_is_dragged_with_the_mouse_and_the_keys_stay(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, LARGE)) as console:
        mira, jonas, *_ = await welcomed(console, 4)
        before = console.pane(jonas).region
        for kind, x in ((events.MouseDown, 0), (events.MouseMove, 3), (events.MouseMove, 7)):
            mouse(console, kind, before.x + x, 5)
            await console.pilot.pause()
        mouse(console, events.MouseUp, before.x + 7, 5)
        await settled(console, lambda: console.pane(jonas).region.x == before.x + 7)
        assert console.pane(mira).region.width == before.x + 7
        assert console.desk.focused is console.composer(mira)
        assert not console.desk.selections

        start = console.pane(jonas).region.x
        mouse(console, events.MouseDown, start, 5)
        for x in (5, 4, 3, 2):  # all at once: none of them is drawn before the next one comes
            mouse(console, events.MouseMove, start - x, 5)
        mouse(console, events.MouseUp, start - 2, 5)
        await settled(console, lambda: console.pane(jonas).region.x == start - 2)

        mouse(console, events.MouseDown, start - 2, 5)
        await console.press("ctrl+g", "Z")
        mouse(console, events.MouseMove, start - 9, 5)
        await console.press("ctrl+g", "Z")
        mouse(console, events.MouseDown, start - 2, 5)
        mouse(console, events.MouseMove, start - 9, 5, button=0)
        await settled(console, lambda: console.app.mouse_captured is None)
        assert console.pane(jonas).region.x == start - 2

        bottom = console.pane(jonas).region.bottom - 1
        mouse(console, events.MouseDown, before.x + 20, bottom)
        mouse(console, events.MouseUp, before.x + 20, bottom)
        await console.until(lambda: console.desk.focused is console.composer(jonas))
        assert console.pane(jonas).region.bottom - 1 == bottom


async def test_the_way_leads_back_and_forth_also_to_who_is_off_screen(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        mira, jonas, karen, *_ = await welcomed(console, 3)
        await console.press("alt+2", "alt+3")
        await console.press("alt+left")
        assert console.desk.attended == jonas
        await console.press("ctrl+g", "minus")
        assert console.desk.attended == mira
        await console.press("alt+right", "ctrl+g", "equals_sign")
        assert console.desk.attended == karen
        assert console.desk.focused is console.composer(karen)


async def test_who_is_zoomed_and_leaves_takes_the_keys_to_nobody(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, LARGE)) as console:
        mira, jonas, *_ = await welcomed(console, 2)
        await console.press("ctrl+g", "Z")
        console.world.hand_over(mira, "Lee")
        await console.until(lambda: mira not in console.workspace.desk)
        await settled(console, lambda: console.desk.pane_of(jonas) is not None)
        assert console.desk.focused is None
        await console.type("lost")
        assert console.composer(jonas).text == ""
