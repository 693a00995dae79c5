"""A held reply listens only after a moment of quiet."""

from agent_console.domain.hold import Hold
from agent_console.domain.verdict import Rule, Ruling, Verdict

ASKED = Verdict(Ruling.ASK, Rule.NAME, "“Karen” is another open customer: Karen Lund")


def test_type_ahead_is_no_answer() -> None:
    hold = Hold(ASKED, raised_at=10.0)
    assert not hold.heard(10.0)
    assert not hold.heard(10.25)


def test_a_key_after_quiet_is_an_answer() -> None:
    assert Hold(ASKED, raised_at=10.0).heard(10.5)


def test_each_key_makes_it_deaf_again() -> None:
    hold = Hold(ASKED, raised_at=10.0)
    hold.key(10.25)
    assert not hold.heard(10.5)
    hold.key(10.5)
    assert not hold.heard(10.75)
    assert hold.heard(11.0)


def test_it_keeps_what_it_was_raised_for() -> None:
    hold = Hold(ASKED, raised_at=10.0)
    hold.key(10.2)
    assert (hold.verdict, hold.raised_at) == (ASKED, 10.0)
