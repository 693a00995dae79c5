"""What a homeserver tells in one answer of `/sync`."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from agent_console.backends.matrix.event import RoomEvent, decode_all
from agent_console.backends.matrix.value import Content, mapping, name, sequence, text


@dataclass(frozen=True, slots=True)
class RoomNews:
    """What is new in one room."""

    timeline: tuple[RoomEvent, ...] = ()
    state: tuple[RoomEvent, ...] = ()
    """What was so before the timeline."""
    limited: bool = False
    """Whether events between the last answer and the timeline are left out."""
    before: str = ""
    """Where reading backwards from the timeline begins."""
    typing: tuple[str, ...] | None = None
    """Who writes now; None when nothing was said about it."""
    receipts: tuple[tuple[str, str], ...] = ()
    """Who has read up to which event."""


@dataclass(frozen=True, slots=True)
class News:
    """What is new since the answer before."""

    next: str
    joined: Mapping[str, RoomNews]
    invited: Mapping[str, str]
    """The rooms that the agent is invited to, and by whom."""
    left: Mapping[str, RoomNews]
    presence: Mapping[str, bool]
    """Whether other users are there."""

    @property
    def server_ms(self) -> int | None:
        """The homeserver's time when it answered, as its events tell; None when there are none."""
        rooms = chain.from_iterable(news.timeline for news in self.joined.values())
        times = [event.sent_ms + event.age_ms for event in rooms if event.age_ms is not None]
        # An age counts from the own server's clock, and the time is that of the sender's.
        return sorted(times)[len(times) // 2] if times else None


def read(answer: Content, me: str) -> News | None:
    """Return the news in an answer for the user `me`; None for what is no such answer."""
    following = text(answer.get("next_batch"))
    if not following:
        return None
    rooms = mapping(answer.get("rooms"))
    return News(
        next=following,
        joined=_rooms(rooms.get("join")),
        invited={
            room: inviter for room, raw in _named(rooms.get("invite")) if (inviter := _inviter(raw, me))
        },
        left=_rooms(rooms.get("leave")),
        presence=_presence(answer.get("presence")),
    )


def _named(raw: object) -> list[tuple[str, Content]]:
    return [(room, mapping(value)) for room, value in mapping(raw).items() if name(room, "!")]


def _rooms(raw: object) -> Mapping[str, RoomNews]:
    return {room: _room(value) for room, value in _named(raw)}


def _room(raw: Content) -> RoomNews:
    timeline, typing, receipts = mapping(raw.get("timeline")), None, []
    for passing in sequence(mapping(raw.get("ephemeral")).get("events")):
        content = mapping(mapping(passing).get("content"))
        match mapping(passing).get("type"):
            case "m.typing":
                typing = tuple(filter(None, (name(user, "@") for user in sequence(content.get("user_ids")))))
            case "m.receipt":
                receipts += _receipts(content)
    return RoomNews(
        timeline=tuple(decode_all(timeline.get("events"))),
        state=tuple(decode_all(mapping(raw.get("state")).get("events"))),
        limited=timeline.get("limited") is True,
        before=text(timeline.get("prev_batch")),
        typing=typing,
        receipts=tuple(receipts),
    )


def _receipts(content: Content) -> list[tuple[str, str]]:
    return [
        (reader, event)
        for event, receipts in content.items()
        if name(event, "$")
        for reader in mapping(mapping(receipts).get("m.read"))
        if name(reader, "@")
    ]


def _inviter(invitation: Content, me: str) -> str:
    for raw in sequence(mapping(invitation.get("invite_state")).get("events")):
        event = mapping(raw)
        membership = mapping(event.get("content")).get("membership")
        if event.get("type") == "m.room.member" and event.get("state_key") == me and membership == "invite":
            return name(event.get("sender"), "@")
    return ""


def _presence(raw: object) -> Mapping[str, bool]:
    there: dict[str, bool] = {}
    for one in sequence(mapping(raw).get("events")):
        state = text(mapping(mapping(one).get("content")).get("presence"))
        if state and (user := name(mapping(one).get("sender"), "@")):
            there[user] = state != "offline"
    return there
