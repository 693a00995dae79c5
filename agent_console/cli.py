"""The command line: arguments in, exit code out; each command imports what it needs when it runs."""

import argparse
import asyncio
import logging
import math
import os
import sys
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agent_console import __version__

if TYPE_CHECKING:
    from agent_console.config import Config
    from agent_console.hub.settings import HubSettings
    from agent_console.snippets.report import Report
    from agent_console.storage.snippet_files import SnippetFiles

OK, FAILED, MISUSED = 0, 1, 2

Subparsers = Any  # argparse does not name the type that add_subparsers returns


class UserError(Exception):
    """Something that the person at the keyboard can mend; shown as one line, without a traceback."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 failed, 2 misused."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        code = command(options)
        sys.stdout.flush()  # or the interpreter would find out at exit that nobody reads any more
    except UserError as error:
        sys.stderr.write(f"agent-console: {error}\n")
        return FAILED
    except BrokenPipeError:
        # Whoever read our output has seen enough; the interpreter must not complain about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        return FAILED
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="agent-console", description="A terminal console for live-chat support agents."
    )
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--config", type=Path, metavar="FILE", help="settings; by default the user's own")
    parser.add_argument(
        "--profile", metavar="NAME", help="whose drafts and outbox; by default the hub's name"
    )
    parser.set_defaults(command=_console)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_demo(commands)
    _add_serve(commands)
    _add_customer(commands)
    _add_snippets(commands)
    doctor = commands.add_parser("doctor", help="check config, backend, snippets; one line a check")
    doctor.set_defaults(command=_doctor)
    return parser


def _add_demo(commands: Subparsers) -> None:
    demo = commands.add_parser("demo", help="try it: a hub, customers and a shop on this machine")
    demo.add_argument("--pace", type=_pace, default=1.0, help="how fast the customers live (default 1.0)")
    demo.set_defaults(command=_demo)


def _add_serve(commands: Subparsers) -> None:
    serve = commands.add_parser("serve", help="run the hub for a team")
    serve.add_argument("--host", help="address to listen on (default 127.0.0.1)")
    serve.add_argument("--port", type=_port, help="port to listen on; 0 picks a free one (default 8765)")
    serve.add_argument("--database", type=Path, metavar="FILE", help="where conversations are kept")
    serve.add_argument("--port-file", type=Path, metavar="FILE", help="write the port here once listening")
    serve.add_argument("--customer-rate", type=_rate, metavar="N", help="messages a second from one customer")
    serve.add_argument(
        "--add-agent", type=_name, metavar="NAME", help="add an agent, print the token once, and end"
    )
    serve.set_defaults(command=_serve)


def _add_customer(commands: Subparsers) -> None:
    customer = commands.add_parser("customer", help="be a customer, in the terminal")
    customer.add_argument(
        "--url", type=_hub_address, default="ws://127.0.0.1:8765", help="the hub (default %(default)s)"
    )
    customer.add_argument("--name", type=_name, required=True)
    for field in ("email", "phone", "order", "concern", "language"):
        customer.add_argument(f"--{field}", default="")
    customer.add_argument(
        "--wait-reply", type=int, default=0, metavar="N", help="end after N replies once the input has ended"
    )
    customer.set_defaults(command=_customer)


def _add_snippets(commands: Subparsers) -> None:
    snippets = commands.add_parser("snippets", help="check, list and try canned responses")
    actions = snippets.add_subparsers(title="actions", metavar="ACTION", required=True)
    check = actions.add_parser("check", help="lint them and run their tests")
    check.set_defaults(command=_snippets_check)
    listing = actions.add_parser("list", help="one line each")
    listing.set_defaults(command=_snippets_list)
    expand = actions.add_parser("expand", help="show one as a customer would get it")
    expand.add_argument("id", help="its id, such as order.on-its-way, or its trigger")
    expand.add_argument("--customer", type=Path, metavar="FILE", help="YAML with customer, order, ...")
    expand.add_argument("--locale", default="", metavar="TAG", help="such as de; by default the customer's")
    expand.set_defaults(command=_snippets_expand)
    for action in (check, listing, expand):
        action.add_argument(
            "folder", type=Path, nargs="*", metavar="FOLDER", help="by default those of the settings"
        )


# Values on the command line; a ValueError's words would not be shown


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"must be a whole number from 0 to 65535 (got '{text}')")
    return int(text)


def _rate(text: str) -> float:
    return _number(text, 0.01, 10_000)


def _pace(text: str) -> float:
    return _number(text, 0.01, 1000)


def _number(text: str, least: float, most: float) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not least <= number <= most:
        raise argparse.ArgumentTypeError(f"must be from {least:g} to {most:g} (got '{text}')")
    return number


def _name(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("must not be empty")
    return text


def _hub_address(text: str) -> str:
    from agent_console.config.address import checked

    try:
        checked(text, "wss", "ws", insecure=True)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return text


# The console


def _console(options: argparse.Namespace) -> int:
    from agent_console import bootstrap, config

    settings = _settings(options)
    if settings.backend is None:
        return _first_screen(options, settings)
    if settings.backend.kind == "demo":
        return _demo(options)
    try:
        access = bootstrap.access(settings, options.profile)
    except (config.MissingSecretError, ValueError) as error:
        raise UserError(str(error)) from error
    _make_folder(access.profile.directory, "is HOME a folder of yours?")
    return _run_console(bootstrap.run_console(settings, access))


def _first_screen(options: argparse.Namespace, settings: "Config") -> int:
    """Ask where the customers are; say what to do where nobody can answer, or where settings are already."""
    from agent_console import bootstrap, config
    from agent_console.storage import config_file

    place = options.config or config.find()
    if place.exists() or not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UserError(
            f"no chat system is set in {place}. Try `agent-console demo`, or name your hub there:"
            " config.example.yaml shows how"
        )
    from agent_console.ui.welcome import Demo  # Textual is not needed to say the above

    choice = asyncio.run(bootstrap.first_choice(settings, place, _hub_objection))
    if choice is None:
        return OK
    if isinstance(choice, Demo):
        return _demo(options)
    try:
        config_file.keep_hub(place, choice.url, choice.token)
    except FileExistsError as error:
        raise UserError(f"{error.filename} is there already and is not changed; move it away") from error
    except OSError as error:
        raise UserError(f"{error.filename or place} cannot be written: {error.strerror}") from error
    return _console(options)


async def _hub_objection(url: str, token: str) -> str:
    """Return why a hub does not let the agent in; empty when it does."""
    from agent_console import doctor

    finding = await doctor.sign_in(url, token)
    return finding.detail if finding.failed else ""


def _demo(options: argparse.Namespace) -> int:
    from agent_console import bootstrap

    return _run_console(bootstrap.run_demo(_settings(options), getattr(options, "pace", 1.0)))


def _run_console(console: Coroutine[Any, Any, int]) -> int:
    from agent_console.bootstrap import NoTerminalError
    from agent_console.demo.launch import DemoError
    from agent_console.ports import JournalError
    from agent_console.storage.lock import ProfileInUseError

    try:
        return asyncio.run(console)
    except (ProfileInUseError, JournalError, DemoError, NoTerminalError) as error:
        raise UserError(str(error)) from error


def _settings(options: argparse.Namespace) -> "Config":
    from agent_console import config
    from agent_console.yaml_source import SourceError

    if options.config is not None and not options.config.exists():
        raise UserError(f"{options.config}: there is no such file")
    try:
        return config.load(options.config or config.find())
    except SourceError as error:
        raise UserError(f"the settings have mistakes:\n{error}") from error


# The hub and a customer of it


def _serve(options: argparse.Namespace) -> int:
    from agent_console.hub.schema import StoreError

    settings = _hub_settings(options)
    try:
        if options.add_agent:
            from agent_console.hub.enrolment import add_agent

            token = add_agent(settings.database, options.add_agent)
            sys.stdout.write(f"{token}\n")
            return OK
        from agent_console.hub.server import serve

        logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
        asyncio.run(serve(settings))
    except StoreError as error:
        raise UserError(str(error)) from error
    except OSError as error:
        raise UserError(f"cannot listen on {settings.host}:{settings.port}: {error.strerror}") from error
    return OK


def _hub_settings(options: argparse.Namespace) -> "HubSettings":
    from dataclasses import replace

    from agent_console.hub.settings import HubSettings

    configured = _settings(options).hub
    settings = HubSettings(
        database=options.database or configured.database or _own_database(),
        host=options.host or configured.host,
        port=configured.port if options.port is None else options.port,
        port_file=options.port_file,
        origins=configured.origins,
    )
    if options.customer_rate is None:
        return settings
    return replace(
        settings, customer_rate=options.customer_rate, customer_burst=max(1, int(options.customer_rate * 10))
    )


def _own_database() -> Path:
    """Return where a hub keeps its conversations by default, its folder made."""
    from agent_console.storage import paths

    database = paths.hub_database()
    _make_folder(database.parent, "name a --database")
    return database


def _make_folder(folder: Path, advice: str) -> None:
    from agent_console.storage import paths

    try:
        paths.make_private(folder)
    except OSError as error:
        raise UserError(f"{folder} cannot be made: {error.strerror}; {advice}") from error


def _customer(options: argparse.Namespace) -> int:
    from agent_console.customer.terminal import chat

    return asyncio.run(
        chat(
            options.url,
            name=options.name,
            email=options.email,
            phone=options.phone,
            language=options.language,
            order=options.order,
            concern=options.concern,
            wait_reply=options.wait_reply,
        )
    )


# Canned responses


def _snippets_check(options: argparse.Namespace) -> int:
    from agent_console.snippets import report

    files = _snippet_files(options)
    return _print(report.check(files.sources, files.problems))


def _snippets_list(options: argparse.Namespace) -> int:
    from agent_console.snippets import report

    files = _snippet_files(options)
    return _print(report.listing(files.sources, files.problems))


def _snippets_expand(options: argparse.Namespace) -> int:
    from agent_console.snippets import report
    from agent_console.yaml_source import Source

    try:
        given = options.customer and Source(str(options.customer), options.customer.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{options.customer} cannot be read: {error}") from error
    return _print(report.expansion(_snippet_files(options).sources, options.id, given, options.locale))


def _snippet_files(options: argparse.Namespace) -> "SnippetFiles":
    from agent_console.storage import snippet_files

    return snippet_files.read(options.folder or snippet_files.folders(_settings(options).snippets))


def _print(report: "Report") -> int:
    """Print what was found; files are not trusted, so nothing of them may steer the terminal."""
    from agent_console.domain.text import sanitize

    for line in report.lines:
        sys.stdout.write(f"{sanitize(line)}\n")
    return report.exit_code


# Checks


def _doctor(options: argparse.Namespace) -> int:
    from agent_console import doctor

    findings = asyncio.run(doctor.examine(options.config))
    for finding in findings:
        sys.stdout.write(f"{finding}\n")
    return FAILED if any(finding.failed for finding in findings) else OK
