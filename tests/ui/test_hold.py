"""A held reply: shown in its pane, answered by its own keys after a quiet moment, never by Enter."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from rich.style import Style
from textual import events

from agent_console.domain.chat import ConversationId
from agent_console.ui.widgets.composer import Composer
from tests.ui.console import LARGE, SMALL, Console, Outfit, running


@asynccontextmanager
async def _held(
    folder: Path, size: tuple[int, int] = LARGE
) -> AsyncIterator[tuple[Console, ConversationId, ConversationId]]:
    """A reply to Karen, held in Jonas's pane."""
    async with running(Outfit(folder, size)) as console:
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


async def test_off_screen_the_strip_says_that_one_is_held(tmp_path: Path) -> None:
    async with _held(tmp_path, SMALL) as (console, karen, _):
        await console.press("alt+1")
        await console.until(lambda: console.desk.focused is console.composer(karen))
        await console.until(lambda: bool(re.search(r"Jonas Berg.* NOT SENT", console.screen_text())))
        await console.press("alt+2", "escape", "alt+1")
        await console.until(lambda: "NOT SENT" not in console.screen_text())


async def test_one_key_moves_the_draft_and_the_agent(tmp_path: Path) -> None:
    async with _held(tmp_path) as (console, karen, jonas):
        await console.press("m")
        await console.until(lambda: console.desk.focused is console.composer(karen))
        assert console.composer(karen).text == "Hi Karen, it is on its way"
        assert console.composer(jonas).text == ""
        await console.until(lambda: "NOT SENT" not in console.screen_text())
        await console.press("enter")
        await console.until(lambda: console.workspace.desk[karen].head == 2)


async def test_a_move_to_where_something_stands_already_is_a_change_of_panes(tmp_path: Path) -> None:
    async with _held(tmp_path) as (console, karen, _):
        await console.press("alt+1")
        await console.type("One moment.")
        await console.press("alt+2", "m", "enter")
        await console.until(lambda: console.workspace.delay.of(karen) is not None)
        assert console.workspace.desk[karen].head == 1


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


def _styled(composer: Composer, line: int = 0) -> dict[str, Style]:
    """Return the parts of one line of a composer that are drawn otherwise than the rest, and how."""
    text = composer.get_line(line)
    return {
        text.plain[span.start : span.end]: span.style for span in text.spans if isinstance(span.style, Style)
    }


async def test_what_offends_is_marked_in_the_draft_until_the_hold_is_gone(tmp_path: Path) -> None:
    async with _held(tmp_path) as (console, _, jonas):
        composer = console.composer(jonas)
        look = _styled(composer)["Karen"]
        assert (look.bold, look.reverse) == (True, True)
        await console.press("escape")
        assert not _styled(composer)


async def test_a_hold_is_told_without_colours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with _held(tmp_path) as (console, _, jonas):
        assert "▚▚ NOT SENT ▚▚" in console.screen_text()
        assert _styled(console.composer(jonas))["Karen"].reverse


async def test_a_draft_that_may_be_two_customers_asks_where_it_is_to_go(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        karen = await console.welcome("Karen White")
        mira = await console.welcome("Mira Holm", order_number="48213")
        jonas = await console.welcome("Jonas Berg")
        await console.press("alt+3")
        await console.type("Hi Karen, 48213 is on its way")
        await console.press("enter")
        await console.until(lambda: "move it to another pane" in console.screen_text())
        await console.press("m")
        await console.until(lambda: "move the draft away from" in console.screen_text())
        await console.type("2")
        await console.press("enter")
        assert console.composer(mira).text == "Hi Karen, 48213 is on its way"
        assert (console.composer(karen).text, console.composer(jonas).text) == ("", "")


@asynccontextmanager
async def _stale(folder: Path, *lines: str) -> AsyncIterator[tuple[Console, ConversationId]]:
    """A reply that was begun before the customer wrote these lines."""
    async with running(Outfit(folder)) as console:
        await console.welcome("Karen White")
        jonas = await console.welcome("Jonas Berg")
        await console.press("alt+2")
        await console.type("It left today")
        for text in lines:
            console.world.say(jonas, text)
        await console.until(lambda: console.workspace.desk[jonas].head == 1 + len(lines))
        await console.press("enter")
        await console.until(lambda: "NOT SENT" in console.screen_text())
        yield console, jonas


async def test_a_stale_draft_shows_the_new_lines_themselves(tmp_path: Path) -> None:
    async with _stale(tmp_path, "Wait,", "I found\x1b[31m it!") as (console, jonas):
        bar = str(console.pane(jonas).hold_bar.render())
        assert "❝ Wait," in bar
        assert "❝ I found␛[31m it!" in bar
        assert "move it" not in bar
        console.world.say(jonas, "All is well.")
        await console.until(lambda: "❝ All is well." in str(console.pane(jonas).hold_bar.render()))
        await console.press("m")
        assert console.workspace.replies.held(jonas) is not None
        console.clock.advance(3)
        await console.press("escape", "enter")
        await console.until(lambda: console.workspace.desk[jonas].head == 5)


async def test_of_many_new_lines_the_newest_are_shown_cut_to_fit(tmp_path: Path) -> None:
    async with _stale(tmp_path, "one", "two", "three " * 100, "four") as (console, jonas):
        bar = str(console.pane(jonas).hold_bar.render())
        assert "… 1 more above" in bar
        assert "❝ one" not in bar
        assert "❝ two" in bar
        assert "❝ four" in bar
        assert console.pane(jonas).hold_bar.size.height <= 12
        assert console.composer(jonas).region.height >= 2
