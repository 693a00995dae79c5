"""A held reply: shown in its pane, answered by its own keys after a quiet moment, never by Enter."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual import events

from agent_console.domain.chat import ConversationId
from tests.ui.console import Console, Outfit, running


@asynccontextmanager
async def _held(folder: Path) -> AsyncIterator[tuple[Console, ConversationId, ConversationId]]:
    """A reply to Karen, held in Jonas's pane."""
    async with running(Outfit(folder)) as console:
        karen = await console.welcome("Karen White")
        jonas = await console.welcome("Jonas Berg")
        await console.press("alt+2")
        await console.type("Hi Karen, it is on its way")
        await console.press("enter")
        await console.until(lambda: "NOT SENT" in console.screen_text())
        yield console, karen, jonas


async def test_hold_shows_reason_suggestion_and_keys(tmp_path: Path) -> None:
    async with _held(tmp_path) as (console, _, jonas):
        text = console.screen_text()
        assert "“Karen” is another open customer" in text
        assert "m   move it to 1 ✚ Karen White" in text
        assert f"{console.workspace.desk.mark(jonas).mnemonic}   send it to Jonas anyway" in text
        assert not console.workspace.desk[jonas].echoes


async def test_one_key_moves_the_draft_and_the_agent(tmp_path: Path) -> None:
    async with _held(tmp_path) as (console, karen, jonas):
        await console.press("m")
        await console.until(lambda: console.desk.focused is console.composer(karen))
        assert console.composer(karen).text == "Hi Karen, it is on its way"
        assert console.composer(jonas).text == ""
        await console.until(lambda: "NOT SENT" not in console.screen_text())
        await console.press("enter")
        await console.until(lambda: console.workspace.desk[karen].head == 2)


async def test_customers_own_letter_sends_anyway(tmp_path: Path) -> None:
    async with _held(tmp_path) as (console, _, jonas):
        await console.press(console.workspace.desk.mark(jonas).mnemonic)
        await console.until(lambda: console.workspace.desk[jonas].head == 2)
        assert console.world.transcript(jonas)[-1].text == "Hi Karen, it is on its way"


async def test_escape_goes_back_to_the_draft(tmp_path: Path) -> None:
    async with _held(tmp_path) as (console, _, jonas):
        await console.press("escape")
        await console.until(lambda: "NOT SENT" not in console.screen_text())
        await console.type("!")
        assert console.composer(jonas).text == "Hi Karen, it is on its way!"


async def test_enter_and_type_ahead_never_answer(tmp_path: Path) -> None:
    async with _held(tmp_path) as (console, _, jonas):
        await console.press("enter", "enter", "space", "x", "tab", "backspace", "delete", "ctrl+u", "ctrl+z")
        assert console.composer(jonas).text == "Hi Karen, it is on its way"
        assert console.workspace.replies.held(jonas) is not None
        assert not console.workspace.desk[jonas].echoes
        await console.until(lambda: "not an answer" in console.screen_text())


async def test_keys_are_deaf_until_a_quiet_moment(tmp_path: Path) -> None:
    async with _held(tmp_path) as (console, _, jonas):
        letter = console.workspace.desk.mark(jonas).mnemonic
        console.clock.advance(0.2)
        await console.pilot.press(letter)
        console.clock.advance(0.2)
        await console.pilot.press("m")
        assert console.workspace.replies.held(jonas) is not None
        await console.until(lambda: "too fast to be an answer" in console.screen_text())
        console.clock.advance(0.31)
        await console.pilot.press(letter)
        await console.until(lambda: console.workspace.desk[jonas].head == 2)


async def test_other_conversations_stay_workable(tmp_path: Path) -> None:
    async with _held(tmp_path) as (console, karen, jonas):
        await console.press("alt+1")
        await console.type("hello")
        await console.press("enter")
        await console.until(lambda: console.workspace.desk[karen].head == 2)
        assert console.workspace.replies.held(jonas) is not None
        await console.press("alt+2", "escape")
        assert console.workspace.replies.held(jonas) is None


async def test_paste_does_not_change_a_held_draft(tmp_path: Path) -> None:
    async with _held(tmp_path) as (console, _, jonas):
        console.app.post_message(events.Paste("pasted"))
        await console.until(lambda: "paste ignored" in console.screen_text())
        assert console.composer(jonas).text == "Hi Karen, it is on its way"
