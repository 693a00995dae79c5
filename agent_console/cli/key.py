"""The keys in force, to print and to keep beside the screen."""

import argparse
import sys

from agent_console.cli.outcome import FAILED, OK
from agent_console.cli.place import settings


def card(options: argparse.Namespace) -> int:
    """Print every key with what it does, with the user's changes; what is wrong with these goes to stderr."""
    from agent_console.ui.key import card
    from agent_console.ui.keys import KeyMap

    configured = settings(options)
    keys = KeyMap(configured.keys, configured.key_origins)
    write = card.as_json if options.json else card.html if options.html else card.text
    sys.stdout.write(f"{write(keys).rstrip()}\n")
    for problem in keys.problems:
        sys.stderr.write(f"{problem}\n")
    return FAILED if keys.problems else OK
