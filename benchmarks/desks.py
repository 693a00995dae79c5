"""Reads recorded conversations: JSON lines, plain or gzipped, one `conv` object a line."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class FormatError(Exception):
    """A line that is not of the format; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a recorded conversation."""

    by_agent: bool
    text: str


@dataclass(frozen=True, slots=True)
class Recording:
    """One recorded conversation and what is known of its customer."""

    id: str
    topic: str
    profile: dict[str, Any]
    turns: tuple[Turn, ...]
    source: str = ""
    """The collection that it comes from."""


def read(path: Path) -> Iterator[Recording]:
    """Yield the conversations of a file in its order; raises FormatError with file and line."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
                if row["type"] == "conv":
                    yield _recording(row)
            except (ValueError, KeyError, TypeError) as error:
                raise FormatError(f"{path}:{number}: not a line of a desks file: {error!r}") from error


def _recording(row: dict[str, Any]) -> Recording:
    turns = tuple(Turn(role == "a", text) for role, text in row["turns"])
    return Recording(row["id"], row.get("topic", ""), row.get("profile", {}), turns, row.get("source", ""))
