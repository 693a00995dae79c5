"""A room's events as a homeserver tells them, for tests without one."""

from collections.abc import Iterable, Mapping

from agent_console.backends.matrix.chat import Chat
from agent_console.backends.matrix.event import RoomEvent, decode
from agent_console.backends.matrix.team import Team

ROOM = "!room:example.com"
ANN, BEN, KAREN, BOT = "@ann:example.com", "@ben:example.com", "@karen:example.com", "@bot:example.com"
HOMESERVER = "https://matrix.example.com"


class RoomLog:
    """Makes events, each later than the one before."""

    def __init__(self) -> None:
        self._count = 0

    def raw(self, sender: str, kind: str, content: object, **more: object) -> dict[str, object]:
        """Return an event as it comes."""
        self._count += 1
        return {
            "event_id": f"${self._count}",
            "sender": sender,
            "type": kind,
            "content": content,
            "origin_server_ts": 1_700_000_000_000 + self._count * 1000,
            **more,
        }

    def event(self, sender: str, kind: str, content: object, **more: object) -> RoomEvent:
        """Return a decoded event."""
        event = decode(self.raw(sender, kind, content, **more))
        assert event is not None
        return event

    def says(self, sender: str, text: str, **more: object) -> RoomEvent:
        """Return a message."""
        return self.event(sender, "m.room.message", {"msgtype": "m.text", "body": text, **more})

    def member(self, user: str, membership: str = "join", name: str = "") -> RoomEvent:
        """Return that somebody came or went."""
        content = {"membership": membership} | ({"displayname": name} if name else {})
        return self.event(user, "m.room.member", content, state_key=user)

    def claim(self, sender: str, fence: int) -> RoomEvent:
        """Return that an agent takes the customer."""
        return self.event(sender, "agent_console.claim", {"fence": fence})

    def close(self, sender: str, fence: int, head: int = 99) -> RoomEvent:
        """Return that an agent closes the conversation."""
        return self.event(sender, "agent_console.close", {"fence": fence, "head": head})


def stripped(event: RoomEvent, reason: str = "") -> RoomEvent:
    """Return an event whose content was taken away, as it is told later."""
    gone = decode(
        {
            "event_id": event.id,
            "sender": event.sender,
            "type": event.kind,
            "content": {},
            "origin_server_ts": event.sent_ms,
            "unsigned": {"redacted_because": {"content": {"reason": reason}}},
        }
    )
    assert gone is not None
    return gone


def team() -> Team:
    """Return a team of Ann and Ben."""
    log, agents = RoomLog(), Team(ANN, bots=("@bot:*",))
    for agent, name in ((ANN, "Ann"), (BEN, "Ben")):
        agents.apply(log.member(agent, name=name))
    return agents


def chat(events: Iterable[RoomEvent], asides: Mapping[str, RoomEvent] | None = None) -> Chat:
    """Return what some events come to, on a new console."""
    folded = Chat(ROOM, team(), HOMESERVER)
    for event in events:
        folded.apply(event, asides or {})
    return folded
