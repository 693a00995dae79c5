"""From how much suspicion on a reply is delayed, or stopped: set from the console's own sends."""

from dataclasses import dataclass
from math import inf


@dataclass(frozen=True, slots=True)
class Limits:
    """Scores above which the guard acts; by default it never does on a score alone."""

    interrupt: float = inf
    delay: float = inf
