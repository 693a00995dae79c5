"""What audit lines say of the guard's work."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from agent_console.domain.audit import AuditLine, Outcome
from agent_console.domain.chat import ClientId, ConversationId
from agent_console.domain.verdict import Rule, Ruling
from agent_console.guard.learning.balance import Balance, Fate, Share

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
SCORED = AuditLine(
    AT, Outcome.SENT, ClientId("one"), ConversationId("ana"), score=0.1, features=(1.0,), model="m1"
)
STOPPED = replace(SCORED, ruling=Ruling.ASK, rule=Rule.FIT)
DELAYED = replace(SCORED, ruling=Ruling.DELAY, rule=Rule.FIT)
NAMED = replace(SCORED, ruling=Ruling.ASK, rule=Rule.NAME)


def told(alarm: AuditLine, *outcomes: Outcome) -> list[AuditLine]:
    """Return the lines of one reply."""
    return [replace(alarm, outcome=outcome) for outcome in outcomes]


def sends(count: int, line: AuditLine = SCORED) -> list[AuditLine]:
    return [replace(line, draft=ClientId(f"send-{number}")) for number in range(count)]


@pytest.mark.parametrize(
    ("alarm", "outcomes", "fate"),
    [
        (STOPPED, [Outcome.HELD, Outcome.MOVED], Fate.SAVED),
        (STOPPED, [Outcome.HELD, Outcome.OVERRIDDEN], Fate.FALSE),
        (STOPPED, [Outcome.HELD, Outcome.RETRACTED, Outcome.SENT], Fate.CHANGED),
        (STOPPED, [Outcome.HELD, Outcome.SENT], Fate.CHANGED),
        (STOPPED, [Outcome.HELD], Fate.CHANGED),
        (DELAYED, [Outcome.SENT], Fate.FALSE),
        (DELAYED, [Outcome.RETRACTED, Outcome.RESENT], Fate.SAVED),
        (DELAYED, [Outcome.RETRACTED], Fate.CHANGED),
        (STOPPED, [Outcome.HELD, Outcome.MOVED, Outcome.RETRACTED], Fate.CHANGED),
        (STOPPED, [Outcome.HELD, Outcome.RETRACTED, Outcome.HELD, Outcome.MOVED], Fate.SAVED),
        (NAMED, [Outcome.HELD, Outcome.OVERRIDDEN, Outcome.RECALLED, Outcome.RESENT], Fate.ESCAPED),
    ],
)
def test_an_alarm_is_judged_by_what_the_agent_did(
    alarm: AuditLine, outcomes: list[Outcome], fate: Fate
) -> None:
    balance = Balance(told(alarm, *outcomes))
    assert balance.alarms(alarm.rule, alarm.ruling) == {fate: 1}
    assert balance.saves == (fate is Fate.SAVED)


def test_a_reply_counts_once_however_many_lines_it_has() -> None:
    balance = Balance([*sends(9), *told(NAMED, Outcome.HELD, Outcome.HELD, Outcome.OVERRIDDEN)])
    assert balance.sends == 10
    assert balance.alarms(Rule.NAME, Ruling.ASK) == {Fate.FALSE: 1}


def test_of_several_alarms_the_gravest_counts() -> None:
    lines = [*told(DELAYED, Outcome.RETRACTED), *told(NAMED, Outcome.HELD), *told(DELAYED, Outcome.SENT)]
    balance = Balance(lines)
    assert balance.alarms(Rule.NAME, Ruling.ASK) == {Fate.CHANGED: 1}
    assert balance.alarms(Rule.FIT, Ruling.DELAY) == {}


def test_lines_of_an_old_journal_name_no_reply_and_count_one_by_one() -> None:
    assert Balance([replace(SCORED, draft=ClientId(""))] * 3).sends == 3


def test_what_looks_after_the_text_is_no_alarm() -> None:
    stale = replace(SCORED, ruling=Ruling.ASK, rule=Rule.STALE)
    balance = Balance(told(stale, Outcome.HELD, Outcome.MOVED))
    assert (balance.saves, balance.alarms(Rule.STALE, Ruling.ASK)) == (0, {})


def test_the_alarm_rate_is_of_scored_replies_and_counts_only_alarms_by_score() -> None:
    unscored = replace(SCORED, features=(), model="")
    lines = [*sends(97), replace(unscored, draft=ClientId("bare"))]
    lines += told(replace(STOPPED, draft=ClientId("two")), Outcome.HELD, Outcome.OVERRIDDEN)
    lines += told(replace(DELAYED, draft=ClientId("three")), Outcome.SENT)
    lines += told(replace(NAMED, draft=ClientId("four")), Outcome.HELD, Outcome.MOVED)
    balance = Balance(lines)
    assert (balance.stopped, balance.delayed) == (Share(1, 100), Share(2, 100))
    assert balance.models == {"m1": 100}


def test_recalls_and_what_was_sent_elsewhere_are_shares_of_the_sends() -> None:
    lines = [*sends(98), *told(SCORED, Outcome.SENT, Outcome.RECALLED, Outcome.RESENT)]
    lines += told(replace(SCORED, draft=ClientId("two")), Outcome.SENT, Outcome.RECALLED)
    balance = Balance(lines)
    assert (balance.recalled, balance.resent) == (Share(2, 100), Share(1, 100))
    assert balance.saves == 0


@pytest.mark.parametrize(
    ("share", "interval"),
    [
        (Share(0, 10), (0.0, 0.2775)),
        (Share(10, 10), (0.7225, 1.0)),
        (Share(5, 1_000), (0.0021, 0.0117)),
        (Share(0, 0), (0.0, 1.0)),
    ],
)
def test_an_interval_says_how_sure_a_share_is(share: Share, interval: tuple[float, float]) -> None:
    assert share.interval == pytest.approx(interval, abs=1e-4)
