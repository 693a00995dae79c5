"""The judge of ownership finds each kind of mistake; a count that cannot rise proves nothing."""

from dataclasses import replace

import pytest

from benchmarks.tenure import Evidence, Judgement, Move, Reply, Submission, judge

MOVES = (
    Move("a", "queued", "", 0),
    Move("a", "taken", "mira", 1),
    Move("b", "taken", "mira", 1),
    Move("a", "lapsed", "mira", 2),
    Move("a", "taken", "jonas", 3),
)
SUBMISSIONS = (
    Submission("m1", "a", 1, "one"),
    Submission("m2", "a", 1, "two"),
    Submission("m3", "b", 1, "three"),
    Submission("j1", "a", 3, "four"),
    Submission("m4", "a", 1, "five"),
)
REPLIES = (
    Reply("a", "mira", "m1", "one"),
    Reply("a", "mira", "m2", "two"),
    Reply("b", "mira", "m3", "three"),
    Reply("a", "jonas", "j1", "four"),
)
RACE = Evidence(MOVES, REPLIES, SUBMISSIONS, drafts=("five",))
"""Mira's conversation went to Jonas while she was away, and what she sent late came back to her."""


def test_a_race_in_which_stale_replies_came_back_is_clean() -> None:
    assert judge(RACE) == Judgement()
    assert judge(RACE).clean


@pytest.mark.parametrize(
    ("race", "expected"),
    [
        (replace(RACE, moves=(*MOVES, Move("a", "taken", "mira", 4))), Judgement(two_owners=1)),
        (
            replace(RACE, moves=(*MOVES, Move("a", "closed", "jonas", 3), Move("a", "reopened", "mira", 3))),
            Judgement(fence_regressions=1, from_strangers=1),
        ),
        (
            replace(RACE, replies=(*REPLIES, Reply("a", "mira", "m4", "five")), drafts=()),
            Judgement(fence_regressions=1),
        ),
        (
            replace(RACE, replies=(*REPLIES, Reply("b", "jonas", "x", "mine"))),
            Judgement(from_strangers=1),
        ),
        (replace(RACE, drafts=()), Judgement(lost=1)),
        (replace(RACE, drafts=("five\nfour",)), Judgement(doubled=1)),
        (replace(RACE, replies=(*REPLIES, REPLIES[3])), Judgement(doubled=1)),
        (
            replace(RACE, replies=(*REPLIES[:3], Reply("b", "jonas", "j1", "four"))),
            Judgement(from_strangers=1, misplaced=1),
        ),
        (
            replace(RACE, replies=(REPLIES[1], REPLIES[0], *REPLIES[2:])),
            Judgement(reordered=1),
        ),
    ],
)
def test_each_mistake_is_counted(race: Evidence, expected: Judgement) -> None:
    assert judge(race) == expected
    assert not judge(race).clean


def test_what_never_showed_as_accepted_may_be_gone_with_a_kill() -> None:
    unsure = replace(SUBMISSIONS[4], accepted=False)
    assert judge(replace(RACE, submissions=(*SUBMISSIONS[:4], unsure), drafts=())).clean


def test_lines_that_came_back_may_leave_again_together() -> None:
    again = Submission("m5", "b", 1, "five\nand more")
    race = replace(
        RACE,
        submissions=(*SUBMISSIONS[:4], replace(SUBMISSIONS[4], conversation="b"), again),
        replies=(*REPLIES, Reply("b", "mira", "m5", "five\nand more")),
        drafts=(),
    )
    assert judge(race).clean
