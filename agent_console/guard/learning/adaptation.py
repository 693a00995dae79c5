"""Weights that were fitted to a console's own sends, as text for a file."""

import json
from dataclasses import dataclass
from datetime import datetime
from math import isfinite
from typing import Any

import numpy as np

from agent_console.guard.model.fitting import Line


class AdaptationError(Exception):
    """A file of such weights is damaged; the message is for a person."""


@dataclass(frozen=True, slots=True)
class Adaptation:
    """The weights, what their figures mean, and what they were fitted to."""

    basis: str
    """The part of a model's version that says what its features mean."""
    line: Line
    sends: int
    """How many right sends they were fitted to."""
    made_at: datetime

    @property
    def text(self) -> str:
        """The adaptation as `read` takes it."""
        document = {
            "basis": self.basis,
            "slope": self.line.slope.tolist(),
            "offset": self.line.offset,
            "sends": self.sends,
            "made_at": self.made_at.isoformat(),
        }
        return f"{json.dumps(document, indent=1)}\n"


def read(text: str) -> Adaptation:
    """Return the adaptation that a text holds; raises AdaptationError."""
    try:
        found: dict[str, Any] = json.loads(text)
        slope = np.array(found["slope"], np.float64)
        line = Line(slope, float(found["offset"]))
        made_at = datetime.fromisoformat(found["made_at"])
        adaptation = Adaptation(str(found["basis"]), line, int(found["sends"]), made_at)
    except (ValueError, KeyError, TypeError, OverflowError) as error:
        raise AdaptationError(f"is damaged ({type(error).__name__}: {error})") from error
    if slope.ndim != 1 or not (np.isfinite(slope).all() and isfinite(line.offset)):
        raise AdaptationError("is damaged: its weights are no list of numbers")
    return adaptation
