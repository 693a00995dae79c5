"""The desk: what the chat system says, folded; nothing unknown changes it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from agent_console.domain import events
from agent_console.domain.chat import Author, ClientId, ConversationId, Delivery, GapError, Mode, Status
from agent_console.domain.customer import Customer, CustomerId
from agent_console.domain.desk import NO_CHANGE, Change, Desk, Part
from agent_console.domain.draft import Draft
from agent_console.domain.system import ONLY
from agent_console.domain.wait import Thresholds, Tier
from tests.domain.chats import ANA, NOON, conversation, echo, said

A, B, C = (ConversationId(name) for name in "abc")
OURS = ClientId("ours")
NOW = 1000.0


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


def opened(name: str, *ages: float, customer: Customer = ANA) -> events.ConversationOpened:
    arrivals = (events.Arrival(said(n), seconds(age)) for n, age in enumerate(ages, 1))
    return events.ConversationOpened(conversation(name, customer), tuple(arrivals))


def desk_with(*opening: events.ConversationOpened) -> Desk:
    desk = Desk()
    for event in opening:
        desk.apply(event, NOW)
    return desk


def test_a_new_desk_is_empty_and_connecting() -> None:
    desk = Desk()
    assert dict(desk.conversations) == {}
    assert desk.link is events.Link.CONNECTING
    assert A not in desk


def test_an_opened_conversation_comes_with_its_messages_and_its_wait() -> None:
    desk = Desk()
    assert desk.apply(opened("a", 30, 10), NOW) == Change(Part.HOLDINGS, A)
    assert A in desk
    assert desk[A].head == 2
    assert desk[A].waiting.elapsed(NOW) == seconds(30)
    assert desk.mark(A).mnemonic == "a"


def test_opening_again_brings_newer_facts_and_only_new_messages() -> None:
    desk = desk_with(opened("a", 30))
    mark = desk.mark(A)
    desk.echo(A, echo("ours"))
    desk.excuse(A)
    renamed = Customer(CustomerId("ana"), "Ana Luna")
    desk.apply(opened("a", 30, 5, customer=renamed), NOW)
    assert desk[A].customer == renamed
    assert desk[A].head == 2
    assert [message.client_id for message in desk[A].echoes] == ["ours"]
    assert desk[A].wait.elapsed(NOW) == seconds(5)
    assert desk.mark(A) == mark


def test_an_opened_conversation_is_open_again_whatever_it_was() -> None:
    desk = desk_with(opened("a"))
    facts = replace(conversation("a"), status=Status.WAITING, fence=4)
    desk.apply(events.ConversationOpened(facts), NOW)
    assert (desk[A].status, desk[A].fence) == (Status.OPEN, 4)


def test_marks_differ() -> None:
    desk = desk_with(opened("a"), opened("b"), opened("c"))
    assert len({desk.mark(c).glyph for c in (A, B, C)}) == 3


def test_a_message_arrives_with_its_age() -> None:
    desk = desk_with(opened("a"))
    change = desk.apply(events.MessageArrived(A, said(1), seconds(7)), NOW)
    assert change == Change(Part.TRANSCRIPT, A)
    assert desk[A].waiting.since == NOW - 7


def test_a_repeat_changes_nothing() -> None:
    desk = desk_with(opened("a", 5))
    assert desk.apply(events.MessageArrived(A, said(1)), NOW) == NO_CHANGE


def test_a_gap_leaves_the_desk_as_it_was() -> None:
    desk = desk_with(opened("a", 5))
    before = desk[A]
    with pytest.raises(GapError):
        desk.apply(events.MessageArrived(A, said(3)), NOW)
    assert desk[A] is before


def every_event_about(conversation: ConversationId) -> Iterator[events.Event]:
    yield events.MessageArrived(conversation, said(1))
    yield events.SendAcknowledged(conversation, OURS, 1, NOON)
    yield events.SendFailed(conversation, OURS, "refused")
    yield events.CustomerChanged(conversation, ANA)
    yield events.ConversationEnded(conversation)


@pytest.mark.parametrize("event", list(every_event_about(B)), ids=lambda event: type(event).__name__)
def test_what_concerns_an_unknown_conversation_changes_nothing(event: events.Event) -> None:
    desk = desk_with(opened("a", 5))
    assert desk.apply(event, NOW) == NO_CHANGE
    assert list(desk.conversations) == [A]


def test_an_acknowledgement_and_a_failure_reach_their_echo() -> None:
    desk = desk_with(opened("a", 5))
    desk.echo(A, echo("ours"))
    desk.echo(A, echo("next"))
    desk.apply(events.SendAcknowledged(A, OURS, 2, NOON), NOW)
    desk.apply(events.SendFailed(A, ClientId("next"), "refused"), NOW)
    assert [(m.client_id, m.delivery, m.failure) for m in desk[A].transcript][1:] == [
        ("ours", Delivery.SENT, ""),
        ("next", Delivery.FAILED, "refused"),
    ]


def test_a_customer_becomes_better_known() -> None:
    desk = desk_with(opened("a"))
    known = Customer(CustomerId("ana"), "Ana Sol", email="ana@example.com")
    assert desk.apply(events.CustomerChanged(A, known), NOW) == Change(Part.TRANSCRIPT, A)
    assert desk[A].customer.email == "ana@example.com"


def test_the_queue_keeps_when_each_wait_began() -> None:
    desk = Desk()
    waiting = events.Waiting(B, "Ben", "refund", "", seconds(12))
    assert desk.apply(events.QueueChanged((waiting,)), NOW) == Change(Part.QUEUE)
    assert [(queued.facts, queued.since) for queued in desk.queue] == [(waiting, NOW - 12)]


def test_link_and_availability_are_status() -> None:
    desk = Desk()
    assert desk.apply(events.LinkChanged(events.Link.REFUSED, "bad token"), NOW) == Change(Part.STATUS)
    assert (desk.link, desk.connections[ONLY].reason) == (events.Link.REFUSED, "bad token")
    assert desk.apply(events.AvailabilityChanged(True), NOW) == Change(Part.STATUS)
    assert desk.accepting


def test_signing_in_ends_what_is_no_longer_held() -> None:
    desk = desk_with(opened("a"), opened("b"))
    change = desk.apply(events.SignedIn(desk.agent, "Kim", frozenset({B, C})), NOW)
    assert change == Change(Part.HOLDINGS)
    assert list(desk.conversations) == [B]
    assert desk.agent_name == "Kim"


def test_an_ended_conversation_leaves_and_frees_its_mark() -> None:
    desk = desk_with(opened("a"), opened("b"))
    mark = desk.mark(A)
    assert desk.apply(events.ConversationEnded(A), NOW) == Change(Part.HOLDINGS, A)
    assert A not in desk
    desk.apply(opened("c"), NOW)
    assert desk.mark(C) == mark


# Urgency


def test_the_most_urgent_comes_first_and_those_that_owe_nothing_last() -> None:
    desk = desk_with(opened("a"), opened("b", 10), opened("c", 50))
    assert list(desk.by_urgency(NOW)) == [C, B, A]
    assert [desk.tier(c, NOW) for c in (A, B, C)] == [Tier.NONE, Tier.CALM, Tier.AMBER]


def test_equal_waits_keep_the_order_in_which_they_came() -> None:
    desk = desk_with(opened("c"), opened("b", 10), opened("a", 10))
    assert list(desk.by_urgency(NOW)) == [B, A, C]


def test_the_thresholds_of_the_tiers_are_the_desks() -> None:
    desk = Desk(Thresholds(amber=seconds(1), red=seconds(2), critical=seconds(3)))
    desk.apply(opened("a", 2), NOW)
    assert desk.tier(A, NOW) is Tier.RED


# What the agent does


def test_an_echo_goes_its_way() -> None:
    desk = desk_with(opened("a", 5))
    assert desk.echo(A, echo("ours")) == Change(Part.TRANSCRIPT, A)
    assert desk.echo(A, echo("ours")) == NO_CHANGE
    assert desk.deliver(A, OURS, Delivery.SENDING) == Change(Part.TRANSCRIPT, A)
    assert desk.deliver(A, OURS, Delivery.SENDING) == NO_CHANGE
    assert desk.withdraw(A, OURS) == Change(Part.TRANSCRIPT, A)
    assert desk.withdraw(A, OURS) == NO_CHANGE


def test_deliveries_in_a_conversation_that_has_left_change_nothing() -> None:
    assert Desk().deliver(A, OURS, Delivery.SENDING) == NO_CHANGE
    assert Desk().withdraw(A, OURS) == NO_CHANGE


def test_an_excuse_stops_the_clock() -> None:
    desk = desk_with(opened("a", 5))
    assert desk.excuse(A) == Change(Part.TRANSCRIPT, A)
    assert desk[A].waiting.since is None


def test_an_empty_draft_is_bound_to_its_conversation() -> None:
    desk = desk_with(opened("a"))
    draft = desk.draft(A)
    assert (draft.conversation, draft.customer, draft.text) == (A, ANA.id, "")


def test_a_draft_is_kept_until_it_is_empty() -> None:
    desk = desk_with(opened("a"))
    written = desk.draft(A).edited("hello", 5)
    assert desk.write(written) == NO_CHANGE
    assert desk.draft(A) == written
    assert dict(desk.drafts) == {(A, Mode.REPLY): written}
    desk.write(written.edited("", 0))
    assert dict(desk.drafts) == {}
    desk.write(written.edited("", 0))


def test_a_draft_outlives_its_conversations_stay() -> None:
    desk = desk_with(opened("a"))
    desk.write(desk.draft(A).edited("hello", 5))
    desk.apply(events.ConversationEnded(A), NOW)
    assert desk.draft(A).text == "hello"


def test_a_conversation_that_left_has_an_empty_draft_and_one_never_held_has_none() -> None:
    desk = desk_with(opened("a", 5))
    desk.apply(events.ConversationEnded(A), NOW)
    assert desk.draft(A) == Draft(A, ANA.id, 0)
    with pytest.raises(KeyError):
        desk.draft(B)


def test_a_conversation_that_is_not_held_cannot_be_read() -> None:
    with pytest.raises(KeyError):
        Desk()[A]


def test_bots_do_not_stop_the_clock_on_the_desk() -> None:
    desk = desk_with(opened("a", 5))
    desk.apply(events.MessageArrived(A, said(2, Author.BOT)), NOW)
    assert desk[A].waiting.since == NOW - 5
