"""Moving a draft by choice: where to is asked for, the agent goes along, and one key brings it back."""

from pathlib import Path

from agent_console.domain.chat import ConversationId
from tests.ui.console import Console, Outfit, running


async def _two(console: Console) -> tuple[ConversationId, ConversationId]:
    karen = await console.welcome("Karen White", order_number="47002")
    jonas = await console.welcome("Jonas Berg", order_number="50718")
    await console.until(lambda: console.workspace.records.of(karen).orders)
    await console.until(lambda: console.workspace.records.of(jonas).orders)
    return karen, jonas


async def test_a_draft_goes_to_the_pane_of_that_number_and_is_filled_in_for_its_customer(
    tmp_path: Path,
) -> None:
    async with running(Outfit(tmp_path)) as console:
        karen, jonas = await _two(console)
        await console.press("alt+2")
        await console.type(";eta")
        await console.press("tab")
        assert console.composer(jonas).text == "Your order 50718 is on its way, Jonas."
        await console.press("ctrl+g", "greater_than_sign")
        await console.until(lambda: "move the draft away from ✦ Jonas Berg" in console.screen_text())
        await console.type("1")
        await console.press("enter")
        assert console.desk.focused is console.composer(karen)
        assert console.composer(karen).text == "Your order 47002 is on its way, Karen."
        assert console.composer(jonas).text == ""
        await console.until(lambda: "moved from ✦ Jonas Berg · Ctrl+Z undoes" in console.screen_text())
        await console.press("enter")
        await console.until(lambda: console.workspace.desk[karen].head == 2)
        assert console.world.transcript(karen)[-1].text == "Your order 47002 is on its way, Karen."


async def test_ctrl_z_puts_it_back_and_does_not_bring_it_again(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        karen, jonas = await _two(console)
        await console.press("alt+1")
        await console.type("One moment.")
        await console.press("alt+2")
        await console.type("hello")
        await console.press("ctrl+g", "greater_than_sign", "k", "enter")
        assert console.composer(karen).text == "One moment.\n\nhello"
        await console.press("ctrl+z")
        assert console.desk.focused is console.composer(jonas)
        assert (console.composer(karen).text, console.composer(jonas).text) == ("One moment.", "hello")
        await console.until(lambda: "the draft is back here" in console.screen_text())
        await console.press("alt+1", "ctrl+z", "ctrl+z")
        assert console.composer(karen).text == "One moment."


async def test_what_is_back_leaves_at_once(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        _, jonas = await _two(console)
        await console.press("alt+2")
        await console.type("hello")
        await console.press("ctrl+g", "greater_than_sign", "k", "enter", "ctrl+z", "enter")
        await console.until(lambda: console.workspace.desk[jonas].head == 2)


async def test_typing_after_the_move_is_undone_first(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        karen, jonas = await _two(console)
        await console.press("alt+2")
        await console.type("hello")
        await console.press("ctrl+g", "greater_than_sign", "k", "enter")
        await console.type("!")
        await console.press("ctrl+z")
        assert console.composer(karen).text == "hello"
        await console.press("ctrl+z")
        assert (console.composer(karen).text, console.composer(jonas).text) == ("", "hello")


async def test_a_draft_goes_to_a_customer_off_screen(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, (80, 24))) as console:
        karen, jonas = await _two(console)
        await console.press("alt+2")
        await console.type("hello")
        await console.press("ctrl+g", "greater_than_sign", "1", "enter")
        await console.until(lambda: console.desk.pane_of(karen) is not None)
        await console.until(lambda: console.desk.focused is console.composer(karen))
        assert console.composer(karen).text == "hello"
        assert "moved from" in console.screen_text()
        await console.press("ctrl+z")
        await console.until(lambda: console.desk.pane_of(jonas) is not None)
        await console.until(lambda: console.desk.focused is console.composer(jonas))
        assert console.composer(jonas).text == "hello"


async def test_it_is_said_why_nothing_can_be_moved(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        jonas = await console.welcome("Jonas Berg")
        await console.press("alt+1", "ctrl+g", "greater_than_sign")
        await console.until(lambda: "there is no draft to move here" in console.screen_text())
        await console.type("hello")
        await console.press("ctrl+g", "greater_than_sign")
        await console.until(lambda: "there is no other conversation" in console.screen_text())
        karen = await console.welcome("Karen White")
        await console.press("ctrl+g", "greater_than_sign")
        await console.type("nobody")
        await console.press("enter")
        await console.until(lambda: "there is no such conversation" in console.screen_text())
        console.world.hand_over(karen, "Lee")
        await console.until(lambda: karen not in console.workspace.desk)
        await console.press("escape")
        assert console.composer(jonas).text == "hello"


async def test_who_left_meanwhile_gets_nothing(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        karen, jonas = await _two(console)
        await console.press("alt+2")
        await console.type("hello")
        await console.press("ctrl+g", "greater_than_sign")
        console.world.hand_over(karen, "Lee")
        await console.until(lambda: karen not in console.workspace.desk)
        await console.press("enter")
        await console.until(lambda: "nothing was moved" in console.screen_text())
        assert console.composer(jonas).text == "hello"
        assert console.desk.focused is console.composer(jonas)
