"""Canned responses: checked, listed, tried."""

import argparse
import sys
from typing import TYPE_CHECKING

from agent_console.cli.outcome import UserError
from agent_console.cli.place import settings

if TYPE_CHECKING:
    from agent_console.snippets.report import Report
    from agent_console.storage.snippet_files import SnippetFiles


def check(options: argparse.Namespace) -> int:
    """Lint canned responses and run their tests."""
    from agent_console.snippets import report

    files = _snippet_files(options)
    return _print(report.check(files.sources, files.problems))


def listing(options: argparse.Namespace) -> int:
    """Print one line for each canned response."""
    from agent_console.snippets import report

    files = _snippet_files(options)
    return _print(report.listing(files.sources, files.problems))


def expand(options: argparse.Namespace) -> int:
    """Print one canned response as a customer would get it."""
    from agent_console.snippets import report
    from agent_console.yaml_source import Source

    try:
        given = options.customer and Source(str(options.customer), options.customer.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{options.customer} cannot be read: {error}") from error
    return _print(report.expansion(_snippet_files(options).sources, options.id, given, options.locale))


def _snippet_files(options: argparse.Namespace) -> "SnippetFiles":
    from agent_console.storage import snippet_files, snippet_folder

    return snippet_files.read(options.folder or snippet_folder.folders(settings(options).snippets))


def _print(report: "Report") -> int:
    """Print what was found; files are not trusted, so nothing of them may steer the terminal."""
    from agent_console.domain.text import sanitize

    for line in report.lines:
        sys.stdout.write(f"{sanitize(line)}\n")
    return report.exit_code
