"""What a receiver is told."""

from typing import Literal

from agent_console.domain.history import Move
from agent_console.hub.rest.model import Message, Step
from agent_console.hub.rest.operation import Part

MESSAGE = "message"
Kind = Literal["message"] | Move
"""What happened: a message was committed, or a conversation was moved."""


class Event(Part):
    """Something that happened, told at least once, and in order; `id` tells a repetition."""

    id: str
    type: Kind
    at_ms: int
    conversation: str
    message: Message | None = None
    """Of an event of the type `message`: a reply, a note, or an amendment of one."""
    step: Step | None = None
    """Of any other: the line of the conversation's history."""
