"""How long the composer is busy with one key, with thousands of triggers loaded, beside a bare text area."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

from textual import events
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import TextArea

from agent_console.backends.memory import MemoryBackend, MemoryWorld
from agent_console.bootstrap.console import SystemClock
from agent_console.config import RecordSettings
from agent_console.connectors.system_records import SystemRecords
from agent_console.services.library import Repertoire
from agent_console.services.workspace import Outside, Workspace, assemble
from agent_console.snippets.book import Book
from agent_console.snippets.file import SnippetFile
from agent_console.storage.journal import SqliteJournal
from agent_console.ui.app import ConsoleApp
from agent_console.ui.option import ConsoleOptions
from agent_console.ui.widgets.composer import Composer

Figures: TypeAlias = dict[str, Any]
Press: TypeAlias = Callable[[events.Key], Awaitable[None]]
REPLIES, QUICK_REPLIES = 50_000, 500
LINES, QUICK_LINES = 12, 2
LINE = "Thank you for writing to us, ;abc ;de and I am looking into it right now. "
SIZE = (200, 60)
SEED = 20260309
LETTERS = "abcdefghijklmnop"


def measure(quick: bool = False) -> Figures:
    """Return milliseconds of processor time a key, in the composer and in a text area on its own."""
    replies, lines = (QUICK_REPLIES, QUICK_LINES) if quick else (REPLIES, LINES)
    return asyncio.run(_figures(replies, lines))


async def _figures(replies: int, lines: int) -> Figures:
    with TemporaryDirectory() as folder:
        composer = await _in_a_console(Path(folder), replies, lines)
    bare = await _in_a_text_area(lines)
    return {
        "key_replies": replies,
        "key_ms": composer,
        "key_floor_ms": bare,
        "key_times_floor": round(composer["p50"] / bare["p50"], 2),
    }


async def _in_a_console(folder: Path, replies: int, lines: int) -> dict[str, float]:
    clock = SystemClock()
    world = MemoryWorld(clock)
    journal = SqliteJournal(folder)
    async with SystemRecords(RecordSettings(), clock, {}) as records:
        outside = Outside(MemoryBackend(world, "Sam"), journal, records, clock)
        workspace = assemble(outside, Repertoire(_book(replies)))
        app = ConsoleApp(workspace, ConsoleOptions())
        async with app.run_test(size=SIZE) as pilot:
            composer = await _welcomed(workspace, world, pilot)
            times = await _typed(composer.on_key, pilot, lines)
            await workspace.session.aclose()
            await pilot.pause()
    await journal.aclose()
    return times


async def _welcomed(workspace: Workspace, world: MemoryWorld, pilot: Pilot[Any]) -> Composer:
    """Return where a reply to the one customer is written."""
    while not workspace.desk.agent_name:
        await pilot.pause()
    conversation = world.join("Mira Holm")
    world.say(conversation, "Hello?")
    await workspace.holdings.take(conversation)
    while conversation not in workspace.desk or not pilot.app.screen.query(Composer):
        await pilot.pause()
    await pilot.press("alt+1")
    focused = pilot.app.screen.focused
    if not isinstance(focused, Composer):
        raise TypeError("the console did not go to the reply")
    return focused


class _Bare(App[None]):
    """A text area and nothing else."""

    def compose(self) -> ComposeResult:
        """Fill the screen with it."""
        yield TextArea(soft_wrap=True)


async def _in_a_text_area(lines: int) -> dict[str, float]:
    app = _Bare()
    async with app.run_test(size=SIZE) as pilot:
        area = app.query_one(TextArea)

        async def insert(event: events.Key) -> None:
            area.replace(event.character or "", *area.selection, maintain_selection_offset=False)

        return await _typed(insert, pilot, lines)


async def _typed(press: Press, pilot: Pilot[Any], lines: int) -> dict[str, float]:
    """Return how long each character took, drawing left aside, which is done between the keys."""
    times: list[float] = []
    for _ in range(lines):
        for character in LINE:
            event = events.Key(character, character)
            begun = time.thread_time()
            await press(event)
            times.append((time.thread_time() - begun) * 1000)
            await pilot.pause()
    cuts = quantiles(times, n=100)
    return {"p50": round(cuts[49], 3), "p95": round(cuts[94], 3), "p99": round(cuts[98], 3)}


def _book(replies: int) -> Book:
    chance = random.Random(SEED)
    rows = ["dialect: support/1", "namespace: made", "matches:"]
    for number in range(replies):
        name = "".join(chance.choice(LETTERS) for _ in range(chance.randint(4, 12)))
        expand = ("tab", "immediate", "space")[number % 3]
        rows.append(
            f"  - {{id: r{number}, trigger: ';{name}{number}', expand: {expand}, replace: Reply {number}}}"
        )
    book, problems = Book.load([SnippetFile("made.yaml", "\n".join(rows))])
    if problems:
        raise ValueError(problems[0].summary)
    book.prepare()
    return book
