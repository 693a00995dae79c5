"""Fits the guard's last step to a console's own sends, and says whether that ranks them surely better."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from agent_console.domain.chat import ConversationId
from agent_console.guard.learning.history import Example
from agent_console.guard.model.figure import Array
from agent_console.guard.model.fitting import Line, fit_suspicion

FEWEST_SENDS: Final = 200
"""Right sends without which nothing can be told."""
FEWEST_CONVERSATIONS: Final = 40
HELD_OUT: Final = 0.3
"""The share of conversations, the last ones, that the weights are judged by and not fitted to."""
RIDGES: Final = (3.0, 10.0, 30.0, 100.0, 300.0)
"""How strongly weights are drawn to those in use, from loosely to hardly changing at all."""
FOLDS: Final = 4
RESAMPLES: Final = 1_000
SURE: Final = 0.95
"""The share of resamples that must rank better with the new weights."""
ALARMS: Final = 0.02
"""At which share of alarms catches are compared: of a few hundred sends, a smaller share is chance."""
STEPS: Final = len(RIDGES) * FOLDS + 1 + RESAMPLES // 100
"""How often `retrain` tells that it has come further."""

Ids = NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class Ranking:
    """How well weights tell right sends from wrong ones."""

    area: float
    """How often a wrong send has a higher score than a right one: the area under the ROC curve."""
    caught: float
    """The share of wrong sends above all but `ALARMS` of the right ones."""


@dataclass(frozen=True, slots=True)
class Retraining:
    """What came of a fit, judged by sends that it was not fitted to."""

    line: Line
    """Fitted to all sends; use them only where they are `better`."""
    right: int
    wrong: int
    conversations: int
    held_out: int
    """Conversations that both weights were judged by."""
    before: Ranking
    after: Ranking
    sureness: float
    """The share of resamples of those conversations that the new weights rank better."""

    @property
    def better(self) -> bool:
        """Whether the new weights are surely better, and catch no less."""
        return self.sureness >= SURE and self.after.caught >= self.before.caught


@dataclass(frozen=True, slots=True)
class Shortage:
    """There is too little history to learn from."""

    sends: int
    conversations: int


class Sample:
    """Examples as arrays."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self.figures: Array = np.array([example.features for example in examples], np.float64)
        self.wrong = np.array([example.wrong for example in examples])
        self.conversations: Ids = np.array([example.conversation for example in examples])

    def fitted(self, ridge: float, prior: Line) -> Line:
        """Return weights that follow these examples and don't go far from the prior."""
        return fit_suspicion(self.figures, self.wrong.astype(np.float64), ridge, prior)

    def loss(self, weights: Line) -> float:
        """Return how badly weights foretell which are wrong: the mean logarithmic loss."""
        signed = np.where(self.wrong, 1.0, -1.0) * weights.score(self.figures)
        return float(np.logaddexp(0.0, -signed).mean())

    def ranking(self, weights: Line) -> Ranking:
        """Return how well weights rank these examples."""
        scores = weights.score(self.figures)
        right, wrong = np.sort(scores[~self.wrong]), scores[self.wrong]
        below, up_to = (np.searchsorted(right, wrong, side) for side in ("left", "right"))
        limit = right[-1 - int(ALARMS * len(right))]
        return Ranking(float((below + up_to).mean() / 2 / len(right)), float((wrong > limit).mean()))


def retrain(
    examples: Sequence[Example], in_use: Line, advanced: Callable[[], None] = lambda: None
) -> Retraining | Shortage:
    """Fit weights to examples, oldest first, starting from those in use; `advanced` is called `STEPS` times.

    What is kept for judging are the last conversations, whole ones: sends of one are alike.
    """
    conversations = list(dict.fromkeys(example.conversation for example in examples))
    right = sum(not example.wrong for example in examples)
    last = conversations[-max(1, int(HELD_OUT * len(conversations))) :]
    learnt, judged = _parted(examples, last)
    both = {example.wrong for example in judged} == {True, False}
    if right < FEWEST_SENDS or len(conversations) < FEWEST_CONVERSATIONS or not both:
        return Shortage(right, len(conversations))
    ridge = _best_ridge(learnt, conversations[: -len(last)], in_use, advanced)
    candidate = Sample(learnt).fitted(ridge, in_use)
    advanced()
    held_out = Sample(judged)
    return Retraining(
        Sample(examples).fitted(ridge, in_use),
        right,
        len(examples) - right,
        len(conversations),
        len(last),
        held_out.ranking(in_use),
        held_out.ranking(candidate),
        _sureness(held_out, in_use, candidate, advanced),
    )


def _parted(
    examples: Iterable[Example], chosen: Sequence[ConversationId]
) -> tuple[list[Example], list[Example]]:
    """Return the examples of all other conversations, and those of the chosen ones."""
    rest: list[Example] = []
    found: list[Example] = []
    wanted = frozenset(chosen)
    for example in examples:
        (found if example.conversation in wanted else rest).append(example)
    return rest, found


def _best_ridge(
    examples: Sequence[Example],
    conversations: Sequence[ConversationId],
    prior: Line,
    advanced: Callable[[], None],
) -> float:
    """Return the ridge that foretells best what it was not fitted to, over several parts."""
    parts = [_parted(examples, conversations[fold::FOLDS]) for fold in range(FOLDS)]
    samples = [(Sample(learnt), Sample(judged)) for learnt, judged in parts]
    losses = []
    for ridge in RIDGES:
        total = 0.0
        for learnt, judged in samples:
            total += judged.loss(learnt.fitted(ridge, prior)) * len(judged.wrong)
            advanced()
        losses.append(total)
    return RIDGES[int(np.argmin(losses))]


def _sureness(sample: Sample, old: Line, new: Line, advanced: Callable[[], None]) -> float:
    """Return the share of bootstrap resamples of conversations in which the new weights rank better."""
    gains = _gains(sample, old, new)
    chance = np.random.default_rng(1)
    better = 0
    for number in range(1, RESAMPLES + 1):
        drawn = np.bincount(chance.integers(len(gains), size=len(gains)), minlength=len(gains))
        better += int(drawn @ gains @ drawn > 0)
        if number % 100 == 0:
            advanced()
    return better / RESAMPLES


def _gains(sample: Sample, old: Line, new: Line) -> Array:
    """Return how many more pairs of a wrong and a right send are in order with the new weights.

    One row for each conversation of the wrong ones, one column for each of the right ones.
    """
    names, places = np.unique(sample.conversations, return_inverse=True)
    gains = np.zeros((len(names), len(names)))
    scores = old.score(sample.figures), new.score(sample.figures)
    right = np.flatnonzero(~sample.wrong)
    for one in np.flatnonzero(sample.wrong):
        before, after = (np.sign(score[one] - score[right]) for score in scores)
        gains[places[one]] += np.bincount(places[right], after - before, len(names))
    return gains
