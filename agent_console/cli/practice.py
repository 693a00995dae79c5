"""Practice: the course, its result, and the results so far."""

import argparse
import asyncio
import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from agent_console.cli.outcome import OK, UserError
from agent_console.cli.place import settings

if TYPE_CHECKING:
    from agent_console.config import Config
    from agent_console.demo.practice.session import Session


def practise(options: argparse.Namespace) -> int:
    """Let more and more scripted customers come, and print how well they were served."""
    configured = settings(options)
    if options.history:
        _tell(_sessions(), configured, options)
        return OK
    session = _practised(configured, options)
    if not session.together.replies:
        raise UserError("nobody was answered: there is nothing to score")
    try:
        so_far = _with_earlier(session)
    except UserError:
        # Half an hour's work is told, whatever became of the file.
        _tell([session], configured, options)
        raise
    _tell(so_far, configured, options)
    return OK


def _tell(so_far: "Sequence[Session]", configured: "Config", options: argparse.Namespace) -> None:
    from agent_console.cli import practice_table

    limit = configured.wait.red.total_seconds()
    if options.json:
        told = [practice_table.document(session, limit) for session in so_far]
        sys.stdout.write(f"{json.dumps({'sessions': told} if options.history else told[-1])}\n")
    elif options.history:
        practice_table.show_history(so_far, limit)
    else:
        practice_table.show(so_far, limit)


def _practised(configured: "Config", options: argparse.Namespace) -> "Session":
    from agent_console.bootstrap.console import NoTerminalError
    from agent_console.bootstrap.practice import run_practice
    from agent_console.demo.launch import DemoError
    from agent_console.demo.practice.stage import CROWDS, stages
    from agent_console.ports import JournalError

    crowds: Sequence[int] = options.customers or CROWDS
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UserError("a practice needs a terminal to draw in; start it in one, without a pipe")
    sys.stderr.write(_announcement(crowds, options.minutes))
    try:
        course = stages(crowds, options.minutes * 60 * options.pace)
        return asyncio.run(run_practice(configured, course, options.pace))
    except (DemoError, JournalError, NoTerminalError) as error:
        raise UserError(str(error)) from error


def _announcement(crowds: Sequence[int], minutes: float) -> str:
    at_once = ", ".join(map(str, crowds))
    return (
        f"Practice: {at_once} customers at once, {minutes:g} min each. It closes by itself, at most 2 min"
        " after the last stage; Ctrl+Q ends it before.\n"
    )


def _with_earlier(session: "Session") -> "Sequence[Session]":
    """Keep a session, and return it behind all earlier ones."""
    from agent_console.bootstrap.practice import book
    from agent_console.demo.practice.session import encoded

    kept = book()
    try:
        kept.keep(encoded(session))
    except OSError as error:
        raise UserError(f"{kept.file} cannot be written: {error.strerror}") from error
    return _sessions()


def _sessions() -> "Sequence[Session]":
    from agent_console.bootstrap.practice import book
    from agent_console.demo.practice.session import sessions

    kept = book()
    try:
        return sessions(kept.lines())
    except OSError as error:
        raise UserError(f"{kept.file} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise UserError(f"{kept.file}: {error}; mend the line, or move the file away") from error
