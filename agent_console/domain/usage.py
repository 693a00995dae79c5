"""How often a canned response has been used, and when last."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Usage:
    """The use of one canned response by this agent."""

    count: int
    last: datetime
    """Aware, UTC."""
