"""Figures of the guard's benchmark: how many right sends raise an alarm, how many wrong ones are caught."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from agent_console.guard.learning.balance import Share

RATES: Final = (0.001, 0.005)
"""The shares of right sends that may raise an alarm."""
RULE: Final = 1_000.0
"""What a rule's finding adds to a score: more than any score of the model."""

Report = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """One draft, as it was sent and as it would have been sent in the wrong conversation."""

    identifying: bool
    generic: bool
    natural: bool
    """Not edited to name somebody or something."""
    calibrating: bool
    """Whether it only helps to find the limits."""
    right: float
    wrong: float
    named: bool
    """Whether the right conversation was named when it was in the wrong one."""


SLICES: Final[dict[str, Callable[[Case], bool]]] = {
    "all": lambda case: True,
    "identifying": lambda case: case.identifying,
    "generic": lambda case: case.generic,
    "natural": lambda case: case.natural,
}


def report(cases: Sequence[Case]) -> Report:
    """Return alarms and catches of the rules, and of the model at each of RATES."""
    own = [case for case in cases if case.calibrating] or cases
    judged = [case for case in cases if not case.calibrating]
    scores = sorted((case.right for case in own), reverse=True)
    limits = {"rules": RULE / 2} | {str(rate): min(RULE / 2, scores[int(rate * len(own))]) for rate in RATES}
    named = Share(sum(case.named for case in judged), len(judged))
    return {
        "sends": len(judged),
        "right_pane_named": _shown(named),
        **{name: _at(judged, limit) for name, limit in limits.items()},
    }


def _at(cases: Sequence[Case], limit: float) -> Report:
    caught = {
        f"recall_{name}": _shown(_over([case.wrong for case in cases if chosen(case)], limit))
        for name, chosen in SLICES.items()
    }
    return {"alarm_rate": _shown(_over([case.right for case in cases], limit)), **caught}


def _over(scores: Sequence[float], limit: float) -> Share:
    return Share(sum(score > limit for score in scores), len(scores))


def _shown(share: Share) -> Report:
    """Return a share with its interval."""
    low, high = share.interval
    return {"rate": share.rate, "at_least": low, "at_most": high}
