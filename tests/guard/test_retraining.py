"""What is learnt from a console's own sends, and when it is taken for better."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from agent_console.domain.chat import ConversationId
from agent_console.guard.learning.history import Example
from agent_console.guard.learning.retraining import (
    STEPS,
    Ranking,
    Retraining,
    Scores,
    Send,
    Shortage,
    retrain,
)
from agent_console.guard.model.choice import Choice
from agent_console.guard.model.feature import FEATURES
from agent_console.guard.model.fitting import Line
from agent_console.guard.model.judgement import Judgement
from agent_console.guard.model.sign import SIGNS

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
FIGURES, OPEN = len(FEATURES), 4
FIRST, SECOND = FEATURES.index("last_customer"), FEATURES.index("repeats")


def judgement(first: float = 1.0, second: float = 1.0) -> Judgement:
    """Return one that goes by two figures, each trusted that much."""
    line, slope = np.zeros(FIGURES), np.zeros(len(SIGNS))
    line[[FIRST, SECOND]] = first, second
    slope[SIGNS.index("outdone")] = 1.0
    units = 3
    hidden = np.random.default_rng(5).normal(size=(FIGURES, units)) / 9
    choice = Choice(np.zeros(FIGURES), np.ones(FIGURES), line, hidden, np.zeros(units), np.zeros(units))
    return Judgement(choice, Line(slope, 0.0))


FAIR = judgement()


def day(conversations: int, first: float, second: float, sends: int = 4) -> list[Example]:
    """Return right sends, whose own conversation has figures that are higher by that much."""
    chance = np.random.default_rng(3)

    def told() -> Iterator[Example]:
        for number in range(conversations):
            for _ in range(sends):
                rows = np.zeros((OPEN, FIGURES))
                rows[:, [FIRST, SECOND]] = chance.normal(size=(OPEN, 2))
                rows[0, [FIRST, SECOND]] += first, second
                at = AT + timedelta(minutes=number)
                yield Example(tuple(rows.ravel().tolist()), False, ConversationId(f"{number}"), at)

    return list(told())


def outcome(examples: list[Example], in_use: Judgement = FAIR) -> Retraining:
    found = retrain(examples, in_use)
    assert isinstance(found, Retraining)
    return found


def test_where_one_figure_tells_everything_it_is_trusted_more() -> None:
    found = outcome(day(120, first=2.0, second=0.0))
    assert found.better
    assert found.after.area > found.before.area + 0.03
    line = found.judgement.choice.line
    assert line[FIRST] - line[SECOND] > 0.2


def test_what_is_as_good_already_is_not_called_better() -> None:
    found = outcome(day(120, first=1.5, second=1.5))
    assert not found.better
    assert found.after.area == pytest.approx(found.before.area, abs=0.02)


def test_what_catches_fewer_is_not_called_better() -> None:
    before, after = Ranking(area=0.90, caught=0.50), Ranking(area=0.95, caught=0.49)
    assert not Retraining(FAIR, (), AT, 0, 60, before, after, sureness=1.0).better
    assert Retraining(FAIR, (), AT, 0, 60, before, Ranking(0.95, 0.50), sureness=1.0).better


def test_what_judges_a_conversation_was_not_learnt_from_it() -> None:
    # Every conversation has a figure of its own that tells all, and nothing of the others.
    chance, examples = np.random.default_rng(4), day(60, first=0.0, second=0.0)
    own = [figure for figure in range(FIGURES) if figure not in (FIRST, SECOND)]
    told = []
    for one in examples:
        rows = np.reshape(one.features, (OPEN, FIGURES)).copy()
        rows[0, own[int(one.conversation) % len(own)]] += 5 * chance.choice([-1, 1])
        told.append(Example(tuple(rows.ravel().tolist()), False, one.conversation, one.at))
    assert not outcome(told).better


def test_noise_is_hardly_ever_called_better() -> None:
    assert not outcome(day(120, first=0.0, second=0.0)).better


def test_its_scores_are_of_weights_that_have_not_seen_the_conversation() -> None:
    examples = day(80, first=1.0, second=0.0)
    found = outcome(examples)
    rows = [np.reshape(one.features, (OPEN, FIGURES)) for one in examples]
    fitted = np.array([found.judgement.score(one) for one in rows])
    assert len(found.scores) == len(examples)
    assert np.corrcoef(found.scores, fitted)[0, 1] > 0.9, "in the order of the examples"
    assert np.mean(found.scores) > fitted.mean(), "what was learnt from looks better than it is"
    assert found.until == examples[-1].at


def test_a_reply_in_the_wrong_pane_is_learnt_from() -> None:
    examples = day(60, first=2.0, second=0.0)
    strays = [
        Example(tuple(np.reshape(one.features, (OPEN, FIGURES))[::-1].ravel().tolist()), True, *rest)
        for one in examples[:40]
        for rest in [(one.conversation, one.at)]
    ]
    found = outcome([*examples, *strays])
    assert (found.right, found.wrong) == (240, 40)


@pytest.mark.parametrize(("conversations", "sends"), [(39, 20), (45, 4)])
def test_too_little_history_is_said(conversations: int, sends: int) -> None:
    found = retrain(day(conversations, 2.0, 0.0, sends), FAIR)
    assert found == Shortage(conversations * sends, conversations)


def test_what_is_damaged_is_left_out() -> None:
    examples = day(60, 2.0, 0.0)
    cut = Example(examples[0].features[:-1], False, examples[0].conversation, AT)
    assert outcome([cut, *examples]).right == len(examples)


def test_progress_is_told_to_the_end() -> None:
    steps: list[None] = []
    retrain(day(60, 2.0, 0.0), FAIR, lambda: steps.append(None))
    assert len(steps) == STEPS


def test_a_ranking_counts_pairs_and_what_stands_above_nearly_all_right_ones() -> None:
    def send(here: float, there: float, wrong: bool) -> Send:
        rows = np.zeros((2, FIGURES))
        rows[:, FIRST] = here, there
        return Send(rows, wrong, ConversationId("c"))

    # The score grows with what the other conversation has beyond this one.
    right = [send(0.0, -step / 100, wrong=False) for step in range(100)]
    sends = [*right, send(0.0, -0.005, wrong=True), send(0.0, -0.495, wrong=True)]
    scores = Scores((one, FAIR) for one in sends)
    assert len(scores.wrong) == 102, "each right one is a wrong one in the other conversation"
    own = scores.wrong[-2:]
    assert [(scores.right < one).mean() for one in own] == [0.99, 0.5]
    assert scores.ranking.caught == pytest.approx(101 / 102)
