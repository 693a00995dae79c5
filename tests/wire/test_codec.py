"""Frames and JSON: every frame survives the way there and back, and nothing else gets through."""

import dataclasses
import json
import typing
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.domain import action
from agent_console.domain.action import Deed, QuestionId
from agent_console.domain.chat import (
    AgentId,
    Author,
    ClientId,
    ConversationId,
    Mode,
    Presence,
    Priority,
    Status,
)
from agent_console.domain.customer import CustomerId
from agent_console.domain.history import Move
from agent_console.wire import codec, frame
from agent_console.wire.error import FrameError

CHAT, KAREN = ConversationId("chat"), CustomerId("0" * 32)
PROFILE = frame.Profile(
    *("Karen Doe", "karen@example.com", "555-0100", "en", "A-1", "48213"),
    *("Europe/Oslo", "Doe Ltd", (frame.Detail("Plan", "gold"),)),
)
TOPIC = frame.Topic(
    *("late parcel", "https://shop.example.com/orders", "chat", "billing", 1_700_000_000_000),
    *("Your orders", "https://search.example.com/"),
)
PAST_CHAT = frame.PastChat(
    *(7, "late parcel", Status.CLOSED, "solved", 1_700_000_000_000, 1_700_000_600_000),
    *(("late",), 4, "thanks, bye"),
)
PAST_LINE = frame.PastLine(
    *(2, Author.AGENT, "Ann", "see the file", 1_700_000_000_500, Mode.NOTE, True, "parcel.png"),
)
FILE = frame.File("parcel.png", "image/png", 9_000, "/files/" + "a" * 32, 640, 480)
ENTRY = frame.Entry(1, ClientId("m1"), Author.CUSTOMER, "Karen Doe", "hello", 1_700_000_000_000, 12)
NOTE = frame.Entry(
    *(2, ClientId("n1"), Author.AGENT, "Ann", "see the file", 1_700_000_000_500, 11),
    *(Mode.NOTE, 1, FILE, True),
)
FACTS = frame.Facts(
    *(CHAT, KAREN, PROFILE, TOPIC, Status.OPEN, 3, ("late", "parcel"), Priority.HIGH),
    *(1_700_000_600_000, "call the carrier", "solved", False, Presence.HERE, 2),
)
UPLOAD = "0123456789abcdef" * 2
QUESTION = frame.OpenQuestion(QuestionId("q1"), "Ben", "is it lost?", 900, FACTS, (ENTRY, NOTE))
WHEN = datetime(2030, 1, 2, 3, 4, 5, 678_000, tzinfo=UTC)

ACTIONS: list[action.Action] = [
    action.AddTag("late"),
    action.RemoveTag("late"),
    action.SetPriority(Priority.URGENT),
    action.HoldUntil(WHEN, "call the carrier"),
    action.EndHold(),
    action.HandOver(AgentId("ben"), "", "knows the carrier"),
    action.Ask(AgentId("ben"), "is it lost?"),
    action.Answer(QuestionId("q1"), "yes"),
    action.Block("spam"),
    action.Unblock(),
    action.EditMessage(2, "hi Karen!"),
    action.DeleteMessage(2),
    action.MarkRead(2),
]

FRAMES: list[frame.Frame] = [
    frame.Reread(CHAT, 7),
    frame.Typing(CHAT, "where is my"),
    frame.Seen(7, CHAT),
    frame.Offer(UPLOAD, "parcel.png", 9_000, CHAT),
    frame.Chunk(UPLOAD, 32_768, "AAEC"),
    frame.AgentHello("token", "device", {"chat": 7}),
    frame.Send(CHAT, KAREN, 3, ClientId("r1"), 1, "hi Karen", Mode.NOTE, UPLOAD),
    frame.Take(1, CHAT),
    frame.Close(2, CHAT, 3, 7, "solved"),
    frame.Reopen(3, CHAT),
    frame.SetAccepting(4, False),
    frame.Act(5, CHAT, 3, ACTIONS[0]),
    frame.ReadHistory(6, CHAT, 40),
    frame.ReadPast(7, CHAT, 12),
    frame.ReadPastLines(8, CHAT, 7, 40),
    frame.CustomerHello(KAREN, "secret", "device", PROFILE, TOPIC, 7),
    frame.Say(ClientId("m1"), 1, "hello", UPLOAD),
    frame.Leave(1),
    frame.Rate(2, 5, "thanks"),
    frame.MailTranscript(3, "karen@example.com"),
    frame.Visit("https://shop.example.com/returns", "Returns", "https://shop.example.com/orders"),
    frame.Past(7, (PAST_CHAT,), True),
    frame.PastLines(8, (PAST_LINE,), False),
    frame.AgentWelcome(AgentId("ann"), "Ann", True, (CHAT,)),
    frame.CustomerWelcome(CHAT),
    frame.Opened(FACTS, (ENTRY, NOTE)),
    frame.Changed(FACTS),
    frame.Messages(CHAT, (ENTRY,)),
    frame.Ended(CHAT, "closed"),
    frame.Standing(Status.WAITING, "Ann", 2, 90_000, 1_700_000_600_000, "call", "solved", 7, True, False),
    frame.Heads({"chat": 7}),
    frame.Queue((frame.Place(CHAT, "Karen Doe", "late parcel", "billing", 40_000, "chat", Priority.LOW),)),
    frame.Team((frame.Peer(AgentId("ben"), "Ben", True, False, 3),), ("billing", "returns")),
    frame.Asked(QUESTION),
    frame.Settled(QuestionId("q1")),
    frame.CustomerPresence(CHAT, Presence.LEFT),
    frame.Availability(True),
    frame.Ack(ClientId("r1"), 2, 1_700_000_000_000),
    frame.Refusal(ClientId("r1"), "fence", "not yours", 0),
    frame.Done(1, CHAT),
    frame.Decline(1, "taken", "Ben has taken it"),
    frame.History(6, (frame.HistoryLine(41, 1_700_000_000_000, Move.TAGGED, "Ann", "late"),), True),
    frame.Progress(UPLOAD, 32_768, False),
    frame.Unstored(UPLOAD, "too_large", "at most 10 MiB"),
    frame.Trouble("not JSON"),
]


def test_every_frame_has_an_example_here() -> None:
    assert {type(example) for example in FRAMES} == set(typing.get_args(frame.Frame))


@pytest.mark.parametrize("example", FRAMES, ids=lambda example: type(example).__name__)
def test_a_frame_survives_the_way_there_and_back(example: frame.Frame) -> None:
    assert codec.decode(codec.encode(example)) == example


def test_every_action_has_an_example_here() -> None:
    assert {type(example) for example in ACTIONS} == set(typing.get_args(action.Action))


@pytest.mark.parametrize("example", ACTIONS, ids=lambda example: type(example).__name__)
def test_an_action_survives_the_way_there_and_back(example: action.Action) -> None:
    act = frame.Act(5, CHAT, 3, example)
    line = codec.encode(act)
    assert codec.decode(line) == act
    assert codec.action(json.loads(line)["action"], "action") == example


def test_an_action_on_the_wire_says_its_name_beside_its_fields() -> None:
    line = json.loads(codec.encode(frame.Act(5, CHAT, 3, action.HoldUntil(WHEN, "call"))))
    assert line["action"] == {"type": "hold_until", "until": 1_893_553_445_678, "promise": "call"}


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        (None, "act.action: must be an object"),
        ({}, "act.action.type: must be one of add_tag"),
        ({"type": "fly"}, "act.action.type: must be one of"),
        ({"type": ["add_tag"]}, "act.action.type: must be one of"),
        ({"type": "add_tag"}, "act.action: field 'tag' is missing"),
        ({"type": "add_tag", "tag": 1}, "act.action.tag: must be a string"),
        ({"type": "end_hold", "tag": "late"}, "act.action: unknown field 'tag'"),
        ({"type": "set_priority", "priority": "soon"}, "act.action.priority: must be one of low"),
        ({"type": "hold_until", "until": "soon"}, "act.action.until: must be a whole number"),
        ({"type": "hold_until", "until": -1}, "act.action.until: must be a whole number"),
        ({"type": "mark_read", "sequence": True}, "act.action.sequence: must be a whole number"),
    ],
)
def test_what_is_no_action_is_refused_by_the_name_of_its_field(fields: object, reason: str) -> None:
    line = {"type": "act", "request": 5, "conversation": "chat", "fence": 3, "action": fields}
    with pytest.raises(FrameError, match=reason):
        codec.decode(json.dumps(line))


def test_deeds_name_every_action() -> None:
    assert set(action.KINDS) == set(Deed)
    assert set(action.KINDS.values()) == set(typing.get_args(action.Action))


def test_a_frame_on_the_wire_is_one_flat_line() -> None:
    line = codec.encode(frame.Send(CHAT, KAREN, 3, ClientId("r1"), 1, "hi\nKarén"))
    assert line == (
        '{"type":"send","conversation":"chat","customer":"' + "0" * 32 + '","fence":3,'
        '"client_id":"r1","number":1,"text":"hi\\nKarén","mode":"reply","file":""}'
    )


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_text_survives_unchanged(text: str) -> None:
    said = frame.Say(ClientId("m1"), 1, text)
    assert codec.decode(codec.encode(said)) == said


def test_fields_with_a_default_may_be_absent() -> None:
    assert codec.decode('{"type":"take","request":1}') == frame.Take(1)


WRONG: list[object] = [None, True, -1, 1.5, 10**15, "text", "\ud800", [1], {"a": "b"}, {"a": -1}, [{}]]
VALID: dict[type, object] = {str: "text", bool: True}
"""The one of the wrong values that a field of the type does take."""


@pytest.mark.parametrize("example", FRAMES, ids=lambda example: type(example).__name__)
def test_a_value_of_the_wrong_type_is_refused_by_the_name_of_its_field(example: frame.Frame) -> None:
    good = json.loads(codec.encode(example))
    for field in dataclasses.fields(example):
        for value in WRONG:
            if value != VALID.get(type(good[field.name])):
                with pytest.raises(FrameError, match=rf"\.{field.name}\b"):
                    codec.decode(json.dumps({**good, field.name: value}))


@pytest.mark.parametrize("example", FRAMES, ids=lambda example: type(example).__name__)
def test_a_missing_or_unknown_field_is_named(example: frame.Frame) -> None:
    good = json.loads(codec.encode(example))
    with pytest.raises(FrameError, match="unknown field 'colour'"):
        codec.decode(json.dumps({**good, "colour": "red"}))
    first = dataclasses.fields(example)[0]
    if first.default is dataclasses.MISSING:
        del good[first.name]
        with pytest.raises(FrameError, match=f"field '{first.name}' is missing"):
            codec.decode(json.dumps(good))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("hello", "not JSON"),
        ('{"type":"take","request":1} x', "not JSON"),
        ('{"type":"take","request":1,}', "not JSON"),
        ("[]", "a frame is a JSON object"),
        ("null", "a frame is a JSON object"),
        ("{}", "unknown frame type 'None'"),
        ('{"type":"teleport"}', "unknown frame type 'teleport'"),
        ('{"type":["take"]}', "unknown frame type"),
        ('{"type":"take","request":NaN}', "NaN is no JSON number"),
        ('{"type":"take","request":Infinity}', "Infinity is no JSON number"),
        ('{"type":"take","request":1,"request":2}', "key 'request' is there twice"),
        ('{"type":"heads","heads":{"a":1,"a":2}}', "key 'a' is there twice"),
        ('{"type":"take","request":' + "9" * 5000 + "}", "too many digits"),
        ('{"type":"take","request":1e3}', "take.request: must be a whole number"),
        ('{"type":"take","request":true}', "take.request: must be a whole number"),
        ('{"type":"trouble","reason":"\\ud800"}', r"half a character \(U\+D800\)"),
        ('{"type":"heads","heads":{"\\udc00":1}}', r"half a character \(U\+DC00\)"),
        ("[" * 100_000, "nested too deep"),
        ('{"type":"trouble","reason":' * 20_000, "nested too deep"),
        ('{"type":"messages","conversation":"a","messages":[{"sequence":1}]}', r"messages\[0\]: field"),
    ],
)
def test_what_is_no_frame_is_refused_in_one_line(line: str, reason: str) -> None:
    with pytest.raises(FrameError, match=reason) as caught:
        codec.decode(line)
    assert len(str(caught.value)) < 200
    assert "\n" not in str(caught.value)


def test_a_binary_frame_is_refused() -> None:
    with pytest.raises(FrameError, match="binary"):
        codec.decode(b'{"type":"take","request":1}')


def test_half_a_character_is_not_sent() -> None:
    with pytest.raises(FrameError, match="half a character"):
        codec.encode(frame.Say(ClientId("m1"), 1, "a\ud800b"))
