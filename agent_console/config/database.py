"""The address of a company's database, as settings may write it."""

import re
from pathlib import Path
from typing import Annotated, TypeAlias
from urllib.parse import urlsplit

from pydantic import AfterValidator, ValidationInfo

from agent_console.config.setting import placed

_SCHEME = re.compile(r"[a-z][a-z0-9]*(\+[a-z0-9_]+)?://")
_SQLITE = re.compile(r"(sqlite(?:\+pysqlite)?:///)([^?]+)", re.DOTALL)


def checked(url: str) -> str:
    """Return a database's address; raise ValueError, which quotes nothing of it, when it is none."""
    if not _SCHEME.match(url):
        raise ValueError("must be an address such as postgresql://console@db.example.com/shop")
    if url.startswith("sqlite") and not _SQLITE.fullmatch(url):
        raise ValueError("must name a file and nothing more: sqlite:///shop.db, sqlite:////srv/shop.db")
    return url


def sqlite_file(url: str) -> Path | None:
    """Return the file of a checked SQLite address; None for every other database."""
    file = _SQLITE.fullmatch(url)
    return Path(file[2]) if file else None


def _written(url: str, info: ValidationInfo) -> str:
    """Return an address that stands in the settings: without a password, a file relative to them."""
    if _has_password(checked(url)):
        raise ValueError("must not hold a password; name it in `password_env` or `password_file`")
    if file := _SQLITE.fullmatch(url):
        return f"{file[1]}{placed(Path(file[2]), info)}"
    return url


def _has_password(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        raise ValueError("is not an address; look for a bracket or an `@` that is too many") from None
    return parts.password is not None or "password=" in parts.query.lower()


DatabaseAddress: TypeAlias = Annotated[str, AfterValidator(_written)]
