"""Where a hub keeps its conversations, and what people send: the command line before the settings."""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from agent_console.cli.outcome import UserError
from agent_console.cli.place import make_folder

if TYPE_CHECKING:
    from agent_console import config
    from agent_console.hub.database.address import Place, PostgresAddress


def place_of(configured: "config.HubSettings", options: argparse.Namespace) -> "Place":
    """Return the database that is meant; the folder of its own choice is made. Raises UserError."""
    from agent_console.storage import paths

    named: Path | str | None = options.store or options.database
    if isinstance(named, str):
        return address_of(configured, named)
    if named is not None:
        return named
    if configured.store is not None:
        return address_of(configured, configured.store.url)
    return configured.database or _own(paths.hub_database().name, "name a --database")


def address_of(configured: "config.HubSettings", url: str) -> "PostgresAddress":
    """Return a database of PostgreSQL's, with the password that the settings name; raises UserError."""
    from agent_console.hub.database.address import PostgresAddress

    store = configured.store
    return PostgresAddress(url, _password(store) if store is not None and store.url == url else "")


def folder_of(configured: "config.HubSettings", place: "Place", options: argparse.Namespace) -> Path | None:
    """Return where files are kept; None is beside SQLite's file."""
    if options.files is not None:
        return Path(options.files)
    if isinstance(place, Path):
        return None
    if configured.store is not None and configured.store.folder is not None:
        return configured.store.folder
    return _own("hub.files", "name a folder with --files")


def _own(name: str, advice: str) -> Path:
    """Return a path in the folder of the user's data, which is made."""
    from agent_console.storage import paths

    folder = paths.hub_database().parent
    make_folder(folder, advice)
    return folder / name


def _password(store: "config.HubStoreSettings") -> str:
    from agent_console.config import MissingSecretError

    if store.password is None:
        return ""
    try:
        return store.password.reveal(os.environ)
    except MissingSecretError as error:
        raise UserError(str(error)) from error
