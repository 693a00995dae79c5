"""What the agent is told of by itself: each thing once, and nothing that is the agent's own doing."""

from dataclasses import replace
from datetime import timedelta
from gettext import NullTranslations

import pytest

from agent_console.domain import events
from agent_console.domain.action import QuestionId
from agent_console.domain.chat import AgentId, Author, Conversation, ConversationId, Message, Mode, Promise
from agent_console.domain.desk import Desk
from agent_console.domain.panes import Panes
from agent_console.domain.team import Question
from agent_console.texts import catalogue
from agent_console.ui.herald import Herald
from agent_console.ui.keys import KeyMap
from tests.fakes import START
from tests.ui.chat import conversation, message


def _desk() -> Desk:
    desk = Desk()
    desk.apply(events.SignedIn(AgentId("sam"), "Sam", frozenset()), 0)
    return desk


def _open(desk: Desk, facts: Conversation, *messages: Message) -> None:
    arrivals = tuple(events.Arrival(each, timedelta()) for each in messages)
    desk.apply(events.ConversationOpened(facts, arrivals), 0)


def _herald(
    desk: Desk,
    panes: Panes | None = None,
    *fetched: ConversationId,
    dismissed: set[ConversationId] | None = None,
) -> Herald:
    return Herald(desk, KeyMap(), panes or Panes(), set(fetched), set() if dismissed is None else dismissed)


def _full_screen(*off_screen: ConversationId) -> Panes:
    panes = Panes(1)
    for each in (ConversationId("somebody"), *off_screen):
        panes.admit(each)
    return panes


def _news(herald: Herald, minutes: float = 0) -> list[str]:
    return list(filter(None, herald.news(START + timedelta(minutes=minutes)).plain.split(" · ")))


def _comment(text: str) -> Message:
    note = message(text, Author.AGENT, sequence=2, mode=Mode.NOTE)
    return replace(note, name="Maria\x1b", handed_over=True)


def test_hand_over_is_told_once_with_its_comment() -> None:
    desk = _desk()
    herald = _herald(desk)
    _open(desk, conversation(), message("Hello?"), _comment("She waits for\na call."))
    assert _news(herald) == ["Maria␛ hands over Mira Holm: She waits for a call."]
    assert _news(herald) == []


def test_hand_over_that_the_agent_has_answered_is_old() -> None:
    desk = _desk()
    herald = _herald(desk)
    _open(desk, conversation(), message("Hello?"), _comment("Hm."), message("Hi", Author.AGENT, sequence=3))
    assert _news(herald) == []


def test_promise_is_told_when_it_is_due_and_a_new_one_again() -> None:
    desk = _desk()
    herald = _herald(desk)
    promised = replace(conversation(), promise=Promise(START + timedelta(minutes=5), "call"))
    _open(desk, promised)
    assert _news(herald, 4) == []
    assert _news(herald, 5) == ["you promised to be back with Mira Holm now: call"]
    assert _news(herald, 6) == []
    later = replace(promised, promise=Promise(START + timedelta(minutes=9)))
    desk.apply(events.FactsChanged(later), 0)
    assert _news(herald, 9) == ["you promised to be back with Mira Holm now"]


def test_question_is_told_once_with_the_key_that_answers() -> None:
    desk = _desk()
    herald = _herald(desk)
    asked = events.QuestionAsked(Question(QuestionId("q"), "Maria", "Refund\x1b?", conversation()))
    desk.apply(asked, 0)
    assert _news(herald) == ["Maria asks about Mira Holm: Refund␛?", "Ctrl+G ! answers"]
    desk.apply(asked, 0)
    assert _news(herald) == []


def test_what_happens_at_once_is_told_at_once_the_most_pressing_first() -> None:
    desk = _desk()
    herald = _herald(desk)
    for name in ("anna", "ben", "cleo"):
        facts = replace(conversation(), id=ConversationId(name))
        _open(desk, replace(facts, promise=None if name == "cleo" else Promise(START)))
    assert len(_news(herald, -1)) == 0
    desk.apply(events.ConversationEnded(ConversationId("cleo"), "lapsed"), 0)
    promised = "you promised to be back with Mira Holm now"
    assert _news(herald) == [promised, promised, "Mira Holm has left your desk: lapsed"]


def test_farewell_says_why_unless_it_was_closed_here() -> None:
    desk, dismissed = _desk(), set[ConversationId]()
    herald = _herald(desk, dismissed=dismissed)
    elsewhere = "Mira Holm was closed, but not at this console"
    for reason, here, told in (
        ("closed", True, []),
        ("closed", False, [elsewhere]),
        ("", False, []),
        ("lapsed", False, ["Mira Holm has left your desk: lapsed"]),
        ("lapsed", True, ["Mira Holm has left your desk: lapsed"]),
    ):
        _open(desk, conversation())
        assert _news(herald) == []
        dismissed.update({conversation().id} if here else ())
        desk.apply(events.ConversationEnded(conversation().id, reason), 0)
        assert _news(herald) == told


def test_who_was_fetched_and_is_off_screen_is_named_once_with_the_key() -> None:
    desk = _desk()
    held = conversation()
    herald = _herald(desk, _full_screen(held.id), held.id)
    assert _news(herald) == []
    _open(desk, held)
    assert _news(herald) == ["Mira Holm is on the strip: Alt+2"]
    assert _news(herald) == []


def test_who_was_fetched_and_is_on_screen_needs_no_words() -> None:
    desk, panes = _desk(), Panes(1)
    held = conversation()
    herald = _herald(desk, panes, held.id)
    panes.admit(held.id)
    _open(desk, held)
    assert _news(herald) == []


def test_a_number_without_a_key_is_told_as_it_is() -> None:
    desk = _desk()
    held = conversation()
    others = [ConversationId(f"other-{number}") for number in range(9)]
    herald = _herald(desk, _full_screen(*others, held.id), held.id)
    _open(desk, held)
    assert _news(herald) == ["Mira Holm is on the strip: number 11"]


def test_hand_over_off_screen_is_told_with_its_place() -> None:
    desk = _desk()
    held = conversation()
    herald = _herald(desk, _full_screen(held.id))
    _open(desk, held, message("Hello?"), _comment(""))
    assert _news(herald) == ["Maria␛ hands over Mira Holm on the strip (Alt+2)"]


class _German(NullTranslations):
    """A language with one word."""

    def gettext(self, message: str) -> str:
        return "geschlossen" if message == "closed" else message


def test_what_was_closed_here_is_not_told_in_any_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue._speech, "catalogue", _German())  # what is spoken has no other way in
    desk, dismissed = _desk(), set[ConversationId]()
    herald = _herald(desk, dismissed=dismissed)
    _open(desk, conversation())
    assert _news(herald) == []
    dismissed.add(conversation().id)
    desk.apply(events.ConversationEnded(conversation().id, "geschlossen"), 0)
    assert _news(herald) == []
