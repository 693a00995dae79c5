"""Secrets by name: settings say where a secret is, never what it is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
LARGEST_SECRET = 8192


class MissingSecretError(Exception):
    """A secret is not where the settings say; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Secret:
    """Where one secret is kept: in an environment variable or in a file of its own."""

    env: str = ""
    file: Path | None = None

    def reveal(self, environment: Mapping[str, str]) -> str:
        """Return the secret without the white space around it; raise MissingSecretError without one."""
        text = (self._read(self.file) if self.file else environment.get(self.env, "")).strip()
        if not text:
            raise MissingSecretError(self._advice())
        return text

    def _advice(self) -> str:
        if self.file:
            return f"{self.file} is empty; put the secret in it"
        return f"the environment variable {self.env} is not set; set it to the secret"

    @staticmethod
    def _read(file: Path) -> str:
        try:
            with file.open(encoding="utf-8") as stream:
                return stream.read(LARGEST_SECRET)
        except (OSError, UnicodeDecodeError) as error:
            raise MissingSecretError(f"the secret in {file} cannot be read: {error}") from error


def secret(env: str | None, file: Path | None, key: str) -> Secret:
    """Return the secret that `{key}_env` or `{key}_file` names; raise ValueError unless exactly one does."""
    if bool(env) == bool(file):
        raise ValueError(f"needs either `{key}_env` or `{key}_file`, which say where the {key} is")
    if env and not VARIABLE.fullmatch(env):
        raise ValueError(f"has a `{key}_env` that is not the name of an environment variable")
    return Secret(env or "", file)
