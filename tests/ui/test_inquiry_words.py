"""Questions in another language: each text translated once, and what chat systems are told stays English."""

from gettext import NullTranslations

import pytest
from textual.content import Content

from agent_console.domain.history import Move, Step
from agent_console.ports import Declined
from agent_console.texts import catalogue
from agent_console.ui.inquiry.fact import OutcomeInquiry
from agent_console.ui.inquiry.inquiry import Order
from agent_console.ui.inquiry.past import HistoryInquiry
from agent_console.ui.inquiry.target import TargetInquiry
from tests.fakes import START


class Marked(NullTranslations):
    """A language that nobody has to translate into."""

    def gettext(self, message: str) -> str:
        return f"<{message}>"


@pytest.fixture(autouse=True)
def _marked(monkeypatch: pytest.MonkeyPatch) -> None:
    # What is spoken has no other way in: its languages are files.
    monkeypatch.setattr(catalogue._speech, "catalogue", Marked())


def test_hints_and_keys_of_every_question_are_translated_once() -> None:
    inquiry = TargetInquiry(Content(), [], lambda _target: None)
    assert inquiry.hint == "<type a number, a letter or a name>"
    assert inquiry.keys == "<{list.choose} moves it · {list.leave} closes>"
    assert TargetInquiry.hint == "type a number, a letter or a name"


async def test_an_outcome_is_shown_translated_and_told_in_english() -> None:
    told: list[str] = []

    async def close(outcome: str) -> Declined | None:
        told.append(outcome)
        return None

    inquiry = OutcomeInquiry(Content(), close)
    usual = inquiry.choices("<not solved>")
    assert [choice.label.plain for choice in usual] == ["<not solved>"], "no second one in the same words"
    order = inquiry.answer("", usual[0])
    assert isinstance(order, Order)
    assert order.done.plain == "<closed: <not solved>>"
    await order.work()
    assert told == ["not solved"]


@pytest.mark.parametrize(
    ("move", "detail", "shown"),
    [
        (Move.CLOSED, "solved", "<closed>: <solved>"),
        (Move.CLOSED, "own words", "<closed>: own words"),
        (Move.PRIORITY, "urgent", "<priority>: <urgent>"),
        (Move.TAGGED, "urgent", "<tagged>: urgent"),
    ],
)
def test_only_the_consoles_own_words_of_a_history_are_translated(move: Move, detail: str, shown: str) -> None:
    inquiry = HistoryInquiry(Content(), START)
    inquiry.told([Step(1, START, move, "Sam", detail)])
    assert shown in inquiry.choices("")[0].label.plain
