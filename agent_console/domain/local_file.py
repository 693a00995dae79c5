"""Files on the agent's own machine, to be sent to a customer."""

from collections.abc import AsyncIterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PathOffer:
    """One way in which a path that is being typed can go on."""

    path: str
    """The whole path, as it would be typed; a folder's ends with a slash."""
    size: int = 0
    """Bytes; 0 for a folder."""
    folder: bool = False


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file that can be read."""

    name: str
    size: int
    content: AsyncIterator[bytes]
    """To be read once; raises OSError where the disk does."""
