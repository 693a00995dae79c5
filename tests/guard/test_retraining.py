"""What is learnt from a console's own sends, and when it is taken for better."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from agent_console.domain.chat import ConversationId
from agent_console.guard.learning.history import Example
from agent_console.guard.learning.retraining import STEPS, Ranking, Retraining, Sample, Shortage, retrain
from agent_console.guard.model.fitting import Line

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
FAIR = Line(np.array([1.0, 1.0]), 0.0)
"""Line that trust both figures the same."""


def day(conversations: int, first: float, second: float, sends: int = 4) -> list[Example]:
    """Return right sends and as many wrong ones; the figures of wrong ones are higher by that much."""
    chance = np.random.default_rng(3)

    def told() -> Iterator[Example]:
        for number in range(conversations):
            for _ in range(sends):
                for wrong in (False, True):
                    figures = chance.normal(size=2) + np.array([first, second]) * wrong
                    at = AT + timedelta(minutes=number)
                    yield Example(tuple(figures), wrong, ConversationId(f"{number}"), at)

    return list(told())


def outcome(examples: list[Example], weights: Line = FAIR) -> Retraining:
    found = retrain(examples, weights)
    assert isinstance(found, Retraining)
    return found


def test_where_one_figure_tells_everything_it_is_trusted_more() -> None:
    found = outcome(day(120, first=2.0, second=0.0))
    assert found.better
    assert found.after.area > found.before.area + 0.03
    assert abs(found.line.slope[0]) > 4 * abs(found.line.slope[1])


def test_what_is_as_good_already_is_not_called_better() -> None:
    found = outcome(day(120, first=1.5, second=1.5))
    assert not found.better
    assert found.after.area == pytest.approx(found.before.area, abs=0.02)


def test_what_has_everything_in_order_already_is_not_called_better() -> None:
    found = outcome(day(60, first=50.0, second=50.0))
    assert (found.before.area, found.sureness) == (1.0, 0.0)


def test_what_catches_fewer_is_not_called_better() -> None:
    before, after = Ranking(area=0.90, caught=0.50), Ranking(area=0.95, caught=0.49)
    assert not Retraining(FAIR, 300, 300, 60, 18, before, after, sureness=1.0).better
    assert Retraining(FAIR, 300, 300, 60, 18, before, Ranking(0.95, 0.50), sureness=1.0).better


def test_what_judges_was_not_learnt_from() -> None:
    learnt, judged = day(70, first=2.0, second=0.0), day(30, first=0.0, second=6.0)
    last = [
        Example(one.features, one.wrong, ConversationId(f"last {one.conversation}"), one.at + timedelta(1))
        for one in judged
    ]
    found = outcome([*learnt, *last])
    assert found.after.area < found.before.area - 0.05


def test_noise_is_not_called_better() -> None:
    assert not outcome(day(120, first=0.0, second=0.0)).better


def test_whole_conversations_are_kept_for_judging_and_are_the_last_ones() -> None:
    examples = day(100, first=2.0, second=0.0)
    turned = [
        Example((one.features[1], one.features[0]), one.wrong, one.conversation, one.at)
        for one in examples[-30 * 8 :]
    ]
    found = outcome([*examples[: -30 * 8], *turned])
    assert (found.conversations, found.held_out, found.right, found.wrong) == (100, 30, 400, 400)
    assert found.after.area < found.before.area, "what was learnt does not hold for the last conversations"
    assert not found.better


@pytest.mark.parametrize(("conversations", "sends"), [(39, 20), (45, 4)])
def test_too_little_history_is_said(conversations: int, sends: int) -> None:
    found = retrain(day(conversations, 2.0, 0.0, sends), FAIR)
    assert found == Shortage(conversations * sends, conversations)


def test_progress_is_told_to_the_end() -> None:
    steps: list[None] = []
    retrain(day(60, 2.0, 0.0), FAIR, lambda: steps.append(None))
    assert len(steps) == STEPS


def test_a_ranking_counts_pairs_and_what_stands_above_nearly_all_right_ones() -> None:
    examples = [Example((float(figure),), False, ConversationId("c"), AT) for figure in range(200)]
    examples += [Example((figure,), True, ConversationId("c"), AT) for figure in (198.5, 150.0, 99.5, 500.0)]
    ranking = Sample(examples).ranking(Line(np.array([1.0]), 0.0))
    assert ranking == Ranking((199 + 150.5 + 100 + 200) / 800, 0.5)
