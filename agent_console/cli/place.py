"""Where the command line finds the settings, and makes folders."""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from agent_console.cli.outcome import UserError

if TYPE_CHECKING:
    from agent_console.config import Config


def settings(options: argparse.Namespace) -> "Config":
    """Return the settings that the command line names, or the user's own; raises UserError.

    From here on the console's own words are in the language that they choose.
    """
    from agent_console import config, texts
    from agent_console.yaml_source import SourceError

    if options.config is not None and not options.config.exists():
        raise UserError(f"{options.config}: there is no such file")
    try:
        found = config.load(options.config or config.find())
    except SourceError as error:
        raise UserError(f"the settings have mistakes:\n{error}") from error
    texts.speak(texts.language_for(found.language, os.environ))
    return found


def make_folder(folder: Path, advice: str) -> None:
    """Make a folder that only its owner enters; raises UserError with what to do about it."""
    from agent_console.storage import paths

    try:
        paths.make_private(folder)
    except OSError as error:
        raise UserError(f"{folder} cannot be made: {error.strerror}; {advice}") from error
