"""Message-IDs: those of customers' mails as client ids, and those that the hub's own mails carry."""

import hashlib
import re
from dataclasses import dataclass

from agent_console.domain.chat import ClientId, ConversationId

LONGEST = 250
"""Characters of a Message-ID that is kept as it is; RFC 5322 lets a line have 998."""

_ID = re.compile(r"<([!-;=?-~]+)>")


@dataclass(frozen=True, slots=True)
class OwnId:
    """Which message of which conversation one of the hub's own mails carries."""

    conversation: ConversationId
    sequence: int

    def at(self, domain: str) -> str:
        """Return the Message-ID, without brackets: the same for every delivery of the message."""
        return f"{self.conversation}.{self.sequence}@{domain}"


def own(message_id: str, domain: str) -> OwnId | None:
    """Return what a Message-ID of the hub's own stands for; None for everybody else's."""
    match = re.fullmatch(r"([0-9a-f]{32})\.([1-9][0-9]{0,9})@(.+)", message_id)
    if match is None or match[3].lower() != domain.lower():
        return None
    return OwnId(ConversationId(match[1]), int(match[2]))


def found(header: str) -> tuple[str, ...]:
    """Return the Message-IDs in a header, in their order, without brackets."""
    return tuple(_ID.findall(header))


def client_id(message_id: str) -> ClientId:
    """Return the id under which the hub keeps a mail; one that is too long to keep is shortened.

    Each has an `@`, so that no customer of another channel can have given it to a message before.
    """
    if len(message_id) <= LONGEST and "@" in message_id:
        return ClientId(message_id)
    return ClientId(f"{digest(message_id.encode())} @")


def digest(content: bytes) -> str:
    """Return a name for content that has none."""
    return hashlib.sha256(content).hexdigest()


def original(client_id: str) -> bool:
    """Whether a client id is the Message-ID of a mail, as it came."""
    return "@" in client_id and _ID.fullmatch(f"<{client_id}>") is not None
