"""What a chat system can do; the console offers only that."""

from dataclasses import dataclass

from agent_console.domain.action import Deed


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a chat system can do beyond the contract; the console offers only that."""

    reopen: bool = False
    notes: bool = False
    typing: bool = False
    history: bool = False
    """Whether it can tell what happened to a conversation."""
    attachments: bool = False
    """Whether files can be sent."""
    past: bool = False
    """Whether it can tell the customer's earlier chats."""
    deeds: frozenset[Deed] = frozenset()
    """The actions that it can carry out."""
