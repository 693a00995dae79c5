"""The words of a notification: what happened, the most pressing first, of each customer only that."""

from collections.abc import Iterable, Sequence
from typing import Final

from agent_console.domain.action import QuestionId
from agent_console.domain.alert import Alert, Occasion
from agent_console.domain.chat import ConversationId
from agent_console.domain.desk import Desk
from agent_console.domain.text import one_line

NAME_WIDTH: Final = 30
_WORDS: Final = {
    Occasion.CRITICAL: ("is about to leave", "are about to leave"),
    Occasion.RED: ("waits too long", "wait too long"),
    Occasion.FAILED: ("did not get your reply", "did not get your replies"),
    Occasion.PROMISE: ("was promised to hear from you now", "were promised to hear from you now"),
    Occasion.QUESTION: ("asks you something", "ask you something"),
    Occasion.MESSAGE: ("wrote", "wrote"),
    Occasion.CUSTOMER: ("is new on your desk", "are new on your desk"),
}
_LOST: Final = "the chat system cannot be reached"


def summons(desk: Desk, alerts: Sequence[Alert], names: bool) -> str:
    """Return what alerts are about in one raw line; customers are counted, or named with `names`."""
    said: set[ConversationId] = set()
    parts: list[str] = []
    for occasion in Occasion:
        about = [alert for alert in alerts if alert.occasion is occasion and alert.conversation not in said]
        said |= {alert.conversation for alert in about if alert.conversation is not None}
        if about:
            parts.append(_part(desk, occasion, about, names))
    return "; ".join(parts)


def _part(desk: Desk, occasion: Occasion, about: Sequence[Alert], names: bool) -> str:
    if occasion is Occasion.CONNECTION:
        return _LOST
    who = _colleagues(desk, about) if occasion is Occasion.QUESTION else _customers(desk, about)
    kind = "colleague" if occasion is Occasion.QUESTION else "customer"
    one, many = _WORDS[occasion]
    return f"{_subject(who, kind, names)} {one if len(about) == 1 else many}"


def _subject(who: Sequence[str], kind: str, names: bool) -> str:
    """Return `2 customers`, or `Ana Sol and 1 other`."""
    others = len(who) - 1
    if not names:
        return f"{len(who)} {kind}{'s' if others else ''}"
    if not others:
        return who[0]
    return f"{who[0]} and {others} other{'s' if others > 1 else ''}"


def _customers(desk: Desk, about: Iterable[Alert]) -> list[str]:
    return [
        one_line(desk[alert.conversation].customer.name, NAME_WIDTH) or "a customer"
        for alert in about
        if alert.conversation is not None and alert.conversation in desk
    ]


def _colleagues(desk: Desk, about: Iterable[Alert]) -> list[str]:
    askers = {question.id: question.asker for question in desk.questions}
    return [
        one_line(askers.get(QuestionId(alert.subject), ""), NAME_WIDTH) or "a colleague" for alert in about
    ]
