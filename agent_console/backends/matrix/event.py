"""The events of a room as they are understood here, decoded in this one place."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from agent_console.backends.matrix.value import Content, mapping, name, number, sequence, text

CLAIM: Final = "agent_console.claim"
"""An agent takes the customer; the first one in the room's order counts."""
WON: Final = "agent_console.won"
"""The agent whose claim was the first one says so, for who reads the room in another order later."""
CLOSE: Final = "agent_console.close"
HAND_OVER: Final = "agent_console.hand_over"
NOTE: Final = "agent_console.note"
"""The place of a note; its words are an aside."""
ACT: Final = "agent_console.act"
"""The place of anything else that an agent did; what it was is an aside."""
ASIDE: Final = "agent_console.aside"
"""What customers must not see: an event of the team room, which an event of the customer's room points to."""
AVAILABILITY: Final = "agent_console.availability"
"""Whether an agent takes new customers: a state event of the team room, one an agent."""
EDIT_OF: Final = "agent_console: edit of "
"""How the reason begins for which an edit is deleted, before the event: else it looks like a message."""
CLIENT_ID: Final = "agent_console.client_id"
"""The key of a message's content under which its writer's console finds it again."""

MESSAGE: Final = "m.room.message"
STICKER: Final = "m.sticker"
ENCRYPTED: Final = "m.room.encrypted"
REDACTION: Final = "m.room.redaction"
MEMBER: Final = "m.room.member"
CREATE: Final = "m.room.create"
ENCRYPTION: Final = "m.room.encryption"
BRIDGES: Final = ("m.bridge", "uk.half-shot.bridge")

SPOKEN: Final = frozenset({MESSAGE, STICKER, ENCRYPTED})
"""What has a place in the transcript whatever is in it, because deleting takes all else away."""
LATEST_MS: Final = int(datetime(9000, 1, 1, tzinfo=UTC).timestamp() * 1000)


@dataclass(frozen=True, slots=True)
class RoomEvent:
    """One event; the content is raw."""

    id: str
    kind: str
    sender: str
    sent_ms: int
    """The sender's homeserver's time (Unix, milliseconds)."""
    content: Content
    state_key: str | None = None
    """None unless it is a state event."""
    redacts: str = ""
    """The event whose content it takes away."""
    redacted: bool = False
    """Whether its own content was taken away."""
    edit_of: str = ""
    """The message that it was an edit of, as whoever took its content away said."""
    age_ms: int | None = None
    """How long ago the own homeserver took it, by that server's clock."""

    @property
    def sent_at(self) -> datetime:
        """The same time as an aware one."""
        return datetime.fromtimestamp(self.sent_ms / 1000, UTC)

    @property
    def relation(self) -> Content:
        """How it relates to another event."""
        return mapping(self.content.get("m.relates_to"))

    @property
    def replaces(self) -> str:
        """The message that it puts other words into; empty for anything but such an edit."""
        if self.edit_of:
            return self.edit_of
        edit = self.kind == MESSAGE and self.relation.get("rel_type") == "m.replace"
        return name(self.relation.get("event_id"), "$") if edit else ""

    @property
    def aside(self) -> str:
        """The event of the team room that it points to."""
        return name(self.content.get("aside"), "$")


def decode(raw: object) -> RoomEvent | None:
    """Return an event; None for what is none."""
    given = mapping(raw)
    identity, sender, kind = (
        name(given.get("event_id"), "$"),
        name(given.get("sender"), "@"),
        given.get("type"),
    )
    if not (identity and sender and isinstance(kind, str)):
        return None
    content, unsigned = mapping(given.get("content")), mapping(given.get("unsigned"))
    state_key = given.get("state_key")
    return RoomEvent(
        id=identity,
        kind=kind,
        sender=sender,
        sent_ms=min(number(given.get("origin_server_ts")) or 0, LATEST_MS),
        content=content,
        state_key=state_key if isinstance(state_key, str) else None,
        redacts=name(given.get("redacts"), "$") or name(content.get("redacts"), "$"),
        redacted="redacted_because" in unsigned,
        edit_of=_edit_of(mapping(mapping(unsigned.get("redacted_because")).get("content"))),
        age_ms=number(unsigned.get("age")),
    )


def decode_all(raw: object) -> Iterator[RoomEvent]:
    """Yield the events of a list; what is none is left out."""
    for one in sequence(raw):
        if (event := decode(one)) is not None:
            yield event


def _edit_of(redaction: Content) -> str:
    reason = text(redaction.get("reason"))
    return name(reason.removeprefix(EDIT_OF), "$") if reason.startswith(EDIT_OF) else ""


def body(content: Content) -> str:
    """Return the words of a message."""
    return text(content.get("body"))
