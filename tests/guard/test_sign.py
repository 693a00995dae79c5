"""What speaks against a conversation, from the figures of all."""

import numpy as np
import pytest

from agent_console.guard.model.feature import FEATURES
from agent_console.guard.model.sign import SIGNS, signs


def named(fits: list[float], target: int) -> dict[str, float]:
    """Return the signs against a target; each figure of a conversation is ten times its place."""
    rows = np.repeat(10.0 * np.arange(len(fits))[:, None], len(FEATURES), axis=1)
    return dict(zip(SIGNS, signs(rows, np.array(fits), target).tolist(), strict=True))


def test_the_best_of_the_others_is_compared_with_the_target() -> None:
    found = named([1.0, 0.5, 1.25], target=1)
    assert (found["fit"], found["best_fit"]) == (0.5, 1.25)
    assert found["outdone"] == pytest.approx(0.75, abs=0.01)
    assert found["outdone_by_all"] == pytest.approx(np.log(np.exp(1.0) + np.exp(1.25)) - 0.5, abs=0.03)
    assert found["open_conversations"] == pytest.approx(np.log(3))


def test_figures_of_the_best_other_are_those_beyond_the_targets() -> None:
    found = named([1.0, 0.5, 1.25], target=1)
    assert {found[f"here_{name}"] for name in FEATURES} == {10}
    assert {found[f"there_{name}"] for name in FEATURES} == {20 - 10}


def test_the_target_is_never_its_own_rival() -> None:
    found = named([9.0, 0.5], target=0)
    assert (found["fit"], found["best_fit"]) == (9.0, 0.5)
    assert found["outdone"] < 0


def test_a_margin_levels_off() -> None:
    assert 5.9 < named([0.0, 500.0], target=0)["outdone"] <= 6
    assert -6 <= named([500.0, 0.0], target=0)["outdone_by_all"] < -5.9
