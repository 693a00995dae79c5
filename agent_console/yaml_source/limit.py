"""How much one file may hold."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may hold."""

    size: int
    """Bytes of UTF-8."""
    depth: int = 40
    """Lists and mappings inside each other."""
    values: int = 500_000
    """Scalars, lists and mappings with every alias written out."""


CONFIG_LIMITS = Limits(size=256 * 1024, values=20_000)
SNIPPET_LIMITS = Limits(size=8 * 1024 * 1024)
