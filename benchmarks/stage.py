"""A console that things happen to one by one, from code that is not asynchronous; it can be restarted."""

import asyncio
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from agent_console.backends.memory import MemoryWorld
from benchmarks.circumstances import AGENT, Event
from benchmarks.meaning import Meaning, arrived
from benchmarks.meddler import CANNED, Meddler
from tests.fakes import FrozenClock
from tests.ui.console import MIDDLE, Outfit, running

RESTART = "restart"
"""The kind of event that ends the console and starts it again, with what it left on the disk."""
_END = Event("end")


class Stage:
    """Plays events to one console; use it as a context manager."""

    def __init__(self) -> None:
        self.meaning = Meaning()
        self.misplaced: list[str] = []
        """Letters that stand where nobody meant them to, with their places, after the last event."""
        self.moved_focus: list[str] = []
        """What moved the focus although it was neither a key nor a click."""
        self.characters = 0
        """How many letters stand somewhere, be it in a draft or with the chat system."""
        self.messages = 0
        """How many messages the chat system has of the agent."""
        self.messages_misplaced = 0
        self._runner = asyncio.Runner()
        self._todo: asyncio.Queue[tuple[Event, asyncio.Event]] = asyncio.Queue()
        self._show: asyncio.Task[None] | None = None

    def __enter__(self) -> Self:
        """Open the console."""
        self._runner.run(self._begin())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let everything arrive that is under way, count once more, and close the console."""
        with self._runner:
            if self._show is not None and not self._show.done():
                self._runner.run(self._play(_END))

    def play(self, event: Event) -> None:
        """Let one thing happen, and count."""
        self._runner.run(self._play(event))

    async def _begin(self) -> None:
        self._show = asyncio.create_task(self._run())

    async def _play(self, event: Event) -> None:
        if self._show is None:
            raise RuntimeError("the stage has not been entered")
        happened = asyncio.Event()
        self._todo.put_nowait((event, happened))
        waiting = asyncio.create_task(happened.wait())
        await asyncio.wait({waiting, self._show}, return_when=asyncio.FIRST_COMPLETED)
        if self._show.done():
            waiting.cancel()
            await self._show

    async def _run(self) -> None:
        """Open one console after the other on the same disk, until the end."""
        clock = FrozenClock()
        world = MemoryWorld(clock)
        last = Event(RESTART)
        with tempfile.TemporaryDirectory(prefix="agent-console-") as folder:
            while last.kind == RESTART:
                outfit = Outfit(Path(folder), MIDDLE, canned=CANNED, clock=clock, world=world)
                last = await self._evening(outfit, world)

    async def _evening(self, outfit: Outfit, world: MemoryWorld) -> Event:
        """Run one console until it is restarted, or all is over; return which of the two."""
        async with running(outfit) as console:
            meddler = Meddler(console, self.meaning)
            while True:
                event, happened = await self._todo.get()
                over = event.kind in (RESTART, _END.kind)
                await (meddler.finish() if over else meddler.do(event))
                self._count(meddler, world)
                happened.set()
                if over:
                    return event

    def _count(self, meddler: Meddler, world: MemoryWorld) -> None:
        self.misplaced = meddler.misplaced()
        self.moved_focus += meddler.moved_focus
        meddler.moved_focus.clear()
        self.characters = meddler.characters
        sent = list(arrived(world, AGENT))
        self.messages = len(sent)
        self.messages_misplaced = sum(self.meaning.is_misplaced(*message) for message in sent)
