"""The files that customers and agents may send through the hub."""

import re
from datetime import timedelta
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, Field

from agent_console.config.setting import Duration, Setting

SIZE = re.compile(r"(?P<count>[0-9]{1,6}) ?(?P<unit>KiB|MiB|GiB)")
UNITS = {"KiB": 1024, "MiB": 1024**2, "GiB": 1024**3}


class FileKind(StrEnum):
    """What can be told by a file's content."""

    PNG = "png"
    JPEG = "jpeg"
    GIF = "gif"
    WEBP = "webp"
    PDF = "pdf"
    TEXT = "text"
    OFFICE = "office"


def size(value: object) -> object:
    """Return "512 KiB", "10 MiB" or "2 GiB" in bytes; raise ValueError for other text."""
    if not isinstance(value, str):
        return value
    match = SIZE.fullmatch(value.strip())
    if match is None:
        raise ValueError(f"must be a size such as 512 KiB, 10 MiB or 2 GiB (got '{value[:40]}')")
    return int(match["count"]) * UNITS[match["unit"]]


Size: TypeAlias = Annotated[int, BeforeValidator(size), Field(ge=1)]
"""Bytes."""


class FileSettings(Setting):
    """Which files the hub takes, and how many; they are kept beside the database."""

    kinds: tuple[FileKind, ...] = tuple(kind for kind in FileKind if kind is not FileKind.OFFICE)
    """What a file may be, told by its content; an empty list takes none."""
    largest: Size = 10 * UNITS["MiB"]
    """The largest file."""
    daily: Size = 100 * UNITS["MiB"]
    """What one customer or agent may send within any 24 hours."""
    total: Size = 20 * UNITS["GiB"]
    """What is kept of all together."""
    patience: Duration = timedelta(hours=24)
    """How long a file may stay unfinished, or without a message that it goes with."""
