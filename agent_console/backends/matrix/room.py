"""What a room is besides what is said in it: who made it, who is in it, where it leads."""

import re
from dataclasses import dataclass, field

from agent_console.backends.matrix.event import BRIDGES, CREATE, ENCRYPTION, MEMBER, RoomEvent
from agent_console.backends.matrix.value import Content, mapping, name, text
from agent_console.domain.chat import Presence

CHANNEL = "matrix"
_GHOST = re.compile(
    r"@_?(whatsapp|telegram|signal|meta|facebook|messenger|instagram|gmessages|googlechat|slack|discord|twitter"
    r"|linkedin|bluesky|imessage|line|wechat|skype|irc|xmpp|sms|viber|gitter|zulip)_",
    re.IGNORECASE,
)
_PHONE = re.compile(r"@whatsapp_([0-9]{7,15}):")
_NETWORK = re.compile(r"[a-z0-9][a-z0-9 ._-]{0,29}")


@dataclass
class Room:
    """Folded from the room's state events."""

    creator: str = ""
    encrypted: bool = False
    bridge_bot: str = ""
    names: dict[str, str] = field(default_factory=dict)
    """What each person was called last who ever was in the room."""
    members: dict[str, str] = field(default_factory=dict)
    """The membership of everybody who has one, first come first."""
    _network: str = ""

    def apply(self, event: RoomEvent) -> None:
        """Take a state event in; others change nothing."""
        match event.kind:
            case _ if event.state_key is None:
                return
            case "m.room.member":
                self._member(event.state_key, event.content)
            case "m.room.create":
                self.creator = self.creator or event.sender
            case "m.room.encryption":
                self.encrypted = True
            case kind if kind in BRIDGES:
                self._bridge(event.content)

    def name(self, user: str) -> str:
        """Return what a person is called."""
        return self.names.get(user) or localpart(user)

    def here(self, user: str) -> bool:
        """Whether somebody is in the room now."""
        return self.members.get(user) == "join"

    def presence(self, user: str) -> Presence:
        """Return whether somebody who is known to have come is in the room now."""
        if user not in self.members:
            return Presence.UNKNOWN
        return Presence.HERE if self.here(user) else Presence.LEFT

    def channel(self, customer: str) -> str:
        """Return where the customer writes from: the network behind a bridge, else `matrix`."""
        if self._network:
            return self._network
        ghost = _GHOST.match(customer)
        return ghost[1].lower() if ghost else CHANNEL

    def _member(self, key: str, content: Content) -> None:
        user = name(key, "@")
        membership = text(content.get("membership"))
        if not user or not membership:
            return
        self.members[user] = membership
        if called := text(content.get("displayname")):
            self.names[user] = called

    def _bridge(self, content: Content) -> None:
        self.bridge_bot = name(content.get("bridgebot"), "@")
        protocol = mapping(content.get("protocol"))
        network = (text(protocol.get("id")) or text(protocol.get("displayname"))).strip().lower()
        self._network = network if _NETWORK.fullmatch(network) else ""


def localpart(user: str) -> str:
    """Return the part of a Matrix ID before the server."""
    return user.removeprefix("@").partition(":")[0]


def phone(user: str) -> str:
    """Return the telephone number that a bridge's user stands for; empty when it says none."""
    found = _PHONE.match(user)
    return f"+{found[1]}" if found else ""


KINDS = frozenset({CREATE, MEMBER, ENCRYPTION, *BRIDGES})
"""The state events that are looked at."""
