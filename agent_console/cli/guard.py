"""The guard against replies to the wrong customer: what it did, and what it can learn."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from agent_console.cli.outcome import OK, UserError
from agent_console.cli.place import settings

if TYPE_CHECKING:
    from agent_console.domain.audit import AuditLine
    from agent_console.storage.paths import ProfilePaths


def report(options: argparse.Namespace) -> int:
    """Print what the guard did, from the audit; a console may be at work meanwhile."""
    from agent_console.bootstrap.guard import budget
    from agent_console.cli import guard_table
    from agent_console.guard.balance import Balance

    configured = settings(options)
    since = datetime.now(UTC) - timedelta(days=options.days)
    lines = [line for line in _audited(_profile(options)) if line.at >= since]
    balance, allowed = Balance(lines), budget(configured)
    if options.json:
        document = {"days": options.days, **guard_table.document(balance, allowed)}
        sys.stdout.write(f"{json.dumps(document)}\n")
    else:
        guard_table.show(balance, allowed, options.days)
    return OK


def _profile(options: argparse.Namespace) -> "ProfilePaths":
    from agent_console.bootstrap.guard import profile_of

    try:
        return profile_of(settings(options), options.profile)
    except ValueError as error:
        raise UserError(str(error)) from error


def _audited(profile: "ProfilePaths") -> "Sequence[AuditLine]":
    from agent_console.ports import JournalError
    from agent_console.storage.audit_book import audited

    try:
        return audited(profile)
    except JournalError as error:
        raise UserError(str(error)) from error
