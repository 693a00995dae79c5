"""What of the audit the guard learns from."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from agent_console.domain.audit import AuditLine, Outcome
from agent_console.domain.chat import ClientId, ConversationId
from agent_console.guard.learning.history import Example, examples, scored

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
ANA = ConversationId("ana")
SENT = AuditLine(AT, Outcome.SENT, ClientId("one"), ANA, features=(0.1,), model="basis-weights")
RIGHT, WRONG = Example((0.1,), False, ANA, AT), Example((0.1,), True, ANA, AT)


@pytest.mark.parametrize(
    ("outcomes", "learnt"),
    [
        ([Outcome.SENT], [RIGHT]),
        ([Outcome.HELD, Outcome.OVERRIDDEN], [RIGHT]),
        ([Outcome.HELD, Outcome.MOVED], [WRONG]),
        ([Outcome.SENT, Outcome.RECALLED, Outcome.RESENT], [WRONG]),
        ([Outcome.SENT, Outcome.RECALLED], []),
        ([Outcome.HELD, Outcome.RETRACTED, Outcome.SENT], []),
        ([Outcome.HELD], []),
    ],
)
def test_what_became_of_a_reply_says_what_it_teaches(outcomes: list[Outcome], learnt: list[Example]) -> None:
    assert examples([replace(SENT, outcome=outcome) for outcome in outcomes], "basis") == learnt


def test_what_left_teaches_and_not_what_was_changed_before() -> None:
    held = replace(SENT, outcome=Outcome.HELD, features=(0.5,))
    assert [one.features for one in examples([held, SENT], "basis")] == [(0.1,)]


def test_where_a_moved_reply_was_sent_it_was_right() -> None:
    held = replace(SENT, outcome=Outcome.HELD)
    moved = replace(SENT, outcome=Outcome.MOVED)
    sent = replace(SENT, conversation=ConversationId("bo"), features=(0.2,))
    assert examples([held, moved, sent], "basis") == [WRONG, Example((0.2,), False, ConversationId("bo"), AT)]


def test_features_that_mean_something_else_are_left_out() -> None:
    others = [
        replace(SENT, model="old-weights"),
        replace(SENT, model=""),
        replace(SENT, features=()),
    ]
    assert examples(others, "basis") == []
    assert examples([replace(SENT, model="basis-other")], "basis") == [RIGHT]


def test_scores_are_compared_where_their_features_mean_the_same() -> None:
    other, old, bare = (
        replace(SENT, model="basis-2"),
        replace(SENT, model="old-1"),
        replace(SENT, features=()),
    )
    assert scored([SENT, other, old, bare], "basis-3") == [SENT, other]


def test_the_oldest_come_first() -> None:
    later = replace(SENT, draft=ClientId("two"), at=AT + timedelta(days=1))
    assert [one.at for one in examples([later, SENT], "basis")] == [AT, later.at]
