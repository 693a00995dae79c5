"""Copying in one conversation and pasting in another: what is pasted is marked, said and asked about."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual import events
from textual.selection import Selection

from agent_console.domain.chat import ConversationId
from tests.ui.console import Console, Outfit, running


@asynccontextmanager
async def _two(folder: Path) -> AsyncIterator[tuple[Console, ConversationId, ConversationId]]:
    """Karen, whose order is 47002, and Jonas."""
    async with running(Outfit(folder)) as console:
        karen = await console.welcome("Karen White", "Where is 47002?", order_number="47002")
        jonas = await console.welcome("Jonas Berg")
        yield console, karen, jonas


async def _told(console: Console, jonas: ConversationId) -> None:
    await console.until(lambda: "copied from another customer: 47002" in console.screen_text())
    spans = console.composer(jonas).get_line(0).spans
    assert [(span.start, span.end) for span in spans] == [(0, 5)]
    await console.press("enter")
    await console.until(lambda: "NOT SENT" in console.screen_text())
    assert not console.workspace.desk[jonas].echoes


async def test_a_number_copied_from_a_draft_is_asked_about_elsewhere(tmp_path: Path) -> None:
    async with _two(tmp_path) as (console, _, jonas):
        await console.press("alt+1")
        await console.type("47002")
        await console.press("shift+home", "ctrl+c", "alt+2", "ctrl+v")
        assert console.composer(jonas).text == "47002"
        await _told(console, jonas)


async def test_a_number_cut_from_a_draft_is_asked_about_elsewhere(tmp_path: Path) -> None:
    async with _two(tmp_path) as (console, karen, jonas):
        await console.press("alt+1")
        await console.type("47002")
        await console.press("shift+home", "ctrl+x", "alt+2", "ctrl+v")
        assert console.composer(karen).text == ""
        await _told(console, jonas)


async def test_a_line_copied_from_a_transcript_comes_back_from_the_terminal(tmp_path: Path) -> None:
    async with _two(tmp_path) as (console, karen, jonas):
        await console.press("alt+2")
        console.desk.selections = {console.pane(karen).transcript: Selection(None, None)}
        await console.press("ctrl+c")
        copied = console.app.clipboard
        assert "Where is 47002?" in copied
        console.app.post_message(events.Paste(copied.replace("\n", "\r\n")))
        await console.until(lambda: "copied from another customer: Karen" in console.screen_text())
        await console.press("enter")
        await console.until(lambda: "NOT SENT" in console.screen_text())
        assert not console.workspace.desk[jonas].echoes


async def test_what_is_copied_from_the_record_is_its_customers(tmp_path: Path) -> None:
    async with _two(tmp_path) as (console, karen, _):
        await console.press("alt+1")
        await console.until(lambda: console.workspace.records.of(karen).orders)
        console.desk.selections = {console.desk.panel: Selection(None, None)}
        await console.press("ctrl+c")
        copied = console.app.clipboard
        assert "47002" in copied
        await console.press("alt+2")
        console.app.post_message(events.Paste(copied))
        await console.until(lambda: "copied from another customer:" in console.screen_text())


async def test_pasting_where_it_was_copied_says_nothing(tmp_path: Path) -> None:
    async with _two(tmp_path) as (console, karen, _):
        await console.press("alt+1")
        await console.type("47002 ")
        await console.press("shift+home", "ctrl+c", "end", "ctrl+v")
        assert console.composer(karen).text == "47002 47002 "
        assert "copied from another" not in console.screen_text()
        assert not console.workspace.desk.draft(karen).insertions


async def test_nothing_is_pasted_into_a_held_draft(tmp_path: Path) -> None:
    async with _two(tmp_path) as (console, _, jonas):
        await console.press("alt+1")
        await console.type("x")
        await console.press("shift+home", "ctrl+c", "alt+2")
        await console.type("Hi Karen")
        await console.press("enter", "ctrl+v")
        assert console.composer(jonas).text == "Hi Karen"
