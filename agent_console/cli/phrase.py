"""What was learnt of sent replies: how much there is, which words, and how it is erased."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from agent_console.cli.outcome import OK, UserError
from agent_console.cli.place import settings

if TYPE_CHECKING:
    from agent_console.storage.paths import ProfilePaths


def show(options: argparse.Namespace) -> int:
    """Print how many replies were learnt, and every word that is kept in readable form."""
    from agent_console.domain.text import one_line
    from agent_console.storage.phrase_book import SqlitePhrases

    with _profile(options) as profile:
        kept = SqlitePhrases(profile).read()
    if kept.notice:
        sys.stderr.write(f"{one_line(kept.notice, 400)}\n")
    words = sorted({word for text in kept.words.values() if (word := one_line(text, 100).strip())})
    if options.json:
        sys.stdout.write(f"{json.dumps({'replies': len(kept.replies), 'words': words})}\n")
    else:
        learnt = "was" if len(kept.replies) == 1 else "were"
        sys.stdout.write(
            f"{_replies(len(kept.replies))} {learnt} learnt; {len(words):,} words can be read:\n"
        )
        sys.stdout.writelines(f"{word}\n" for word in words)
    return OK


def erase(options: argparse.Namespace) -> int:
    """Erase everything that was learnt, while no console uses the profile."""
    from agent_console.storage.lock import locked
    from agent_console.storage.phrase_book import SqlitePhrases

    with _profile(options) as profile, locked(profile.lock):
        count = SqlitePhrases(profile).erase()
    sys.stdout.write(f"Erased: what was learnt of {_replies(count)}.\n")
    return OK


def _replies(count: int) -> str:
    return "1 reply" if count == 1 else f"{count:,} replies"


@contextmanager
def _profile(options: argparse.Namespace) -> "Iterator[ProfilePaths]":
    """Give the profile that is meant, and turn what is wrong with its files into one line."""
    from agent_console.bootstrap.guard import profile_of
    from agent_console.ports import JournalError
    from agent_console.storage.lock import ProfileInUseError

    try:
        profile = profile_of(settings(options), options.profile)
    except ValueError as error:
        raise UserError(str(error)) from error
    try:
        yield profile
    except (JournalError, ProfileInUseError) as error:
        raise UserError(str(error)) from error
    except OSError as error:
        raise UserError(f"{error.filename}: {error.strerror}") from error
