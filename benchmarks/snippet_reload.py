"""How soon a saved file of canned responses is usable in a running console, and how long a warm start takes.

python -m benchmarks.snippet_reload [--quick]
"""

import asyncio
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from agent_console.bootstrap.console import SystemClock
from agent_console.config import RecordSettings
from agent_console.connectors.system_records import SystemRecords
from agent_console.domain.change import Change, Part
from agent_console.domain.desk import Desk
from agent_console.services.changes import Changes
from agent_console.services.crew import Crew
from agent_console.services.library import Library, Repertoire
from agent_console.services.record_shelf import RecordShelf
from agent_console.services.shelf import Shelf
from agent_console.snippets import collector
from agent_console.snippets.book import Book
from agent_console.snippets.file import SnippetFile
from agent_console.snippets.source import reader
from agent_console.storage.snippet_cache import DIGEST_BYTES, SnippetCache
from agent_console.storage.snippet_folder import Folder
from agent_console.storage.snippet_stock import SnippetStock
from benchmarks.snippet_load import IN_A_FILE, SNIPPET, made_up

SNIPPETS, QUICK_SNIPPETS = 10_000, 1_000
SAVES, QUICK_SAVES = 100, 10
WARM_STARTS = 7
CALM = 0.2
"""Seconds between two saves; nobody saves faster."""
EDITED = "edited.yaml"
HEAD = "dialect: support/1\nnamespace: edited\nmatches:\n"


def measure(quick: bool = False) -> dict[str, object]:
    """Return milliseconds by name; `quick` saves less often, among fewer replies."""
    count, saves = (QUICK_SNIPPETS, QUICK_SAVES) if quick else (SNIPPETS, SAVES)
    with TemporaryDirectory() as place:
        alone, among = Path(place, "alone"), Path(place, "among")
        _write(alone, ())
        _write(among, made_up(count))
        return {
            "reload_ms": asyncio.run(_saved(alone, saves)),
            "reload_read_floor_ms": _quickest(lambda: reader.read(SnippetFile(EDITED, _edited("x")))),
            "reload_among": count,
            "reload_among_ms": asyncio.run(_saved(among, saves)),
            **_warm(among, count),
        }


def _write(folder: Path, files: Sequence[SnippetFile]) -> None:
    folder.mkdir()
    for file in files:
        (folder / Path(file.name).name).write_text(file.text, encoding="utf-8")


def _edited(word: str) -> str:
    """Return a file of 100 replies that say a word."""
    return HEAD + "".join(map(SNIPPET.format, range(IN_A_FILE))).replace("your order", f"your {word} order")


async def _saved(folder: Path, saves: int) -> dict[str, float]:
    """Save a file again and again, each time until its replies say what was saved."""
    (folder / EDITED).write_text(_edited("first"), encoding="utf-8")
    console = _Console(folder)
    tending = asyncio.create_task(console.run())
    await console.says("first")
    taken = []
    for number in range(saves):
        start = time.perf_counter()
        await asyncio.to_thread((folder / EDITED).write_text, _edited(f"n{number}"), "utf-8")
        await console.says(f"n{number}")
        taken.append((time.perf_counter() - start) * 1000)
        await asyncio.sleep(CALM)
    tending.cancel()
    with suppress(asyncio.CancelledError):
        await tending
    return _spread(taken)


class _Console:
    """What of a console takes replies up."""

    def __init__(self, folder: Path) -> None:
        clock, desk, changes, self._crew = SystemClock(), Desk(), Changes(), Crew()
        self._records = SystemRecords(RecordSettings(), clock, {})
        shelf = RecordShelf(desk, self._records, changes, self._crew)
        self._library = Library(desk, shelf, clock, Repertoire())
        stock = SnippetStock([Folder(folder)], _cache(folder))
        changes.listener = self._listen
        self._changed = asyncio.Event()
        self._shelf = Shelf(stock, Repertoire(), self._library, clock, changes, self._crew)

    async def run(self) -> None:
        """Keep the replies up to date until this is cancelled."""
        async with self._records, self._crew.working():
            await self._shelf.tend()

    async def says(self, word: str) -> None:
        """Return when a reply of the edited file says a word."""
        while not self._says(word):
            self._changed.clear()
            await self._changed.wait()

    def _says(self, word: str) -> bool:
        hit = self._library.book.trigger_before(";r7", 3)
        snippet = self._library.book.get("edited.reply-7") if hit else None
        return snippet is not None and f"your {word} order" in snippet.entry.body

    def _listen(self, change: Change) -> None:
        if change.part is Part.REPLIES:
            self._changed.set()


def _warm(folder: Path, count: int) -> dict[str, object]:
    """Return how long a second start takes, beside the bare decoding of the cache."""
    cold = SnippetStock([Folder(folder)], _cache(folder))
    cold.look()
    cold.keep()
    (file,) = folder.with_name(f"{folder.name}-cache").iterdir()
    packed = file.read_bytes()[file.read_bytes().index(b"\n") + 1 + 2 * DIGEST_BYTES :]
    return {
        "warm_snippets": count + IN_A_FILE,
        "warm_load_ms": _quickest(lambda: SnippetStock([Folder(folder)], _cache(folder)).look()),
        "warm_book_ms": _quickest(lambda: Book.of(cold.look())),
        "warm_decode_floor_ms": _quickest(lambda: msgspec.msgpack.decode(packed)),
    }


def _cache(folder: Path) -> SnippetCache:
    # Beside the folder: what is written into it is seen.
    return SnippetCache(folder.with_name(f"{folder.name}-cache"), [folder])


def _quickest(work: Callable[[], object]) -> float:
    """Return the milliseconds of the quickest of several runs: what else the machine does is no matter."""
    taken = []
    for _ in range(WARM_STARTS):
        with collector.waiting():
            start = time.perf_counter()
            work()
            taken.append((time.perf_counter() - start) * 1000)
    return round(min(taken), 2)


def _spread(milliseconds: Sequence[float]) -> dict[str, float]:
    return {
        "p50": round(statistics.median(milliseconds), 1),
        "p95": round(statistics.quantiles(milliseconds, n=20)[-1], 1),
        "max": round(max(milliseconds), 1),
    }


if __name__ == "__main__":
    print(json.dumps(measure("--quick" in sys.argv[1:])))
