"""Tells that files in folders may have changed: at once where the system says so, else at the next sweep."""

import asyncio
import logging
import os
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing, suppress
from datetime import timedelta
from pathlib import Path

from watchfiles import Change, awatch

# Its documentation names this place; the package itself does not export it.
from watchfiles._rust_notify import WatchfilesRustInternalError as WatcherError

SWEEP = timedelta(seconds=2)
"""How often everything is looked at: network file systems, links and folders made anew tell nothing."""
SETTLING = 20
"""Milliseconds without another change after which a burst of changes counts as over."""
LONGEST_BURST = 60
"""Milliseconds after which a burst is told although it goes on."""

Paths = frozenset[str]
EVERYTHING: Paths = frozenset()

_log = logging.getLogger(__name__)


class FolderWatch:
    """Watches some folders, whether they are there already or not."""

    def __init__(
        self, folders: Sequence[Path], wanted: Callable[[str], bool], sweep: timedelta = SWEEP
    ) -> None:
        """`wanted` says by its name whether a file is worth telling of."""
        self._folders = folders
        self._wanted = wanted
        self._sweep = sweep

    async def changes(self) -> AsyncGenerator[Paths, None]:
        """Yield, for ever, the paths that were touched; none when everything is worth a look.

        That comes first: from then on, nothing goes by unseen for longer than a sweep.
        """
        while True:
            armed = await asyncio.to_thread(self._identities)
            try:
                async with aclosing(self._watched(list(armed))) as watched:
                    async for touched in watched:
                        yield touched
                        if await asyncio.to_thread(self._identities) != armed:
                            break
            except (OSError, WatcherError) as error:
                _log.warning(
                    "%s are only looked at now and then: %s", ", ".join(map(str, self._folders)), error
                )
                await asyncio.sleep(self._sweep.total_seconds())

    async def _watched(self, folders: Sequence[Path]) -> AsyncGenerator[Paths, None]:
        if not folders:
            yield EVERYTHING
            await asyncio.sleep(self._sweep.total_seconds())
            return
        async with aclosing(self._bursts(folders)) as bursts:
            following = asyncio.create_task(_next(bursts))
            try:
                # In its first step it asks the system to watch; only then looking finds all that is missed.
                await asyncio.sleep(0)
                yield EVERYTHING
                while True:
                    touched = await following
                    following = asyncio.create_task(_next(bursts))
                    yield touched
            finally:
                following.cancel()
                # Why it failed is of no interest to somebody who leaves.
                await asyncio.gather(following, return_exceptions=True)

    async def _bursts(self, folders: Sequence[Path]) -> AsyncGenerator[Paths, None]:
        """Yield what changes together; nothing at all when a sweep is due."""
        bursts = awatch(
            *folders,
            watch_filter=self._matters,
            debounce=LONGEST_BURST,
            step=SETTLING,
            rust_timeout=int(self._sweep.total_seconds() * 1000),
            yield_on_timeout=True,
            ignore_permission_denied=True,
        )
        async with aclosing(bursts):
            async for burst in bursts:
                yield frozenset(path for _, path in burst)

    def _matters(self, _: Change, path: str) -> bool:
        *above, name = Path(path).parts
        # A folder has no suffix as a rule; one that was removed can no longer be asked what it was.
        return self._wanted(name) or not ("." in name or ".git" in above)

    def _identities(self) -> dict[Path, tuple[int, int]]:
        """Return which folders are there, and which ones they are: another one may take the same name."""
        found = {}
        for folder in self._folders:
            with suppress(OSError):
                status = os.stat(folder)
                found[folder] = (status.st_dev, status.st_ino)
        return found


async def _next(bursts: AsyncGenerator[Paths, None]) -> Paths:
    return await anext(bursts)
