"""Where a hub keeps its conversations: a file of SQLite's, or a database of PostgreSQL's."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class PostgresAddress:
    """A database that several hubs may share."""

    url: str
    """`postgresql://user@host1,host2/database?target_session_attrs=read-write`, without a password."""
    password: str = field(default="", repr=False)
    """Empty where libpq finds it by itself (`PGPASSWORD`, a password file), or needs none."""

    def __str__(self) -> str:
        return self.url


Place: TypeAlias = Path | PostgresAddress
