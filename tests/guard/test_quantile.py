"""Limits that follow the console's own sends."""

from collections.abc import Iterable
from datetime import UTC, datetime
from math import inf, nan
from random import Random

import pytest

from agent_console.domain.audit import AuditLine, Outcome
from agent_console.domain.chat import ClientId, ConversationId
from agent_console.guard.learning.quantile import Budget, Trail
from agent_console.guard.limit import Limits

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def line(
    number: int, score: float, outcome: Outcome = Outcome.SENT, model: str = "one", conversation: str = "ana"
) -> AuditLine:
    draft = ClientId(f"draft-{number}")
    return AuditLine(
        AT, outcome, draft, ConversationId(conversation), score=score, features=(score,), model=model
    )


def told(scores: Iterable[float], window: int = 10_000) -> Trail:
    trail = Trail("one", Budget(), window)
    trail.add(*(line(number, score) for number, score in enumerate(scores)))
    return trail


def test_at_the_start_only_rules_count() -> None:
    assert told(range(499)).limits == Limits(inf, inf)


def test_after_500_sends_the_highest_scores_are_delayed_and_nothing_is_stopped() -> None:
    limits = told(range(500)).limits
    assert limits.interrupt == inf
    assert sum(score > limits.delay for score in range(500)) == 1


def test_after_5000_sends_the_very_highest_are_stopped() -> None:
    assert told(range(4_999)).limits.interrupt == inf
    limits = told(range(5_000)).limits
    assert sum(score > limits.interrupt for score in range(5_000)) == 4
    assert sum(score > limits.delay for score in range(5_000)) == 24


def test_a_budget_of_nothing_never_acts() -> None:
    trail = Trail("one", Budget(0.0, 0.0))
    trail.add(*(line(number, number) for number in range(5_000)))
    assert trail.limits == Limits(inf, inf)


@pytest.mark.parametrize("sends", [500, 2_000])
def test_further_sends_of_the_same_kind_stay_within_the_budget(sends: int) -> None:
    chance = Random(7)
    rates = []
    for _ in range(30):
        limit = told(chance.random() for _ in range(sends)).limits.delay
        rates.append(sum(chance.random() > limit for _ in range(2_000)) / 2_000)
    assert 0.003 < sum(rates) / len(rates) < 0.006


def test_what_was_stopped_or_delayed_counts_so_that_alarms_do_not_breed_alarms() -> None:
    trail = told(range(600))
    before = trail.limits.delay
    trail.add(*(line(1_000 + number, 700.0, Outcome.HELD) for number in range(3)))
    assert trail.limits.delay > before


def test_one_reply_counts_once_with_its_highest_score() -> None:
    trail = told(range(500))
    trail.add(line(0, 900.0, Outcome.HELD), line(0, 1.0), line(0, 2.0, Outcome.OVERRIDDEN))
    assert len(trail) == 500
    assert trail.limits.delay == 499


def test_replies_that_were_in_the_wrong_pane_do_not_raise_the_limit() -> None:
    trail = told(range(600))
    before = trail.limits
    for number in range(1_000, 1_020):
        trail.add(line(number, 900.0, Outcome.HELD), line(number, 0.0, Outcome.MOVED))
    assert (len(trail), trail.limits) == (600, before)


def test_where_a_moved_reply_was_sent_then_counts() -> None:
    trail = Trail("one", Budget())
    trail.add(line(1, 9.0, Outcome.HELD), line(1, 9.0, Outcome.MOVED), line(1, 0.5, conversation="bo"))
    assert len(trail) == 1


def test_scores_of_other_models_and_of_none_are_not_compared() -> None:
    trail = Trail("one", Budget())
    trail.add(line(1, 1.0, model="two"), line(2, 1.0, model=""))
    trail.add(AuditLine(AT, Outcome.SENT, ClientId("file"), ConversationId("ana"), model="one"))
    assert len(trail) == 0


def test_only_the_last_sends_count() -> None:
    trail = told([*range(1_000, 2_000), *range(600)], window=600)
    assert len(trail) == 600
    assert trail.limits.delay < 600


def test_a_score_that_is_no_number_does_not_count() -> None:
    assert len(told([1.0, nan, inf, 2.0])) == 2
