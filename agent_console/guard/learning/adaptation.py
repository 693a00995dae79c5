"""Weights that were fitted to a console's own sends, as text for a file."""

import json
from dataclasses import dataclass, fields
from datetime import datetime
from math import isfinite
from typing import Any

import numpy as np

from agent_console.guard.model.choice import Choice
from agent_console.guard.model.fitting import Line
from agent_console.guard.model.judgement import Judgement

DIGITS = 6
"""Decimals of a weight that are kept."""


class AdaptationError(Exception):
    """A file of such weights is damaged; the message is for a person."""


@dataclass(frozen=True, slots=True)
class Adaptation:
    """The weights, what their figures mean, and what they were fitted to."""

    basis: str
    """The part of a model's version that says what its features mean."""
    judgement: Judgement
    scores: tuple[float, ...]
    """Of the right sends that they were fitted to, oldest first, by weights fitted without each."""
    until: datetime
    """When the last of those sends was."""
    made_at: datetime

    @property
    def text(self) -> str:
        """The adaptation as `read` takes it."""
        line = self.judgement.suspicion
        document = {
            "basis": self.basis,
            "choice": {part.name: _rounded(self.judgement.choice, part.name) for part in fields(Choice)},
            "slope": line.slope.round(DIGITS).tolist(),
            "offset": round(line.offset, DIGITS),
            "scores": [round(score, DIGITS) for score in self.scores],
            "until": self.until.isoformat(),
            "made_at": self.made_at.isoformat(),
        }
        return f"{json.dumps(document)}\n"


def _rounded(choice: Choice, part: str) -> list[Any]:
    weights: list[Any] = getattr(choice, part).round(DIGITS).tolist()
    return weights


def read(text: str) -> Adaptation:
    """Return the adaptation that a text holds; raises AdaptationError."""
    try:
        adaptation = _read(json.loads(text))
    except (ValueError, KeyError, TypeError, OverflowError) as error:
        raise AdaptationError(f"is damaged ({type(error).__name__}: {error})") from error
    judgement = adaptation.judgement
    weights = [getattr(judgement.choice, part.name) for part in fields(Choice)]
    numbers = (*weights, judgement.suspicion.slope, np.array(adaptation.scores))
    if not (all(np.isfinite(each).all() for each in numbers) and isfinite(judgement.suspicion.offset)):
        raise AdaptationError("is damaged: its weights are no list of numbers")
    if not judgement.fitting:
        raise AdaptationError("is damaged: its weights are not as many as they have to be")
    return adaptation


def _read(found: dict[str, Any]) -> Adaptation:
    choice = Choice(
        **{part.name: np.array(found["choice"][part.name], np.float64) for part in fields(Choice)}
    )
    line = Line(np.array(found["slope"], np.float64), float(found["offset"]))
    return Adaptation(
        str(found["basis"]),
        Judgement(choice, line),
        tuple(map(float, found["scores"])),
        datetime.fromisoformat(found["until"]),
        datetime.fromisoformat(found["made_at"]),
    )
