"""Canned responses: checked, listed, tried."""

import argparse
import json
import sys
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from agent_console.cli.outcome import UserError
from agent_console.cli.place import settings

if TYPE_CHECKING:
    from agent_console.domain.usage import Usage
    from agent_console.snippets.report import Report
    from agent_console.storage.snippet_files import SnippetFiles


def check(options: argparse.Namespace) -> int:
    """Lint canned responses and run their tests."""
    from agent_console.snippets import report

    files = _snippet_files(options)
    return _print(report.check(files.sources, files.problems, options.ignore), options)


def listing(options: argparse.Namespace) -> int:
    """Print one line for each canned response."""
    from agent_console.snippets import report

    files = _snippet_files(options)
    return _print(report.listing(files.sources, files.problems, _usage(options)), options)


def expand(options: argparse.Namespace) -> int:
    """Print one canned response as a customer would get it."""
    from agent_console.snippets import report
    from agent_console.yaml_source import Source

    try:
        given = options.customer and Source(str(options.customer), options.customer.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{options.customer} cannot be read: {error}") from error
    now = datetime.now(UTC).astimezone()
    found = report.expansion(_snippet_files(options).sources, options.id, given, options.locale, now)
    return _print(found, options)


def _snippet_files(options: argparse.Namespace) -> "SnippetFiles":
    from agent_console.storage import snippet_files, snippet_folder

    return snippet_files.read(options.folder or snippet_folder.folders(settings(options).snippets))


def _usage(options: argparse.Namespace) -> "Mapping[str, Usage]":
    """Return how often each canned response was used by the profile that the command line names."""
    from agent_console.ports import JournalError
    from agent_console.storage import paths
    from agent_console.storage.usage_book import UsageBook

    if options.profile is None:
        return {}
    try:
        profile = paths.profile(options.profile)
        if not profile.usage.exists():
            return {}
        with closing(UsageBook(profile.directory)) as book:
            return dict(book.counts())
    except (ValueError, JournalError) as error:
        raise UserError(str(error)) from error


def _print(report: "Report", options: argparse.Namespace) -> int:
    """Print what was found; files are not trusted, so nothing of them may steer the terminal."""
    from agent_console.domain.text import sanitize

    if options.json:
        sys.stdout.write(f"{json.dumps(report.data)}\n")
        return report.exit_code
    for line in report.lines:
        sys.stdout.write(f"{sanitize(line)}\n")
    return report.exit_code
