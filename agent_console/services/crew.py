"""The background tasks of one session, under one supervisor: an unexpected failure in one ends them all."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

Job = Callable[[], Coroutine[None, None, None]]


class Crew:
    """Runs jobs beside the session's main loop; jobs given before it works begin when it does."""

    def __init__(self) -> None:
        self._ended = asyncio.Event()
        self._group: asyncio.TaskGroup | None = None
        self._early: list[tuple[Job, bool]] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._unfinished: set[asyncio.Task[None]] = set()

    @property
    def over(self) -> bool:
        """Whether the session has ended; nothing starts any more."""
        return self._ended.is_set()

    async def pause(self, duration: timedelta) -> None:
        """Wait that long, but not beyond the end of the session."""
        with suppress(TimeoutError):
            async with asyncio.timeout(duration.total_seconds()):
                await self._ended.wait()

    def start(self, job: Job, to_the_end: bool = False) -> None:
        """Run a job beside everything else; once the session is over, do nothing.

        `to_the_end` jobs are waited for when the session ends or is cancelled, unless it is cancelled
        once more meanwhile; the others are cancelled.
        """
        if self.over:
            return
        if self._group is None:
            self._early.append((job, to_the_end))
            return
        self._run(self._group, job, to_the_end)

    async def complete(self, job: Job) -> None:
        """Run a job and wait for it; one begun before the session ends is finished, though its caller is not.

        Before the crew works there is nothing that could end it.
        """
        if self._group is None:
            await job()
        else:
            await asyncio.shield(self._run(self._group, job, to_the_end=True))

    @asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        """Supervise the jobs for as long as the block runs."""
        async with asyncio.TaskGroup() as group:
            self._group = group
            try:
                self._start_early()
                yield
            finally:
                self._ended.set()
                try:
                    await self._finish()
                finally:
                    for task in self._tasks:
                        task.cancel()

    async def _finish(self) -> None:
        while self._unfinished:
            await asyncio.wait(self._unfinished)

    def _run(self, group: asyncio.TaskGroup, job: Job, to_the_end: bool) -> asyncio.Task[None]:
        task = group.create_task(job())
        for tasks in (self._tasks, self._unfinished) if to_the_end else (self._tasks,):
            tasks.add(task)
            task.add_done_callback(tasks.discard)
        return task

    def _start_early(self) -> None:
        early, self._early = self._early, []
        for job, to_the_end in early:
            self.start(job, to_the_end)
