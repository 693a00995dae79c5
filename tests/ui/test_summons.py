"""The words of a notification: counted or named, the most pressing first."""

from datetime import timedelta

from agent_console.domain.action import QuestionId
from agent_console.domain.alert import Alert, Occasion
from agent_console.domain.chat import ConversationId
from agent_console.domain.customer import Customer, CustomerId
from agent_console.domain.desk import Desk
from agent_console.domain.events import ConversationOpened, QuestionAsked
from agent_console.domain.team import Question
from agent_console.ui.summons import summons
from tests.domain.chats import conversation


def _desk(*names: str) -> Desk:
    desk = Desk()
    for name in names:
        desk.apply(ConversationOpened(conversation(name, Customer(CustomerId(name), name))), 0)
    return desk


def _alerts(occasion: Occasion, *names: str) -> list[Alert]:
    return [Alert(occasion, name, ConversationId(name)) for name in names]


def test_customers_are_counted_unless_names_are_wanted() -> None:
    desk = _desk("Mira", "Jonas", "Rosa")
    wrote = _alerts(Occasion.MESSAGE, "Mira", "Jonas", "Rosa")
    assert summons(desk, wrote, names=False) == "3 customers wrote"
    assert summons(desk, wrote, names=True) == "Mira and 2 others wrote"
    assert summons(desk, wrote[:2], names=True) == "Mira and 1 other wrote"
    assert summons(desk, wrote[:1], names=False) == "1 customer wrote"
    assert summons(desk, wrote[:1], names=True) == "Mira wrote"


def test_of_each_customer_only_the_most_pressing_is_told_and_that_comes_first() -> None:
    desk = _desk("Mira", "Jonas")
    alerts = [
        *_alerts(Occasion.CUSTOMER, "Mira", "Jonas"),
        *_alerts(Occasion.MESSAGE, "Mira", "Jonas"),
        *_alerts(Occasion.CRITICAL, "Jonas"),
    ]
    assert summons(desk, alerts, names=True) == "Jonas is about to leave; Mira wrote"


def test_each_occasion_has_its_words() -> None:
    desk = _desk("Mira")
    question = Question(QuestionId("q"), "Lee", "Refund?", conversation(), timedelta())
    desk.apply(QuestionAsked(question), 0)
    said = {
        occasion: summons(desk, _alerts(occasion, "Mira"), names=True)
        for occasion in Occasion
        if occasion not in (Occasion.QUESTION, Occasion.CONNECTION)
    }
    assert said == {
        Occasion.CRITICAL: "Mira is about to leave",
        Occasion.RED: "Mira waits too long",
        Occasion.FAILED: "Mira did not get your reply",
        Occasion.PROMISE: "Mira was promised to hear from you now",
        Occasion.MESSAGE: "Mira wrote",
        Occasion.CUSTOMER: "Mira is new on your desk",
    }
    asked = [Alert(Occasion.QUESTION, "q")]
    assert summons(desk, asked, names=True) == "Lee asks you something"
    assert summons(desk, asked, names=False) == "1 colleague asks you something"
    lost = [Alert(Occasion.CONNECTION)]
    assert summons(desk, lost, names=False) == "the chat system cannot be reached"
