"""The whole console calls who looks elsewhere, through the driver only, and moves no focus for it."""

from pathlib import Path

import pytest
from textual import events

from agent_console.domain.chat import ConversationId
from agent_console.ui.beacon import Means
from agent_console.ui.option import ConsoleOptions
from agent_console.ui.terminal_notice import Protocol
from tests.ui.console import Console, Outfit, running

CALLED = ["\x07", "\x1b]9;agent-console: 1 customer wrote\x07"]
IDLE = 121
"""Seconds without a key after which the agent counts as away."""
OPTIONS = ConsoleOptions(means=Means(protocol=Protocol.OSC9))


def _listened(console: Console, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is written to the terminal from now on, besides the screen."""
    written: list[str] = []
    monkeypatch.setattr(console.app._driver, "write", written.append)
    return written


async def _answered(console: Console) -> ConversationId:
    """Let a customer come, and answer."""
    mira = await console.welcome("Mira Holm")
    await console.press("alt+1")
    await console.type("Hi")
    await console.press("enter")
    await console.until(lambda: console.workspace.desk[mira].waiting.since is None)
    await console.until(lambda: not console.workspace.desk[mira].echoes)
    return mira


async def _blur(console: Console) -> None:
    """Let the terminal go behind another window, some time after the last key."""
    console.clock.advance(5)
    console.app._beacon.tick()
    console.app.post_message(events.AppBlur())
    await console.until(lambda: console.workspace.alerts.away)
    console.clock.advance(1)


async def test_a_terminal_behind_another_window_rings_and_the_keys_are_where_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(Outfit(tmp_path, options=OPTIONS)) as console:
        mira = await _answered(console)
        await _blur(console)
        written = _listened(console, monkeypatch)
        console.world.say(mira, "And the lamp?")
        await console.until(lambda: CALLED[1] in written)
        assert [one for one in written if one in CALLED] == CALLED
        assert console.desk.focused is None  # as the terminal has none
        console.app.post_message(events.AppFocus())
        await console.until(lambda: console.desk.focused is console.composer(mira))
        assert not console.workspace.alerts.away


async def test_a_terminal_in_front_does_not_ring_and_who_scrolls_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(Outfit(tmp_path, options=OPTIONS)) as console:
        mira = await _answered(console)
        written = _listened(console, monkeypatch)
        console.world.say(mira, "And the lamp?")
        await console.until(lambda: console.workspace.desk[mira].waiting.since is not None)
        console.app._beacon.tick()
        assert not set(written) & set(CALLED)
        console.clock.advance(IDLE)
        assert console.workspace.alerts.away
        console.app.post_message(events.MouseScrollUp(None, 1, 1, 0, 0, 0, False, False, False))
        await console.until(lambda: not console.workspace.alerts.away)


async def test_one_key_silences_calls_and_says_until_when(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(Outfit(tmp_path, options=OPTIONS)) as console:
        mira = await _answered(console)
        await console.press("ctrl+g", "B")
        await console.until(lambda: "calls are silenced" in console.screen_text())
        console.clock.advance(6)
        await console.until(lambda: "no calls until 09:3" in console.screen_text())
        await _blur(console)
        written = _listened(console, monkeypatch)
        console.world.say(mira, "And the lamp?")
        await console.until(lambda: console.workspace.desk[mira].waiting.since is not None)
        console.app._beacon.tick()
        assert not set(written) & set(CALLED)
        await console.press("ctrl+g", "B")
        await console.until(lambda: "calls are heard again" in console.screen_text())


async def test_quitting_names_a_promise_and_leaves_at_the_second_press(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        await _answered(console)
        await console.press("ctrl+g", "w")
        await console.type("5m")
        await console.press("enter")
        await console.until(
            lambda: any(held.promise for held in console.workspace.desk.conversations.values())
        )
        await console.press("ctrl+q")
        await console.until(lambda: "Ctrl+Q again quits · kept: 1 promise" in console.screen_text())
        assert console.app.is_running
        await console.press("ctrl+q")
        await console.until(lambda: console.app._exit)


async def test_a_console_that_is_told_to_end_asks_nothing(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        await console.welcome("Mira Holm")
        await console.press("alt+1")
        await console.type("unfinished")
        console.app.leave()
        await console.until(lambda: not console.app.is_running)
        assert console.app.failure is None
