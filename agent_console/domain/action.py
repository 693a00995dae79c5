"""What an agent, or a program on an agent's behalf, can do with a conversation besides writing in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from agent_console.domain.chat import AgentId, Priority

QuestionId = NewType("QuestionId", str)

NOBODY = AgentId("")

LONGEST_TAG = 50
"""Characters of a tag."""


@dataclass(frozen=True, slots=True)
class AddTag:
    """Put a tag on the conversation; one that is there already changes nothing."""

    tag: str


@dataclass(frozen=True, slots=True)
class RemoveTag:
    """Take a tag off; one that is not there changes nothing."""

    tag: str


@dataclass(frozen=True, slots=True)
class SetPriority:
    """Say how soon the conversation must be served; it orders the queue before the wait does."""

    priority: Priority


@dataclass(frozen=True, slots=True)
class HoldUntil:
    """Promise the customer to be back at a time; only the owner can."""

    until: datetime
    promise: str = ""
    """What was promised, such as `call the carrier`; the customer sees it."""


@dataclass(frozen=True, slots=True)
class EndHold:
    """The promise is kept, or given up."""


@dataclass(frozen=True, slots=True)
class HandOver:
    """Give the conversation to a colleague, or back into a queue; only the owner can.

    Exactly one of `agent` and `queue` is set. The comment is the next agent's first note.
    """

    agent: AgentId = NOBODY
    queue: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """Put a question to a colleague, who sees the conversation; the asker keeps it."""

    colleague: AgentId
    question: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer a colleague's question; it becomes a note in the asker's conversation."""

    question: QuestionId
    answer: str


@dataclass(frozen=True, slots=True)
class Block:
    """Take nothing more from this customer, and close the conversation."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Unblock:
    """Take the customer's messages again."""


@dataclass(frozen=True, slots=True)
class EditMessage:
    """Put other words into an own message; everybody sees that it was edited."""

    sequence: int
    text: str


@dataclass(frozen=True, slots=True)
class DeleteMessage:
    """Take the words out of an own message; its place stays, marked."""

    sequence: int


@dataclass(frozen=True, slots=True)
class MarkRead:
    """The owner has read as far as this message; the customer sees it."""

    sequence: int


Action = (
    AddTag
    | RemoveTag
    | SetPriority
    | HoldUntil
    | EndHold
    | HandOver
    | Ask
    | Answer
    | Block
    | Unblock
    | EditMessage
    | DeleteMessage
    | MarkRead
)


class Deed(StrEnum):
    """The name of each action, for programs, protocols and settings."""

    ADD_TAG = "add_tag"
    REMOVE_TAG = "remove_tag"
    SET_PRIORITY = "set_priority"
    HOLD_UNTIL = "hold_until"
    END_HOLD = "end_hold"
    HAND_OVER = "hand_over"
    ASK = "ask"
    ANSWER = "answer"
    BLOCK = "block"
    UNBLOCK = "unblock"
    EDIT_MESSAGE = "edit_message"
    DELETE_MESSAGE = "delete_message"
    MARK_READ = "mark_read"


KINDS: Mapping[Deed, type[Action]] = {
    Deed.ADD_TAG: AddTag,
    Deed.REMOVE_TAG: RemoveTag,
    Deed.SET_PRIORITY: SetPriority,
    Deed.HOLD_UNTIL: HoldUntil,
    Deed.END_HOLD: EndHold,
    Deed.HAND_OVER: HandOver,
    Deed.ASK: Ask,
    Deed.ANSWER: Answer,
    Deed.BLOCK: Block,
    Deed.UNBLOCK: Unblock,
    Deed.EDIT_MESSAGE: EditMessage,
    Deed.DELETE_MESSAGE: DeleteMessage,
    Deed.MARK_READ: MarkRead,
}

DEEDS: Mapping[type[Action], Deed] = {kind: deed for deed, kind in KINDS.items()}
