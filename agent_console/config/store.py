"""PostgreSQL as the hub's store, which hubs on several machines share."""

import re
from typing import Annotated, Self, TypeAlias
from urllib.parse import parse_qs, urlsplit

from pydantic import AfterValidator, model_validator

from agent_console.config.secret import Secret, secret
from agent_console.config.setting import FilePath, Name, Setting

_POSTGRES = re.compile(r"postgres(ql)?://", re.ASCII)


def postgres_address(text: str) -> str:
    """Return the address of a database of PostgreSQL's; raise ValueError, which quotes nothing of it."""
    if not _POSTGRES.match(text):
        raise ValueError("must be an address such as postgresql://hub@db.example.com/hub")
    try:
        parts = urlsplit(text)
        hidden = parts.password is not None or any(key.lower() == "password" for key in parse_qs(parts.query))
    except ValueError:
        raise ValueError("is not an address; look for a bracket or an `@` that is too many") from None
    if hidden:
        # Whoever is on the machine reads it in the list of processes, and whoever gets the log, too.
        raise ValueError(
            "must not hold a password; name it in `password_env` or `password_file`, or let PGPASSWORD or"
            " PostgreSQL's own password file hold it"
        )
    return text


StoreAddress: TypeAlias = Annotated[str, AfterValidator(postgres_address)]


class HubStoreSettings(Setting):
    """Where the hubs of a company keep their conversations together."""

    url: StoreAddress
    """Its address, without a password: `postgresql://hub@db1.example.com,db2.example.com/hub`.

    Of several hosts, the primary is taken. Another machine is asked encrypted, unless the address says
    otherwise with `?sslmode=`.
    """
    password_env: Name | None = None
    """The environment variable that holds the password."""
    password_file: FilePath | None = None
    """The file that holds the password; relative to this file."""
    folder: FilePath | None = None
    """Where files are kept that people send, shared by all hubs; by default in the user's data folder."""

    @model_validator(mode="after")
    def _one_password(self) -> Self:
        _ = self.password
        return self

    @property
    def password(self) -> Secret | None:
        """Where the password is; None when it needs none, or PostgreSQL's own ways hold it."""
        if self.password_env or self.password_file:
            return secret(self.password_env, self.password_file, "password")
        return None
