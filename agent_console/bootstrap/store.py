"""How the hub's store stands, for the doctor."""

import os
from collections.abc import Mapping
from pathlib import Path

from agent_console.config import HubSettings
from agent_console.hub.database.address import PostgresAddress
from agent_console.hub.store import StoreError


def store_standing(configured: HubSettings, environment: Mapping[str, str]) -> str:
    """Return where the hub keeps its conversations, and how that stands; nothing is changed there.

    Raises `StoreError` when no hub could run on it, and `MissingSecretError` without its password.
    """
    store = configured.store
    if store is None:
        return f"SQLite, in {configured.database}" if configured.database else "SQLite, in the data folder"
    from agent_console.hub.database.postgres_schema import standing

    password = store.password.reveal(environment) if store.password else ""
    said = standing(PostgresAddress(store.url, password))
    return f"{store.url}: {said}; {_folder(store.folder)}"


def _folder(folder: Path | None) -> str:
    """Return where files are kept; raises `StoreError` when they cannot be."""
    if folder is None:
        return "files in this user's data folder, which other machines' hubs do not see"
    if not os.access(folder if folder.exists() else folder.parent, os.W_OK | os.X_OK):
        raise StoreError(f"the folder for files, {folder}, cannot be written; every hub must reach it")
    return f"files in {folder}"
