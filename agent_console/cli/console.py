"""The commands with a screen, and the one that checks whether everything is there for them."""

import argparse
import asyncio
import sys
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from agent_console.cli import record
from agent_console.cli.outcome import FAILED, OK, UserError
from agent_console.cli.place import make_folder, settings

if TYPE_CHECKING:
    from agent_console.config import Config


def start(options: argparse.Namespace) -> int:
    """Open the console; without settings, ask where the customers are first."""
    from agent_console import config
    from agent_console.bootstrap.console import access, run_console

    configured = settings(options)
    if configured.backend is None and not configured.backends:
        return _first_screen(options, configured)
    if not configured.systems:
        return demo(options)
    try:
        reached = access(configured, options.profile)
    except (config.MissingSecretError, ValueError) as error:
        raise UserError(str(error)) from error
    make_folder(reached.profile.directory, "is HOME a folder of yours?")
    return _run(run_console(configured, reached))


def _first_screen(options: argparse.Namespace, configured: "Config") -> int:
    """Ask where the customers are; say what to do where nobody can answer, or where settings are already."""
    from agent_console import config
    from agent_console.bootstrap.console import first_choice
    from agent_console.storage import config_file

    file = options.config or config.find()
    if file.exists() or not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UserError(
            f"no chat system is set in {file}. Try `agent-console demo`, or name your hub there:"
            " config.example.yaml shows how"
        )
    from agent_console.ui.welcome import Demo  # Textual is not needed to say the above

    choice = asyncio.run(first_choice(configured, file, _hub_objection))
    if choice is None:
        return OK
    if isinstance(choice, Demo):
        return demo(options)
    try:
        config_file.keep_hub(file, choice.url, choice.token)
    except FileExistsError as error:
        raise UserError(f"{error.filename} is there already and is not changed; move it away") from error
    except OSError as error:
        raise UserError(f"{error.filename or file} cannot be written: {error.strerror}") from error
    return start(options)


async def _hub_objection(url: str, token: str) -> str:
    """Return why a hub does not let the agent in; empty when it does."""
    from agent_console.bootstrap.console import hub
    from agent_console.doctor import sign_in

    finding = await sign_in(hub(url, token)("doctor"), url)
    return finding.detail if finding.failed else ""


def demo(options: argparse.Namespace) -> int:
    """Open the console on a hub, customers and a shop of its own."""
    from agent_console.bootstrap.console import run_demo

    return _run(run_demo(settings(options), getattr(options, "pace", 1.0)))


def _run(console: Coroutine[Any, Any, int]) -> int:
    from agent_console.bootstrap.backend import AddOnError
    from agent_console.bootstrap.console import NoTerminalError
    from agent_console.demo.launch import DemoError
    from agent_console.ports import JournalError
    from agent_console.storage.lock import ProfileInUseError
    from agent_console.storage.system_places import MovedSystemError

    try:
        return asyncio.run(console)
    except (
        ProfileInUseError,
        MovedSystemError,
        JournalError,
        DemoError,
        NoTerminalError,
        AddOnError,
    ) as error:
        raise UserError(str(error)) from error


def doctor(options: argparse.Namespace) -> int:
    """Print what was found of everything that the console needs, one line a check; or of one customer."""
    if options.record is not None:
        return record.examine(options)
    if options.json:
        raise UserError("--json goes with --record")
    from agent_console.doctor import examine

    findings = asyncio.run(examine(options.config))
    for finding in findings:
        sys.stdout.write(f"{finding}\n")
    return FAILED if any(finding.failed for finding in findings) else OK
