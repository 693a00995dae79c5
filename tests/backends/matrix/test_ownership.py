"""Who has a customer follows from the order of the room's events, on every console alike."""

import pytest

from agent_console.backends.matrix.chat import Chat
from agent_console.backends.matrix.event import RoomEvent
from agent_console.domain.chat import Presence, Status
from agent_console.domain.history import Move
from tests.backends.matrix.room_log import ANN, BEN, BOT, KAREN, RoomLog, chat, stripped


def standing(folded: Chat) -> tuple[str, int, Status]:
    return folded.ownership.owner, folded.ownership.fence, folded.ownership.status


def waiting(log: RoomLog) -> list[RoomEvent]:
    return [log.member(KAREN, name="Karen Doe"), log.says(KAREN, "hello")]


def test_the_first_claim_in_the_rooms_order_wins() -> None:
    log = RoomLog()
    events = [*waiting(log), log.claim(BEN, 1), log.claim(ANN, 1)]
    assert standing(chat(events)) == (BEN, 1, Status.OPEN)
    assert chat(events).ownership.verdict(events[-1].id) == "taken"


def test_a_claim_that_was_meant_for_an_earlier_wait_does_not_count() -> None:
    log = RoomLog()
    events = [*waiting(log), log.claim(BEN, 1), log.close(BEN, 1), log.says(KAREN, "again")]
    assert standing(chat([*events, log.claim(ANN, 1)])) == ("", 1, Status.WAITING)


@pytest.mark.parametrize("user", [KAREN, BOT, "@stranger:elsewhere.example"])
def test_only_agents_claim_close_and_hand_over(user: str) -> None:
    log = RoomLog()
    before = [*waiting(log), log.claim(ANN, 1)]
    after = [
        log.close(user, 1),
        log.claim(user, 2),
        log.event(user, "agent_console.hand_over", {"fence": 1, "to": user}),
        log.event(user, "agent_console.won", {"fence": 1, "claim": before[-1].id}),
        log.event(user, "agent_console.note", {}),
    ]
    folded = chat([*before, *after])
    assert standing(folded) == (ANN, 1, Status.OPEN)
    assert folded.transcript.head == 1


def test_only_the_owner_closes_and_under_the_current_fence() -> None:
    log = RoomLog()
    events = [*waiting(log), log.claim(ANN, 1), log.close(BEN, 1), log.close(ANN, 7)]
    assert standing(chat(events)) == (ANN, 1, Status.OPEN)
    assert standing(chat([*events, log.close(ANN, 1)])) == ("", 1, Status.CLOSED)


def test_a_chat_is_not_closed_over_what_its_owner_had_not_read() -> None:
    log = RoomLog()
    events = [*waiting(log), log.claim(ANN, 1), log.says(KAREN, "wait!"), log.close(ANN, 1, head=1)]
    folded = chat(events)
    assert standing(folded) == (ANN, 1, Status.OPEN)
    assert folded.ownership.verdict(events[-1].id) == "unread"


def test_whoever_claimed_first_keeps_it_when_the_room_is_read_in_another_order() -> None:
    log = RoomLog()
    hello, ann, ben = waiting(log), log.claim(ANN, 1), log.claim(BEN, 1)
    won = log.event(ANN, "agent_console.won", {"fence": 1, "claim": ann.id})
    for order in ([ann, ben], [ben, ann]):
        assert standing(chat([*hello, *order, won])) == (ANN, 1, Status.OPEN)


def test_nobody_says_of_somebody_elses_claim_that_it_was_first() -> None:
    log = RoomLog()
    hello, ann, ben = waiting(log), log.claim(ANN, 1), log.claim(BEN, 1)
    for sender, claim in ((BEN, ann.id), (BEN, "$none"), (ANN, ben.id)):
        false = log.event(sender, "agent_console.won", {"fence": 1, "claim": claim})
        assert standing(chat([*hello, ann, ben, false])) == (ANN, 1, Status.OPEN)


def test_a_claim_whose_words_were_deleted_counts_as_before() -> None:
    log = RoomLog()
    events = [*waiting(log), log.claim(BEN, 1), log.claim(ANN, 1), log.close(BEN, 1), log.says(KAREN, "hm")]
    later = [stripped(event) if event.kind == "agent_console.claim" else event for event in events]
    assert standing(chat(later)) == standing(chat(events)) == ("", 1, Status.WAITING)


def test_an_agent_who_leaves_the_room_gives_the_customer_back() -> None:
    log = RoomLog()
    events = [log.member(ANN), *waiting(log), log.claim(ANN, 1), log.member(ANN, "leave"), log.claim(BEN, 2)]
    assert standing(chat(events[:-1])) == ("", 1, Status.WAITING)
    assert standing(chat(events)) == (BEN, 2, Status.OPEN)
    assert [step.move for step in chat(events).steps][-2:] == [Move.LAPSED, Move.TAKEN]


def test_a_customer_who_comes_and_goes_is_told_of() -> None:
    log = RoomLog()
    comings = [
        log.member(KAREN, membership) for membership in ("invite", "join", "join", "leave", "invite", "join")
    ]
    events = [*comings[:2], log.says(KAREN, "hello"), *comings[2:]]
    assert [step.move for step in chat(events).steps] == [Move.QUEUED, Move.LEFT]
    assert chat(events[:-2]).presence is Presence.LEFT
    again = [*events, log.member(KAREN, "leave"), log.member(KAREN)]
    assert [step.move for step in chat(again).steps][-2:] == [Move.LEFT, Move.RETURNED]
    assert chat(again).presence is Presence.HERE


def test_handing_over_names_an_heir_or_nobody() -> None:
    log = RoomLog()
    events = [*waiting(log), log.claim(ANN, 1)]
    to_ben = log.event(ANN, "agent_console.hand_over", {"fence": 1, "to": BEN})
    to_all = log.event(ANN, "agent_console.hand_over", {"fence": 1})
    to_karen = log.event(ANN, "agent_console.hand_over", {"fence": 1, "to": KAREN})
    assert standing(chat([*events, to_ben])) == (BEN, 2, Status.OPEN)
    assert standing(chat([*events, to_all])) == ("", 1, Status.WAITING)
    assert standing(chat([*events, to_karen])) == ("", 1, Status.WAITING)


def test_a_customer_who_writes_nothing_waits_for_nothing() -> None:
    log = RoomLog()
    events = [log.member(KAREN), log.says(ANN, "may I help?"), log.says(BOT, "Karen came by WhatsApp")]
    assert standing(chat(events)) == ("", 0, Status.CLOSED)
    assert chat(events).presence is Presence.HERE
