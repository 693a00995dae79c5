"""What happened to a conversation, move by move; nothing in it is ever changed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Move(StrEnum):
    """What can happen to a conversation besides messages."""

    QUEUED = "queued"
    TAKEN = "taken"
    CLOSED = "closed"
    REOPENED = "reopened"
    LAPSED = "lapsed"
    """Its agent was away for too long, and it went back into the queue."""
    TAGGED = "tagged"
    UNTAGGED = "untagged"
    PRIORITY = "priority"
    HELD = "held"
    HOLD_ENDED = "hold_ended"
    HANDED_OVER = "handed_over"
    ASKED = "asked"
    ANSWERED = "answered"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    NOTED = "noted"
    EDITED = "edited"
    DELETED = "deleted"
    READ = "read"
    LEFT = "left"
    """The customer ended the chat, or has been gone for a while."""
    RETURNED = "returned"
    SILENT = "silent"
    """The customer has not answered for a while."""
    RATED = "rated"
    TRANSCRIPT = "transcript"
    """A transcript was sent to the customer."""
    TOLD = "told"
    """Something that the chat system tells in words of its own only."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a conversation's history."""

    id: int
    """Grows with time; a cursor."""
    at: datetime
    move: Move
    by: str = ""
    """Who did it, as people call them; empty for the system."""
    detail: str = ""
    """The tag, the promise, the comment, the outcome, ...; raw text."""
