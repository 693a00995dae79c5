"""The composition root: the only place that picks implementations and puts them together."""

import os
import time
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from agent_console.backends.hub import HubBackend
from agent_console.config import Config
from agent_console.connectors.http_records import HttpRecords
from agent_console.domain.desk import Desk
from agent_console.services.workspace import Outside, Workspace, assemble
from agent_console.storage.journal import SqliteJournal
from agent_console.storage.lock import locked
from agent_console.storage.paths import ProfilePaths, profile


class SystemClock:
    """The machine's own time; implements `ports.Clock`."""

    def monotonic(self) -> float:
        """Return seconds that never jump."""
        return time.monotonic()

    def now(self) -> datetime:
        """Return the wall clock (aware, UTC)."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Access:
    """How one agent reaches one hub, and where this console keeps what it must not lose."""

    url: str
    token: str
    profile: ProfilePaths


def access(config: Config, profile_name: str | None) -> Access:
    """Return how the configured hub is reached.

    Each hub has a profile of its own by default, so that what was written for one never goes to
    another. Raises `MissingSecretError` when the token is not where the settings say.
    """
    backend = config.backend
    if backend is None:
        raise ValueError("the settings name no chat system")
    host = urlsplit(backend.url).netloc.replace(":", "-").lower()
    return Access(backend.url, backend.token.reveal(os.environ), profile(profile_name or host))


@asynccontextmanager
async def workspace(config: Config, access: Access) -> AsyncIterator[Workspace]:
    """Build one agent's console without a screen; its journal is locked for as long as the block runs.

    Raises `ProfileInUseError` when another console uses the profile, and `JournalError` when the disk
    does not take the journal.
    """
    clock = SystemClock()
    with locked(access.profile.lock):
        async with (
            aclosing(SqliteJournal(access.profile.directory)) as journal,
            HttpRecords(config.records, clock, os.environ) as records,
        ):
            backend = HubBackend(access.url, access.token, journal.device)
            yield assemble(
                Outside(backend, journal, records, clock),
                desk=Desk(config.wait.thresholds),
                filling=config.panes.fill,
            )
