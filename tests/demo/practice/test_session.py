"""Results of practices: one figure, and lines that can be read again."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from agent_console.demo.practice.score import Score
from agent_console.demo.practice.session import Session, encoded, sessions

AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
GOOD = Score(2, 4, 9, (5.0, 20.0, 30.0), 0, 0, 1, 1, (5, 4))


def session(*scores: Score) -> Session:
    return Session(AT, scores, saves=1)


def test_it_is_the_largest_crowd_up_to_which_all_were_served_well() -> None:
    four = replace(GOOD, crowd=4)
    slow = replace(GOOD, crowd=6, waits=(5.0, 200.0))
    assert session(GOOD, four, slow, replace(GOOD, crowd=8)).span(120) == 4
    assert session(slow).span(120) == 0


@pytest.mark.parametrize(
    "bad", [replace(GOOD, unanswered=1), replace(GOOD, astray=1), replace(GOOD, waits=())]
)
def test_a_crowd_with_somebody_left_waiting_or_a_stray_was_not(bad: Score) -> None:
    assert session(bad).span(120) == 0


def test_a_line_is_read_as_it_was_written() -> None:
    written = session(GOOD, replace(GOOD, crowd=3, ratings=()))
    assert sessions([encoded(written), encoded(written)]) == [written, written]


@pytest.mark.parametrize("line", ["", "{", "[]", '{"at": "2026-03-01"}'])
def test_another_line_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="line 2 tells of no practice"):
        sessions([encoded(session(GOOD)), line])


def test_all_crowds_together() -> None:
    both = session(GOOD, replace(GOOD, crowd=3, waits=(1.0,))).together
    assert (both.crowd, both.customers, both.waits) == (3, 8, (1.0, 5.0, 20.0, 30.0))
