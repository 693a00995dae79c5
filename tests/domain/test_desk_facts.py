"""The desk: what is known besides messages - facts, typing, reading, presence, colleagues, questions."""

from dataclasses import replace
from datetime import timedelta

from agent_console.domain import events
from agent_console.domain.action import QuestionId
from agent_console.domain.change import NO_CHANGE, Change, Part
from agent_console.domain.chat import (
    AgentId,
    Author,
    ConversationId,
    Mode,
    Presence,
    Priority,
    Promise,
    Status,
)
from agent_console.domain.desk import SILENCE, Desk
from agent_console.domain.draft import Draft
from agent_console.domain.system import ONLY
from agent_console.domain.team import Colleague, Question
from agent_console.domain.typing_sign import TYPING
from tests.domain.chats import ANA, NOON, conversation, echo, said

A, B = ConversationId("a"), ConversationId("b")
NOW = 1000.0


def desk_with(*messages: tuple[Author, float]) -> Desk:
    """Return a desk with one conversation, whose messages have these authors and ages in seconds."""
    desk = Desk()
    arrivals = tuple(
        events.Arrival(said(n, author), timedelta(seconds=age)) for n, (author, age) in enumerate(messages, 1)
    )
    desk.apply(events.ConversationOpened(conversation("a"), arrivals), NOW)
    return desk


# Facts


def test_new_facts_keep_messages_echoes_and_the_wait() -> None:
    desk = desk_with((Author.CUSTOMER, 30))
    desk.echo(A, echo("ours"))
    before = desk[A]
    facts = replace(
        conversation("a"), tags=("vip",), priority=Priority.HIGH, promise=Promise(NOON, "call"), fence=3
    )
    assert desk.apply(events.FactsChanged(facts), NOW) == Change(Part.FACTS, A)
    held = desk[A]
    assert (held.tags, held.priority, held.promise, held.fence) == (
        ("vip",),
        Priority.HIGH,
        Promise(NOON, "call"),
        3,
    )
    assert (held.messages, held.echoes, held.wait) == (before.messages, before.echoes, before.wait)
    assert held.status is Status.OPEN


def test_facts_about_what_is_not_held_change_nothing() -> None:
    desk = desk_with()
    assert desk.apply(events.FactsChanged(conversation("b")), NOW) == NO_CHANGE
    assert B not in desk


def test_reading_only_goes_on() -> None:
    desk = desk_with((Author.AGENT, 5), (Author.AGENT, 4))
    assert desk.apply(events.CustomerRead(A, 2), NOW) == Change(Part.FACTS, A)
    assert desk.apply(events.CustomerRead(A, 1), NOW) == NO_CHANGE
    assert desk[A].read == 2


def test_presence_is_the_newest() -> None:
    desk = desk_with()
    assert desk.apply(events.PresenceChanged(A, Presence.LEFT), NOW) == Change(Part.FACTS, A)
    assert desk[A].presence is Presence.LEFT


# Typing


def test_a_customer_types_for_a_few_seconds() -> None:
    desk = desk_with()
    assert desk.apply(events.CustomerTyping(A, "I wo"), NOW) == Change(Part.FACTS, A)
    assert desk.typing(A, NOW + 5.9) == "I wo"
    assert desk.typing(A, NOW + TYPING.total_seconds()) is None


def test_typing_again_counts_anew() -> None:
    desk = desk_with()
    desk.apply(events.CustomerTyping(A), NOW)
    desk.apply(events.CustomerTyping(A), NOW + 5)
    assert desk.typing(A, NOW + 10) == ""


def test_typing_ends_with_the_message() -> None:
    desk = desk_with()
    desk.apply(events.CustomerTyping(A), NOW)
    desk.apply(events.MessageArrived(A, said(1, Author.AGENT)), NOW)
    assert desk.typing(A, NOW) == ""
    desk.apply(events.MessageArrived(A, said(2)), NOW)
    assert desk.typing(A, NOW) is None


def test_nobody_types_who_is_not_there() -> None:
    desk = desk_with()
    assert desk.apply(events.CustomerTyping(B), NOW) == NO_CHANGE
    assert desk.typing(B, NOW) is None


# Silence


def test_a_customer_falls_silent_ten_minutes_after_our_reply() -> None:
    desk = desk_with((Author.CUSTOMER, 20), (Author.AGENT, 10))
    assert desk.silent(A, NOW + SILENCE.total_seconds() - 10.1) is None
    assert desk.silent(A, NOW + SILENCE.total_seconds() - 10) == SILENCE


def test_a_customer_who_wrote_last_is_not_silent() -> None:
    desk = desk_with((Author.AGENT, 20), (Author.CUSTOMER, 10))
    assert desk.silent(A, NOW + 10_000) is None


def test_a_note_is_no_reply_to_be_silent_after() -> None:
    desk = desk_with((Author.CUSTOMER, 20))
    note = replace(said(2, Author.AGENT), mode=Mode.NOTE)
    desk.apply(events.MessageArrived(A, note), NOW)
    assert desk.silent(A, NOW + 10_000) is None


def test_nobody_is_silent_whom_we_promised_something() -> None:
    desk = desk_with((Author.AGENT, 10))
    desk.apply(events.FactsChanged(replace(conversation("a"), promise=Promise(NOON))), NOW)
    assert desk.silent(A, NOW + 10_000) is None


# The team and its questions


def test_colleagues_and_queues_are_the_newest() -> None:
    desk = Desk()
    bob = Colleague(AgentId("bob"), "Bob", online=True, accepting=True, holding=2)
    assert desk.apply(events.TeamChanged((bob,), ("sales",)), NOW) == Change(Part.TEAM)
    assert (desk.colleagues, desk.connections[ONLY].queues) == ((bob,), ("sales",))


def question(name: str, age: float) -> Question:
    return Question(QuestionId(name), "Bob", f"{name}?", conversation("b"), timedelta(seconds=age))


def test_questions_stand_oldest_first_and_once() -> None:
    desk = Desk()
    for asked in (question("new", 1), question("old", 60), question("new", 1)):
        assert desk.apply(events.QuestionAsked(asked), NOW) == Change(Part.QUESTIONS)
    assert [q.id for q in desk.questions] == ["old", "new"]


def test_a_settled_question_goes() -> None:
    desk = Desk()
    desk.apply(events.QuestionAsked(question("one", 1)), NOW)
    settled = events.QuestionSettled(QuestionId("one"))
    assert desk.apply(settled, NOW) == Change(Part.QUESTIONS)
    assert desk.questions == ()


def test_a_new_sign_in_forgets_questions_that_may_be_settled_by_now() -> None:
    desk = Desk()
    desk.apply(events.QuestionAsked(question("one", 1)), NOW)
    desk.apply(events.SignedIn(AgentId("kim"), "Kim", frozenset()), NOW)
    assert desk.questions == ()


# Leaving


def test_why_a_conversation_left_is_known() -> None:
    desk = desk_with((Author.CUSTOMER, 1))
    assert desk.farewell(A) == ""
    desk.apply(events.ConversationEnded(A, "handed over to Bob"), NOW)
    assert desk.farewell(A) == "handed over to Bob"
    gone = desk.find(A)
    assert gone is not None
    assert (gone.customer, gone.messages) == (ANA, ())
    assert desk.find(B) is None


def test_what_went_while_the_connection_was_down_says_so() -> None:
    desk = desk_with()
    desk.apply(events.SignedIn(AgentId("kim"), "Kim", frozenset()), NOW)
    assert desk.farewell(A) == "it went while the connection was down"


# One draft for replies, one for notes


def written(mode: Mode, text: str) -> Draft:
    return replace(Draft.blank(conversation("a"), mode), text=text)


def test_a_conversation_has_a_draft_for_each_mode() -> None:
    desk = desk_with()
    reply, note = written(Mode.REPLY, "Dear Ana"), written(Mode.NOTE, "to do")
    desk.write(reply)
    desk.write(note)
    assert (desk.draft(A), desk.draft(A, Mode.NOTE)) == (reply, note)
    desk.write(note.edited("", 0))
    assert dict(desk.drafts) == {(A, Mode.REPLY): reply}


def test_the_mode_stays_until_it_is_switched() -> None:
    desk = desk_with()
    assert desk.mode(A) is Mode.REPLY
    assert desk.switch(A, Mode.NOTE) == Change(Part.DRAFT, A)
    assert desk.switch(A, Mode.NOTE) == NO_CHANGE
    assert desk.draft(A).mode is Mode.NOTE
    desk.apply(events.ConversationEnded(A), NOW)
    desk.apply(events.ConversationOpened(conversation("a")), NOW)
    assert desk.mode(A) is Mode.NOTE
