"""The settings that the first screen writes, and the token beside them; no existing file is touched."""

import os
from pathlib import Path

import yaml

from agent_console.storage.paths import make_private

NEIGHBOUR = "token"
"""The name of the file that keeps the token."""
HEADER = "# Written by the first screen of agent-console; config.example.yaml shows every setting.\n"


def keep_hub(config: Path, url: str, token: str) -> None:
    """Write settings that name a hub, and the token into a file of its own; only their owner can read them.

    Raises FileExistsError when either file is there already, and OSError when one cannot be written;
    then neither is left behind.
    """
    backend = {"kind": "hub", "url": url, "token_file": NEIGHBOUR}
    settings = HEADER + yaml.safe_dump({"backend": backend}, sort_keys=False, allow_unicode=True)
    secret = config.with_name(NEIGHBOUR)
    make_private(config.parent)
    _write_new(secret, f"{token}\n")
    try:
        _write_new(config, settings)
    except OSError:
        secret.unlink()
        raise


def _write_new(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError:
        path.unlink()
        raise
