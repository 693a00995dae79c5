"""What frames mean to the desk, holes and repeats included."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from agent_console.backends.hub_reader import HubReader
from agent_console.domain.action import QuestionId
from agent_console.domain.attachment import Attachment
from agent_console.domain.chat import AgentId, Author, ClientId, ConversationId, Presence, Promise, Status
from agent_console.domain.customer import CustomerId
from agent_console.domain.events import (
    AvailabilityChanged,
    ConversationEnded,
    ConversationOpened,
    CustomerRead,
    CustomerTyping,
    Event,
    FactsChanged,
    MessageArrived,
    PresenceChanged,
    QuestionAsked,
    QuestionSettled,
    QueueChanged,
    SignedIn,
    TeamChanged,
)
from agent_console.domain.team import Colleague
from agent_console.wire.error import FrameError
from agent_console.wire.frame import (
    AgentWelcome,
    Asked,
    Availability,
    Changed,
    CustomerPresence,
    Ended,
    Entry,
    Facts,
    File,
    Frame,
    Heads,
    Messages,
    Opened,
    OpenQuestion,
    Peer,
    Profile,
    Queue,
    Reread,
    Seen,
    Settled,
    Take,
    Team,
    Topic,
    Typing,
)

CHAT = ConversationId("chat")
FACTS = Facts(CHAT, CustomerId("karen"), Profile("Karen Doe"), Topic(), Status.OPEN, 1)


def entry(sequence: int) -> Entry:
    return Entry(sequence, ClientId(f"m{sequence}"), Author.CUSTOMER, "Karen Doe", f"text {sequence}", 0, 0)


def entries(*sequences: int) -> tuple[Entry, ...]:
    return tuple(entry(sequence) for sequence in sequences)


def read(reader: HubReader, *frames: Frame) -> list[Event | Reread]:
    return [item for frame in frames for item in reader.read(frame)]


def sequences(items: list[Event | Reread]) -> list[int]:
    """Return the sequences of all messages that the events bring."""
    found: list[int] = []
    for item in items:
        if isinstance(item, ConversationOpened):
            found += [arrival.message.sequence for arrival in item.arrivals]
        elif isinstance(item, MessageArrived):
            found.append(item.message.sequence)
    return found


def test_signing_in_says_who_and_what_and_whether() -> None:
    welcome = AgentWelcome(AgentId("ann"), "Ann", False, (CHAT,))
    assert read(HubReader(), welcome) == [
        SignedIn(AgentId("ann"), "Ann", frozenset({CHAT})),
        AvailabilityChanged(False),
    ]


def test_repeats_are_dropped_over_frames() -> None:
    items = read(
        HubReader(),
        Opened(FACTS, entries(1, 2)),
        Messages(CHAT, entries(2, 3)),
        Opened(FACTS, entries(1, 2, 3, 4)),
    )
    assert sequences(items) == [1, 2, 3, 4]
    assert not [item for item in items if isinstance(item, Reread)]


def test_a_hole_is_asked_for_and_nothing_behind_it_is_shown() -> None:
    reader = HubReader()
    items = read(reader, Opened(FACTS, entries(1)), Messages(CHAT, entries(3, 4)))
    assert sequences(items) == [1]
    assert [item for item in items if isinstance(item, Reread)] == [Reread(CHAT, 1)]
    assert sequences(read(reader, Opened(FACTS, entries(2, 3, 4)))) == [2, 3, 4]


def test_a_hole_in_an_opening_is_asked_for_too() -> None:
    items = read(HubReader(), Opened(FACTS, entries(1, 3)))
    assert sequences(items) == [1]
    assert items[-1] == Reread(CHAT, 1)


def test_a_head_that_was_not_read_is_asked_for() -> None:
    reader = HubReader()
    read(reader, Opened(FACTS, entries(1, 2)))
    assert read(reader, Heads({CHAT: 2})) == []
    assert read(reader, Heads({CHAT: 5})) == [Reread(CHAT, 2)]


def test_what_has_ended_is_read_from_the_beginning_when_it_comes_again() -> None:
    reader = HubReader()
    items = read(reader, Opened(FACTS, entries(1, 2)), Ended(CHAT, "closed"))
    assert items[-1] == ConversationEnded(CHAT, "closed")
    assert sequences(read(reader, Opened(replace(FACTS, fence=2), entries(1, 2)))) == [1, 2]


def test_what_is_no_longer_held_after_a_loss_is_forgotten_too() -> None:
    reader = HubReader()
    read(reader, Opened(FACTS, entries(1, 2)), AgentWelcome(AgentId("ann"), "Ann", True, ()))
    assert reader.cursor.all() == {}


def test_news() -> None:
    assert read(HubReader(), Queue(()), Availability(True)) == [QueueChanged(()), AvailabilityChanged(True)]


def test_asides_about_a_conversation() -> None:
    frames = (
        Changed(replace(FACTS, tags=("vip",), hold_until_ms=5_000, promise="call")),
        Typing(CHAT, "I wo"),
        Seen(3, CHAT),
        CustomerPresence(CHAT, Presence.LEFT),
    )
    changed, *others = read(HubReader(), *frames)
    assert others == [
        CustomerTyping(CHAT, "I wo"),
        CustomerRead(CHAT, 3),
        PresenceChanged(CHAT, Presence.LEFT),
    ]
    assert isinstance(changed, FactsChanged)
    assert changed.conversation.tags == ("vip",)
    assert changed.conversation.promise == Promise(datetime(1970, 1, 1, 0, 0, 5, tzinfo=UTC), "call")


def test_the_team_and_its_questions() -> None:
    peer = Peer(AgentId("bob"), "Bob", online=True, accepting=False, holding=3)
    asked = OpenQuestion(QuestionId("q"), "Bob", "how?", 2_000, FACTS, entries(7, 8))
    team, question, settled = read(
        HubReader(), Team((peer,), ("sales",)), Asked(asked), Settled(QuestionId("q"))
    )
    bob = Colleague(AgentId("bob"), "Bob", online=True, accepting=False, holding=3)
    assert team == TeamChanged((bob,), ("sales",))
    assert isinstance(question, QuestionAsked)
    assert [m.sequence for m in question.question.conversation.messages] == [7, 8]
    assert question.question.age == timedelta(seconds=2)
    assert settled == QuestionSettled(QuestionId("q"))


@pytest.mark.parametrize(
    ("hub", "address"),
    [
        ("wss://chat.example.com", "https://chat.example.com/files/1"),
        ("ws://127.0.0.1:8765/", "http://127.0.0.1:8765/files/1"),
    ],
)
def test_a_file_is_fetched_from_the_hub(hub: str, address: str) -> None:
    kept = File("label.png", "image/png", 12, "/files/1", 3, 4)
    (opened,) = read(HubReader(hub), Opened(FACTS, (replace(entry(1), file=kept),)))
    assert isinstance(opened, ConversationOpened)
    attachment = opened.arrivals[0].message.attachment
    assert attachment == Attachment("label.png", "image/png", 12, address, 3, 4)


def test_a_frame_that_only_clients_send_is_refused() -> None:
    with pytest.raises(FrameError, match="does not send Take"):
        read(HubReader(), Take(1))
