"""The console put together: its hub, journal, records, canned responses and screen."""

import asyncio
import logging
import os
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import aclosing, asynccontextmanager, closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

from agent_console.backends.hub import HubBackend
from agent_console.bootstrap import articles, assist, backend, collector, guard, replies, writing
from agent_console.bootstrap.backend import Connect
from agent_console.bootstrap.ending import orderly
from agent_console.config import BrandSettings, Config
from agent_console.config.address import checked
from agent_console.connectors.system_records import SystemRecords
from agent_console.demo.launch import Demo, DemoError
from agent_console.domain.desk import Desk
from agent_console.services.workspace import Outside, Workspace, assemble
from agent_console.storage import system_places
from agent_console.storage.arrangement_book import ArrangementBook
from agent_console.storage.journal import SqliteJournal
from agent_console.storage.layout_shelf import LayoutShelf
from agent_console.storage.lock import locked
from agent_console.storage.paths import ProfilePaths
from agent_console.storage.usage_book import UsageBook

if TYPE_CHECKING:
    from agent_console.ui.welcome import Choice

LOG_BYTES = 1_000_000
DEMO_BRAND = BrandSettings(
    name="Example Outdoor",
    url="https://shop.example.com",
    support_email="help@example.com",
    hours="Monday to Friday, 8 to 18",
)


class SystemClock:
    """The machine's own time; implements `ports.Clock`."""

    # Where there is one, a clock that goes on while the machine sleeps: customers wait on meanwhile.
    _elapsed = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)

    def monotonic(self) -> float:
        """Return seconds that never jump."""
        return time.clock_gettime(self._elapsed)

    def now(self) -> datetime:
        """Return the wall clock (aware, UTC)."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Access:
    """How one agent reaches the chat systems, and where this console keeps what it must not lose."""

    connect: Connect
    profile: ProfilePaths
    lasting: bool = True
    """Whether the profile is there at the next start."""
    places: Mapping[str, str] = field(default_factory=dict)
    """Where each chat system is, by its name."""


def hub(url: str, token: str) -> Connect:
    """Return how a hub is reached."""
    return lambda device: HubBackend(url, token, device)


def access(config: Config, profile_name: str | None) -> Access:
    """Return how the configured chat systems are reached.

    Raises `MissingSecretError` when a token is not where the settings say, and ValueError when there is no
    system, or a package does not know one that it should know.
    """
    connect = backend.connect(config, os.environ)
    places = {str(name): backend.place_of(system) for name, system in config.systems.items()}
    return Access(connect, guard.profile_of(config, profile_name), places=places)


@asynccontextmanager
async def workspace(config: Config, access: Access) -> AsyncIterator[Workspace]:
    """Build one agent's console without a screen; its journal is locked for as long as the block runs.

    Raises `ProfileInUseError` when another console uses the profile, `MovedSystemError` when it belongs to
    other chat systems, and `JournalError` when the disk does not take the journal.
    """
    clock = SystemClock()
    with _own_profile(access):
        async with (
            aclosing(SqliteJournal(access.profile.directory)) as journal,
            SystemRecords(config.records, clock, os.environ) as records,
            replies.outside(config, clock) as answerer,
            articles.stock(config.articles, access.profile.missing_articles) as pages,
            assist.assistance(config.assist, os.environ) as assistance,
            writing.shoulder(config.assist, access.profile, os.environ) as shoulder,
        ):
            with (
                closing(UsageBook(access.profile.directory)) as usage,
                closing(LayoutShelf(access.profile.directory)) as layouts,
                closing(ArrangementBook(access.profile.directory)) as arrangements,
            ):
                systems, files = access.connect(journal.device), replies.files(config)
                assembled = assemble(
                    Outside(
                        *(systems, journal, records, clock, usage, answerer, files, pages, assistance),
                        patience=config.wait.patience,
                        writing=shoulder.aid,
                        layouts=layouts if config.panes.remember else None,
                        arrangements=arrangements,
                        vigilance=config.attention.vigilance,
                        phrases=assist.phrases(config.assist, access.profile),
                    ),
                    replies.empty(config),
                    desk=Desk(config.wait.thresholds),
                    filling=config.panes.fill,
                    caution=guard.caution(config, access.profile),
                )
                notices = (*journal.notices, *usage.notices, *layouts.notices, *arrangements.notices)
                notices = (*notices, *shoulder.notices)
                yield replace(assembled, notices=notices, lasting=access.lasting)


@contextmanager
def _own_profile(access: Access) -> Iterator[None]:
    """Have the profile for this console alone, and for the chat systems that it has been for so far."""
    with locked(access.profile.lock):
        system_places.agree(access.profile, access.places)
        yield


async def first_choice(
    config: Config, place: Path, sign_in: Callable[[str, str], Awaitable[str]]
) -> "Choice | None":
    """Ask where the customers are; None when the person leaves instead.

    `place` is where the answer will be kept; `sign_in` takes a hub's address and a token, and returns
    why that hub does not let the agent in, or nothing.
    """
    from agent_console.ui.look.choice import glyphs_for, theme_for
    from agent_console.ui.welcome import HubCheck, WelcomeApp

    check = HubCheck(_address_objection, sign_in)
    theme, glyphs = theme_for(config.theme.name, os.environ), glyphs_for(config.theme.glyphs, os.environ)
    return await WelcomeApp(check, str(place), theme, glyphs).run_async()


def _address_objection(url: str) -> str:
    try:
        checked(url, "wss", "ws", insecure=False)
    except ValueError as error:
        return str(error)
    return ""


class NoTerminalError(Exception):
    """The console has nobody to draw for."""


async def run_console(config: Config, access: Access) -> int:
    """Open the console until the agent leaves, and return its exit code, which is not 0 after a bug.

    Raises what `workspace` raises, `NoTerminalError` when input or output is not a terminal, and a bug
    of the session.
    """
    # Textual is a third of the start-up, and commands without a screen do not need it.
    from agent_console.bootstrap.screen import options
    from agent_console.ui.app import ConsoleApp

    async with workspace(config, access) as desk:
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise NoTerminalError("the console needs a terminal to draw in; start it in one, without a pipe")
        _keep_log(access.profile.directory / "console.log")
        app = ConsoleApp(desk, options(config, os.environ, desk.notices))
        collector.started()
        with orderly(app.leave):
            await app.run_async()
        await desk.session.aclose()
        if app.failure is not None:
            raise app.failure
        return app.return_code or 0


def demo_settings(config: Config, demo: Demo) -> Config:
    """Return the user's settings with the demonstration's shop and brand; people come by themselves."""
    panes = config.panes.model_copy(update={"fill": True})
    return config.model_copy(update={"records": demo.records, "panes": panes, "brand": DEMO_BRAND})


def demo_access(demo: Demo) -> Access:
    """Return how the demonstration's hub is reached; what its console keeps is gone with it."""
    return Access(hub(demo.url, demo.token), ProfilePaths(demo.directory / "console"), lasting=False)


async def run_demo(config: Config, pace: float) -> int:
    """Open the console on a hub, customers and a shop of its own, and return its exit code.

    Raises DemoError when one of them ends.
    """
    async with Demo(pace) as demo:
        console = asyncio.create_task(run_console(demo_settings(config, demo), demo_access(demo)))
        ended = asyncio.create_task(demo.ended())
        await asyncio.wait((console, ended), return_when=asyncio.FIRST_COMPLETED)
        if not console.done():
            console.cancel()
            await asyncio.wait((console,))
            raise DemoError(ended.result())
        ended.cancel()
        return await console


def _keep_log(file: Path) -> None:
    """Write warnings of adapters to a file: the terminal belongs to the screen."""
    handler = RotatingFileHandler(file, maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
