"""Fits the guard's judgement to a console's own sends, and says whether that ranks them surely better."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray

from agent_console.domain.chat import ConversationId
from agent_console.guard.learning.history import Example
from agent_console.guard.learning.tuning import tuned
from agent_console.guard.model.figure import Array
from agent_console.guard.model.fitting import Line, fit_suspicion
from agent_console.guard.model.judgement import Judgement, table
from agent_console.guard.model.sign import SIGNS, SUMMARIES

FEWEST_SENDS: Final = 200
"""Right sends without which nothing can be told."""
FEWEST_CONVERSATIONS: Final = 40
FOLDS: Final = 10
"""In how many parts conversations are judged, each by weights that were fitted to the others."""
RESAMPLES: Final = 1_000
SURE: Final = 0.99
"""The share of resamples that must rank better with the new weights."""
ALARMS: Final = 0.02
"""At which share of alarms catches are compared: of a few hundred sends, a smaller share is chance."""
STEPS: Final = FOLDS + 1 + RESAMPLES // 100
"""How often `retrain` tells that it has come further."""
RIDGES: Final = np.where(np.arange(len(SIGNS)) < SUMMARIES, 10.0, 300.0)
"""How strongly the weight of each sign is drawn to what it was."""

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

    judgement: Judgement
    """Fitted to all sends; use it only where it is `better`."""
    scores: tuple[float, ...]
    """Of the right sends, in the order of the examples, by weights fitted to other conversations."""
    until: datetime
    """When the last of all sends was."""
    wrong: int
    """Sends that were seen to be in the wrong conversation."""
    conversations: int
    before: Ranking
    after: Ranking
    """That of weights that were fitted to other conversations, as `scores` are."""
    sureness: float
    """The share of resamples of the conversations that these rank better."""

    @property
    def right(self) -> int:
        """How many right sends it was fitted to."""
        return len(self.scores)

    @property
    def better(self) -> bool:
        """Whether the new weights are surely better, and catch no less."""
        return self.sureness >= SURE and self.after.caught >= self.before.caught


@dataclass(frozen=True, slots=True)
class Shortage:
    """There is too little history to learn from."""

    sends: int
    conversations: int


@dataclass(frozen=True, slots=True)
class Send:
    """An example as rows of figures."""

    rows: Array
    wrong: bool
    conversation: ConversationId


class Scores:
    """What weights make of sends: in their own conversations, and in each of the others that were open."""

    def __init__(self, sends: Iterable[tuple[Send, Judgement]]) -> None:
        """Look at sends, each with its weights; one that was in the wrong conversation counts as it was."""
        right: list[tuple[float, ConversationId]] = []
        wrong: list[tuple[float, ConversationId]] = []
        for send, judgement in sends:
            (wrong if send.wrong else right).append((judgement.score(send.rows), send.conversation))
            if not send.wrong:
                strays = range(1, len(send.rows))
                wrong += [(judgement.score(send.rows, place), send.conversation) for place in strays]
        self.right: Array = np.array([score for score, _ in right])
        self.wrong: Array = np.array([score for score, _ in wrong])
        self.of_right: Ids = np.array([conversation for _, conversation in right])
        """The conversations of `right`."""
        self.of_wrong: Ids = np.array([conversation for _, conversation in wrong])

    @property
    def ranking(self) -> Ranking:
        """How well they tell wrong from right."""
        right = np.sort(self.right)
        below, up_to = (np.searchsorted(right, self.wrong, side) for side in ("left", "right"))
        limit = right[-1 - int(ALARMS * len(right))]
        area = float((below + up_to).mean() / 2 / len(right))
        return Ranking(area, float((self.wrong > limit).mean()))


def retrain(
    examples: Sequence[Example], in_use: Judgement, advanced: Callable[[], None] = lambda: None
) -> Retraining | Shortage:
    """Fit weights to examples, starting from those in use; `advanced` is called `STEPS` times.

    Whole conversations are held out together: sends of one are alike.
    """
    sends = list(_read(examples))
    conversations = list(dict.fromkeys(send.conversation for send in sends))
    right = sum(not send.wrong for send in sends)
    if right < FEWEST_SENDS or len(conversations) < FEWEST_CONVERSATIONS:
        return Shortage(right, len(conversations))
    found = fitted(sends, in_use)
    advanced()
    judges = _judges(sends, conversations, in_use, advanced)
    before = Scores((send, in_use) for send in sends)
    after = Scores((send, judges[send.conversation]) for send in sends)
    return Retraining(
        found,
        tuple(after.right.tolist()),
        max(one.at for one in examples),
        len(sends) - right,
        len(conversations),
        before.ranking,
        after.ranking,
        _sureness(before, after, advanced),
    )


def _read(examples: Iterable[Example]) -> Iterator[Send]:
    """Yield examples as sends; one whose figures are damaged is left out."""
    for one in examples:
        with suppress(ValueError):
            yield Send(table(one.features), one.wrong, one.conversation)


def fitted(sends: Sequence[Send], in_use: Judgement) -> Judgement:
    """Return weights that follow these sends and don't go far from those in use."""
    choice = tuned(in_use.choice, [send.rows for send in sends if not send.wrong])
    return Judgement(choice, _suspicion(sends, Judgement(choice, in_use.suspicion)))


def _suspicion(sends: Sequence[Send], judgement: Judgement) -> Line:
    """Learn from each right send also how it would have looked in the others, together as much as itself."""
    figures, wrong, counts = [], [], []
    for send in sends:
        strays = range(0) if send.wrong else range(1, len(send.rows))
        figures += [judgement.signs(send.rows, place) for place in (0, *strays)]
        wrong += [float(send.wrong), *(1.0 for _ in strays)]
        counts += [1.0, *(1 / len(strays) for _ in strays)]
    return fit_suspicion(
        np.array(figures), np.array(wrong), RIDGES, judgement.suspicion, counts=np.array(counts)
    )


def _judges(
    sends: Sequence[Send],
    conversations: Sequence[ConversationId],
    in_use: Judgement,
    advanced: Callable[[], None],
) -> dict[ConversationId, Judgement]:
    """Return for each conversation weights that were fitted without it."""
    found: dict[ConversationId, Judgement] = {}
    for fold in range(FOLDS):
        held_out = frozenset(conversations[fold::FOLDS])
        judge = fitted([send for send in sends if send.conversation not in held_out], in_use)
        found |= dict.fromkeys(held_out, judge)
        advanced()
    return found


def _sureness(old: Scores, new: Scores, advanced: Callable[[], None]) -> float:
    """Return the share of bootstrap resamples of conversations in which the new weights rank better."""
    gains = _gains(old, new)
    chance = np.random.default_rng(1)
    better = 0
    for number in range(1, RESAMPLES + 1):
        drawn = np.bincount(chance.integers(len(gains), size=len(gains)), minlength=len(gains))
        better += int(drawn @ gains @ drawn > 0)
        if number % 100 == 0:
            advanced()
    return better / RESAMPLES


def _gains(old: Scores, new: Scores) -> Array:
    """Return how many more pairs of a wrong and a right send are in order with the new weights.

    One row for each conversation of the wrong ones, one column for each of the right ones.
    """
    names = np.unique(np.concatenate((old.of_right, old.of_wrong)))
    columns, rows = np.searchsorted(names, old.of_right), np.searchsorted(names, old.of_wrong)
    gains = np.zeros((len(names), len(names)))
    for place, (before, after) in enumerate(zip(old.wrong, new.wrong, strict=True)):
        moved = np.sign(after - new.right) - np.sign(before - old.right)
        gains[rows[place]] += np.bincount(columns, moved, len(names))
    return gains
