"""What an operator decides about files."""

from dataclasses import dataclass
from datetime import timedelta

from agent_console.hub.files.kind import SAFE_KINDS, Kind

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class FileSettings:
    """What files the hub takes, and how many; sizes are in bytes."""

    kinds: frozenset[Kind] = SAFE_KINDS
    largest: int = 10 * MEBIBYTE
    daily: int = 100 * MEBIBYTE
    """What one customer or agent may send within any 24 hours."""
    total: int = 20 * 1024 * MEBIBYTE
    """What the hub keeps of all together."""
    reserve: int = 256 * MEBIBYTE
    """What stays free on the disk for messages, which no file may push out."""
    underway: int = 4
    """Files of one customer or agent that may be on their way at the same time."""
    patience: timedelta = timedelta(hours=24)
    """How long a file may stay unfinished, or without a message that it goes with."""
