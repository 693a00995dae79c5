"""The guard against replies to the wrong customer: what it did, and what it can learn."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from agent_console.cli.outcome import OK, UserError
from agent_console.cli.place import settings

if TYPE_CHECKING:
    from agent_console.domain.audit import AuditLine
    from agent_console.guard.learning.history import Example
    from agent_console.guard.learning.retraining import Retraining, Shortage
    from agent_console.guard.model.judgement import Judgement
    from agent_console.storage.paths import ProfilePaths


def report(options: argparse.Namespace) -> int:
    """Print what the guard did, from the audit; a console may be at work meanwhile."""
    from agent_console.bootstrap.guard import budget
    from agent_console.cli import guard_table
    from agent_console.guard.learning.balance import Balance

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


def train(options: argparse.Namespace) -> int:
    """Fit the model to the profile's own sends, and keep the weights if that is surely better."""
    from agent_console.bootstrap import guard
    from agent_console.guard.learning.history import basis_of, examples
    from agent_console.guard.learning.retraining import Retraining

    profile = _profile(options)
    if options.back:
        return _return_to_shipped(profile)
    with _mended_by_person():
        in_use = guard.model(profile)
        told = examples(_audited(profile), basis_of(in_use.version))
        found = _retrained(told, in_use.judgement)
        if isinstance(found, Retraining) and found.better:
            guard.keep(profile, in_use, found)
    _print_lesson(found, options.json)
    return OK


def _retrained(told: "Sequence[Example]", in_use: "Judgement") -> "Retraining | Shortage":
    """Fit with a bar that shows how far it is, where somebody looks on."""
    from rich.console import Console
    from rich.progress import Progress

    from agent_console.guard.learning.retraining import STEPS, retrain

    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("learning", total=STEPS)
        return retrain(told, in_use, lambda: progress.advance(task))


def _print_lesson(found: "Retraining | Shortage", as_json: bool) -> None:
    from agent_console.cli import guard_lesson

    if as_json:
        sys.stdout.write(f"{json.dumps(guard_lesson.document(found))}\n")
        return
    for line in guard_lesson.words(found):
        sys.stdout.write(f"{line}\n")


def _return_to_shipped(profile: "ProfilePaths") -> int:
    from agent_console.storage import guard_weights

    with _mended_by_person():
        there = guard_weights.discard(profile)
    said = "The console uses the weights that came with the program from its next start."
    sys.stdout.write(
        f"{said if there else 'Nothing had been learnt: the weights are those of the program.'}\n"
    )
    return OK


@contextmanager
def _mended_by_person() -> Iterator[None]:
    """Turn what is wrong with files into one line."""
    from agent_console.guard.learning.adaptation import AdaptationError
    from agent_console.guard.model.weights import WeightsError

    try:
        yield
    except (AdaptationError, WeightsError) as error:
        raise UserError(str(error)) from error
    except OSError as error:
        raise UserError(f"{error.filename}: {error.strerror}") from error


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
