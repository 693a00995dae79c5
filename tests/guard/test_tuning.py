"""Weights that follow what a console's own sends show."""

import numpy as np
import pytest

from agent_console.guard.learning.tuning import LEARNT, slopes, softmax, tuned
from agent_console.guard.model.choice import Choice

FIGURES, UNITS = 4, 3
CHANCE = np.random.default_rng(11)


def choice() -> Choice:
    hidden = np.random.default_rng(2).normal(size=(FIGURES, UNITS))
    weights = np.zeros(FIGURES), hidden, np.zeros(UNITS), np.full(UNITS, 0.1)
    return Choice(np.zeros(FIGURES), np.ones(FIGURES), *weights)


def sends(number: int, telling: float, sizes: tuple[int, ...] = (2, 5, 8)) -> list[np.ndarray]:
    """Return rows of figures, of which the first says by so much which conversation is the right one."""
    found = [CHANCE.normal(size=(sizes[place % len(sizes)], FIGURES)) for place in range(number)]
    for rows in found:
        rows[0, 0] += telling
    return found


def hits(weights: Choice, told: list[np.ndarray]) -> float:
    return float(np.mean([weights.fits(rows).argmax() == 0 for rows in told]))


def test_it_picks_the_right_conversation_more_often_on_desks_of_any_size() -> None:
    before = choice()
    after, judged = tuned(before, sends(300, telling=2.0)), sends(300, telling=2.0)
    assert hits(after, judged) > hits(before, judged) + 0.2


def test_sends_that_say_nothing_change_little() -> None:
    before = choice()
    after = tuned(before, sends(300, telling=0.0))
    assert np.abs(after.line - before.line).max() < 0.15


def test_the_same_sends_give_the_same_weights_and_the_old_ones_stay() -> None:
    before, told = choice(), sends(40, telling=1.0)
    one, other = tuned(before, told), tuned(before, told)
    for name in LEARNT:
        assert np.array_equal(getattr(one, name), getattr(other, name))
        assert np.array_equal(getattr(before, name), getattr(choice(), name))


@pytest.mark.parametrize("name", LEARNT)
def test_a_slope_is_what_a_small_change_does(name: str) -> None:
    weights = {part: getattr(choice(), part).astype(np.float64) for part in LEARNT}
    cases = np.stack(sends(6, telling=1.0, sizes=(4,)))

    def surprise() -> float:
        hidden = np.tanh(cases @ weights["hidden"] + weights["bias"])
        share = softmax(cases @ weights["line"] + hidden @ weights["out"])
        return float(-np.log(share[:, 0]).mean())

    slope = slopes(weights, cases)[name]
    for place in np.ndindex(slope.shape):
        kept = weights[name][place]
        weights[name][place] = kept + 1e-5
        above = surprise()
        weights[name][place] = kept - 1e-5
        below = surprise()
        weights[name][place] = kept
        assert slope[place] == pytest.approx((above - below) / 2e-5, abs=1e-6)
