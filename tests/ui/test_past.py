"""What the list of a conversation's moves says of each."""

from datetime import timedelta

from textual.content import Content

from agent_console.domain.history import Move, Step
from agent_console.ui.fact_line import point_in_time
from agent_console.ui.inquiry.past import HistoryInquiry
from tests.fakes import START


def _told(step: Step) -> str:
    inquiry = HistoryInquiry(Content("history"), START)
    inquiry.told([step])
    return inquiry.choices("")[0].label.plain


def test_promise_is_told_by_the_agents_own_clock() -> None:
    until = START + timedelta(days=1, hours=2)
    step = Step(1, START, Move.HELD, "Sam", f"{until:%Y-%m-%dT%H:%M:%SZ} call the carrier")
    assert f"promised to be back: {point_in_time(until, START)} call the carrier" in _told(step)


def test_promise_without_a_time_is_told_as_it_is() -> None:
    assert "promised to be back: call the carrier" in _told(
        Step(1, START, Move.HELD, "Sam", "call the carrier")
    )
