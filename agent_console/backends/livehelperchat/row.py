"""The rows of LiveHelperChat's tables that the console knows, with the columns that it uses."""

import json
from dataclasses import dataclass
from enum import IntEnum

from agent_console.backends.livehelperchat.field import Fields

VISITOR = 0
"""The writer of a visitor's message; above it are operators."""
BOT = -2

MOST_CUSTOM = 20
"""Fields of the company's own form that are shown of a visitor."""


class Stand(IntEnum):
    """Where a chat stands; other numbers are kinds of chat that agents do not take."""

    PENDING = 0
    ACTIVE = 1
    CLOSED = 2


LEFT = 1
"""`user_status` of a visitor who has closed the chat's window."""


@dataclass(frozen=True, slots=True)
class ChatRow:
    """A chat; texts are raw, times whole seconds since 1970 by the server's clock, 0 for none."""

    id: int
    status: int
    owner: int
    """The operator's id; 0 for nobody."""
    owner_name: str
    """Told of a single chat only."""
    nick: str
    email: str
    phone: str
    department: int
    page: str
    came_from: str
    timezone: str
    language: str
    remarks: str
    priority: int
    custom: tuple[tuple[str, str], ...]
    opened: int
    pending: int
    closed: int
    waited: int
    """Seconds until it was accepted."""
    last_message: int
    user_status: int
    typed: int
    typing: str


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message; the text is raw."""

    id: int
    writer: int
    """0 for the visitor, above it the operator's id, -1 the system, -2 a bot."""
    name: str
    text: str
    time: int


@dataclass(frozen=True, slots=True)
class OperatorRow:
    """An operator, without anything that is nobody else's business."""

    id: int
    name: str
    hidden: bool
    """Whether no new chats may come."""


@dataclass(frozen=True, slots=True)
class PresenceRow:
    """An operator who is there, or was."""

    operator: OperatorRow
    online: bool | None
    """What the system says itself; None when it does not."""
    active_at: int
    holding: int


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """A department, which is a queue."""

    id: int
    name: str
    offered: bool
    """Whether chats can be handed over to it."""


def chat(fields: Fields) -> ChatRow:
    """Read a chat."""
    return ChatRow(
        id=fields.whole("id"),
        status=fields.whole("status"),
        owner=fields.whole("user_id"),
        owner_name=fields.text("plain_user_name"),
        nick=fields.text("nick"),
        email=fields.text("email"),
        phone=fields.text("phone"),
        department=fields.whole("dep_id", 0),
        page=fields.text("referrer"),
        came_from=fields.text("session_referrer"),
        timezone=fields.text("user_tz_identifier"),
        language=fields.text("chat_locale"),
        remarks=fields.text("remarks"),
        priority=fields.whole("priority", 0),
        custom=_custom(fields.text("additional_data")),
        opened=fields.seconds("time"),
        pending=fields.seconds("pnd_time"),
        closed=fields.seconds("cls_time"),
        waited=fields.seconds("wait_time"),
        last_message=fields.whole("last_msg_id", 0),
        user_status=fields.whole("user_status", 0),
        typed=fields.seconds("user_typing"),
        typing=fields.text("user_typing_txt"),
    )


def message(fields: Fields) -> MessageRow:
    """Read a message."""
    return MessageRow(
        id=fields.whole("id"),
        writer=fields.whole("user_id"),
        name=fields.text("name_support"),
        text=fields.text("msg"),
        time=fields.seconds("time"),
    )


def operator(fields: Fields) -> OperatorRow:
    """Read an operator: never the password's hash, which some answers hold."""
    full = " ".join(part for part in (fields.text("name"), fields.text("surname")) if part.strip())
    return OperatorRow(
        id=fields.whole("id"),
        name=full or fields.text("chat_nickname") or fields.text("username"),
        hidden=fields.whole("hide_online", 0) != 0,
    )


def presence(fields: Fields) -> PresenceRow:
    """Read a line of who is there."""
    told = fields.inner("user") if fields.has("user") else None
    number = fields.whole("user_id")
    known = operator(told) if told is not None and told.has("id") else None
    hidden = fields.whole("hide_online", 0) != 0
    return PresenceRow(
        operator=OperatorRow(number, known.name if known is not None else f"#{number}", hidden),
        online=fields.flag("is_online"),
        active_at=fields.seconds("last_activity"),
        holding=fields.whole("active_chats", 0),
    )


def department(fields: Fields) -> DepartmentRow:
    """Read a department."""
    shut = any(fields.whole(name, 0) for name in ("disabled", "hidden", "archive"))
    return DepartmentRow(fields.whole("id"), fields.text("name"), offered=not shut)


def _custom(text: str) -> tuple[tuple[str, str], ...]:
    """Return the labels and values of the company's own form; what is not understood of it is left out."""
    try:
        told: object = json.loads(text) if text else None
    except (ValueError, RecursionError):
        return ()
    rows = [row for row in told if isinstance(row, dict)] if isinstance(told, list) else []
    pairs = ((row.get("key"), row.get("value")) for row in rows)
    kept = [(key, value) for key, value in pairs if isinstance(key, str) and isinstance(value, str)]
    return tuple(kept[:MOST_CUSTOM])
