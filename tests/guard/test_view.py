"""Which turns each view of a dialogue holds, and what tells where the dialogue stands."""

import numpy as np
import pytest

from agent_console.guard.encoder.view import (
    ALL_CUSTOMER,
    LAST_AGENT,
    LAST_BUT_ONE,
    LAST_CUSTOMER,
    RECENT_AGENT,
    RECENT_CUSTOMER,
    STATES,
    VIEWS,
    state,
    views,
)

C, A = True, False


def test_each_view_holds_its_side_and_no_other_turn() -> None:
    turns = [C, A, C, A, A]
    seen = views(turns)
    assert np.flatnonzero(seen[LAST_CUSTOMER]).tolist() == [2]
    assert np.flatnonzero(seen[LAST_AGENT]).tolist() == [4]
    assert np.flatnonzero(seen[LAST_BUT_ONE]).tolist() == [3]
    for view in (RECENT_CUSTOMER, ALL_CUSTOMER):
        assert np.flatnonzero(seen[view]).tolist() == [0, 2]
    assert np.flatnonzero(seen[RECENT_AGENT]).tolist() == [1, 3, 4]


def test_newer_turns_count_more_where_a_view_is_of_recent_ones() -> None:
    weights = views([C, C, C])[RECENT_CUSTOMER]
    assert weights[0] < weights[1] < weights[2]
    assert np.linalg.norm(weights) == pytest.approx(1)


def test_nothing_said_is_seen_as_nothing() -> None:
    assert views([]).shape == (VIEWS, 0)
    assert state([]).shape == (STATES,)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([C], [A]),
        ([C, A], [C, A, A]),
        ([C, A, C], [C, A, C, A, C, A, C]),
    ],
)
def test_who_spoke_last_how_long_and_how_far_it_is_are_told_apart(one: list[bool], other: list[bool]) -> None:
    assert not np.array_equal(state(one), state(other))


def test_a_long_dialogue_is_as_far_as_one_can_be() -> None:
    assert np.array_equal(state([C, A] * 20), state([C, A] * 200))
