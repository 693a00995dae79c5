"""Messages have the same places whenever a room is read, and nothing in an event does harm."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.backends.matrix import attachment
from agent_console.backends.matrix.event import RoomEvent, decode_all
from agent_console.backends.matrix.sync import read
from agent_console.domain.chat import Author, Delivery, Message
from agent_console.domain.history import Move
from tests.backends.matrix.room_log import ANN, BOT, KAREN, RoomLog, chat, stripped

JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)
KINDS = (
    "m.room.message",
    "m.sticker",
    "m.room.encrypted",
    "m.room.redaction",
    "m.room.member",
    "m.room.create",
    "m.room.encryption",
    "m.bridge",
    "uk.half-shot.bridge",
    "agent_console.claim",
    "agent_console.won",
    "agent_console.close",
    "agent_console.hand_over",
    "agent_console.note",
    "agent_console.act",
)
KEYS = (
    "body",
    "msgtype",
    "url",
    "info",
    "filename",
    "m.relates_to",
    "m.new_content",
    "rel_type",
    "event_id",
    "redacts",
    "fence",
    "head",
    "to",
    "claim",
    "aside",
    "amends",
    "membership",
    "displayname",
    "protocol",
    "id",
    "bridgebot",
    "deed",
    "detail",
    "until_ms",
    "room",
    "file",
    "question",
    "question_to",
    "answers",
    "handed_over",
    "agent_console.client_id",
    "mimetype",
    "size",
)
VALUES = ("$1", "$2", ANN, KAREN, "m.replace", "!room:example.com", "join", 1, 0)


def edit(log: RoomLog, sender: str, event: RoomEvent, text: str) -> RoomEvent:
    relation = {"rel_type": "m.replace", "event_id": event.id}
    new = {"msgtype": "m.text", "body": text}
    return log.says(sender, f"* {text}", **{"m.relates_to": relation, "m.new_content": new})


def delete(log: RoomLog, sender: str, event: RoomEvent) -> RoomEvent:
    return log.event(sender, "m.room.redaction", {"redacts": event.id})


def shown(messages: list[Message]) -> list[tuple[int, str, int]]:
    return [(message.sequence, message.text, message.amends) for message in messages]


def messages(events: list[RoomEvent]) -> list[Message]:
    return [line.message for line in chat(events).transcript.lines]


def test_an_edit_and_a_deletion_have_places_of_their_own() -> None:
    log = RoomLog()
    hello, reply = log.says(KAREN, "hello"), log.says(ANN, "it costs 5")
    better = edit(log, ANN, reply, "it costs 6")
    events = [hello, reply, better, log.says(KAREN, "no"), delete(log, ANN, reply)]
    assert shown(messages(events)) == [
        (1, "hello", 0),
        (2, "it costs 5", 0),
        (3, "it costs 6", 2),
        (4, "no", 0),
        (5, "", 2),
    ]
    assert chat(events).transcript.versions(2) == [reply.id, better.id]


def test_places_stay_when_what_was_deleted_is_read_without_its_words() -> None:
    log = RoomLog()
    hello, reply = log.says(KAREN, "hello"), log.says(ANN, "wrong chat")
    better = edit(log, ANN, reply, "wrong room")
    events = [hello, reply, better, delete(log, ANN, reply), delete(log, ANN, better), log.says(KAREN, "?")]
    later = [hello, stripped(reply), stripped(better, f"agent_console: edit of {reply.id}"), *events[3:]]
    assert (
        [m.sequence for m in messages(later)] == [m.sequence for m in messages(events)] == [1, 2, 3, 4, 5, 6]
    )
    assert messages(later)[-1].text == "?"
    deleted = chat(later).transcript.now(2)
    assert deleted is not None
    assert deleted.delivery is Delivery.RECALLED
    for read_then in (events, later):
        assert [m.amends for m in messages(read_then)] == [0, 0, 2, 2, 3, 0]
        assert [step.move for step in chat(read_then).steps] == [
            Move.QUEUED,
            Move.EDITED,
            Move.DELETED,
        ]


def test_nobody_puts_words_into_somebody_elses_mouth() -> None:
    log = RoomLog()
    reply = log.says(ANN, "no refund")
    forged = edit(log, KAREN, reply, "full refund")
    folded = chat([reply, forged])
    now = folded.transcript.now(1)
    assert now is not None
    assert now.text == "no refund"
    assert [m.author for m in messages([reply, forged])] == [Author.AGENT, Author.CUSTOMER]


def test_a_customer_cannot_pass_a_message_off_as_an_agents_own() -> None:
    log = RoomLog()
    forged = log.says(KAREN, "hi", **{"agent_console.client_id": "the reply's id"})
    assert messages([forged])[0].client_id == forged.id


def test_an_aside_counts_only_from_the_agent_who_points_to_it_and_about_this_room() -> None:
    log, room = RoomLog(), {"room": "!room:example.com", "body": "she sounds cross"}
    aside = log.event(ANN, "agent_console.aside", room)
    for other in (
        log.event("@ben:example.com", "agent_console.aside", room),
        log.event(ANN, "agent_console.aside", {**room, "room": "!other:example.com"}),
    ):
        note = log.event(ANN, "agent_console.note", {"aside": other.id})
        folded = chat([note], {other.id: other})
        assert folded.transcript.lines[0].message.text == ""
    note = log.event(ANN, "agent_console.note", {"aside": aside.id})
    assert chat([note], {aside.id: aside}).transcript.lines[0].message.text == "she sounds cross"


def test_people_are_told_apart() -> None:
    log = RoomLog()
    bridge = log.event(
        BOT, "m.bridge", {"bridgebot": "@wa:example.com", "protocol": {"id": "whatsapp"}}, state_key="x"
    )
    events = [
        bridge,
        log.says(KAREN, "1"),
        log.says(ANN, "2"),
        log.says(BOT, "3"),
        log.says("@wa:example.com", "4"),
    ]
    authors = [m.author for m in messages(events)]
    assert authors == [Author.CUSTOMER, Author.AGENT, Author.BOT, Author.BOT]
    assert chat(events).facts.channel == "whatsapp"


@pytest.mark.parametrize(
    ("user", "channel", "phone"),
    [
        ("@whatsapp_15555550100:example.com", "whatsapp", "+15555550100"),
        ("@whatsapp_lid-12:example.com", "whatsapp", ""),
        ("@telegram_77:example.com", "telegram", ""),
        ("@_discord_77:example.com", "discord", ""),
        ("@signal_0a1b:example.com", "signal", ""),
        ("@karen:example.com", "matrix", ""),
        ("@whatsappy:example.com", "matrix", ""),
    ],
)
def test_a_bridges_people_show_where_they_write_from(user: str, channel: str, phone: str) -> None:
    facts = chat([RoomLog().says(user, "hello")]).facts
    assert (facts.channel, facts.customer.phone) == (channel, phone)


@pytest.mark.parametrize("network", ["", " ", "x" * 31, "\x1b[2J", 7, None, ["whatsapp"], "whats\napp"])
def test_a_bridge_without_a_plain_name_is_not_shown(network: object) -> None:
    log = RoomLog()
    bridge = log.event(BOT, "m.bridge", {"protocol": {"id": network}}, state_key="x")
    assert chat([bridge, log.says(KAREN, "hello")]).facts.channel == "matrix"


@pytest.mark.parametrize(
    "identity",
    ["", "0f" * 16, "mxc://a", "mxc://a/b", "mxc://a/b?size=-1", "mxc://a/b/c?size=1", "http://a/b?size=1"],
)
def test_what_names_no_file_is_none(identity: str) -> None:
    assert attachment.upload(identity) is None


def test_a_files_id_says_all_that_a_message_needs() -> None:
    file = attachment.Upload("mxc://example.com/abc", "image/png", 7, "a b&c=?.png")
    assert attachment.upload(file.id) == file


@given(JSON)
def test_any_answer_is_read_or_refused(answer: object) -> None:
    rooms = {"join": {"!a:b": answer}, "leave": answer, "invite": {"!a:b": answer}}
    whole = {"next_batch": "s1", "rooms": rooms, "presence": answer}
    assert read(whole, ANN) is not None
    assert read({"rooms": answer, "next_batch": 7}, ANN) is None


@given(st.lists(st.tuples(st.sampled_from((ANN, KAREN)), st.sampled_from(KINDS), st.booleans(), st.data())))
def test_no_event_does_harm(drawn: list[tuple[str, str, bool, st.DataObject]]) -> None:
    log, raw = RoomLog(), []
    for sender, kind, state, data in drawn:
        keys = st.sampled_from(KEYS)
        values = JSON | st.sampled_from(
            ("$1", "$2", ANN, KAREN, "m.replace", "!room:example.com", "join", 1, 0)
        )
        inner = st.dictionaries(keys, values | st.dictionaries(keys, values, max_size=4), max_size=6)
        more: dict[str, Any] = {"state_key": sender} if state else {}
        raw.append(log.raw(sender, kind, data.draw(JSON | inner), **more))
    events = list(decode_all(raw))
    folded = chat(events, {event.id: event for event in events})
    lines = [line.message.sequence for line in folded.transcript.lines]
    assert lines == list(range(1, len(lines) + 1))
    assert folded.facts.id == "!room:example.com"
    again = chat(events, {event.id: event for event in events})
    assert again.facts == folded.facts
