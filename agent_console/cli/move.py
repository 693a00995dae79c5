"""`serve --move-to`: a hub's conversations from SQLite to PostgreSQL."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from agent_console.cli.outcome import OK, UserError
from agent_console.cli.store import address_of, folder_of

if TYPE_CHECKING:
    from agent_console import config
    from agent_console.hub.database.address import Place
    from agent_console.hub.files.moving import Told


def move(configured: "config.HubSettings", place: "Place", options: argparse.Namespace) -> int:
    """Copy everything, compare it, and say how much it was; raises UserError and `StoreError`."""
    from agent_console.hub.database.moving import move as move_rows
    from agent_console.hub.files.moving import copy_files
    from agent_console.hub.settings import HubSettings

    if not isinstance(place, Path):
        raise UserError("a hub is moved from SQLite only; name its file with --database")
    if isinstance(options.move_to, Path):
        raise UserError("--move-to takes an address such as postgresql://hub@db.example.com/hub")
    target = address_of(configured, options.move_to)
    source, folder = HubSettings(place).file_folder, folder_of(configured, target, options)
    with _progress() as told:
        try:
            files = copy_files(source, folder, told) if folder is not None else 0
        except OSError as error:
            raise UserError(f"the files cannot be copied to {folder}: {error.strerror}") from error
        tables = move_rows(place, source, target, told)
    for name, rows in tables.items():
        sys.stdout.write(f"{name}: {rows:,}\n")
    sys.stdout.write(f"files: {files:,} copied to {folder}\n" if files else "")
    sys.stdout.write(
        f"Every row was compared. Run the hub with --store {target} from now on; {place} is as it was, and no"
        " hub may run on it any more.\n"
    )
    return OK


@contextmanager
def _progress() -> Iterator["Told"]:
    """Show how far it is, where somebody sees it."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("")
        yield lambda what, done, total: bar.update(task, description=what, completed=done, total=total)
