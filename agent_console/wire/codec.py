"""Frames to JSON and back, strictly: unknown types, unknown fields and wrong types are refused."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from types import NoneType, UnionType
from typing import TYPE_CHECKING, NewType, cast, get_args, get_origin, get_type_hints

from agent_console.domain.action import DEEDS, KINDS, Action, Deed
from agent_console.wire import frame, strict_json
from agent_console.wire.error import FrameError
from agent_console.wire.frame import Frame

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

TYPES: Mapping[str, type[Frame]] = {
    "agent_hello": frame.AgentHello,
    "send": frame.Send,
    "take": frame.Take,
    "close": frame.Close,
    "reopen": frame.Reopen,
    "set_accepting": frame.SetAccepting,
    "act": frame.Act,
    "read_history": frame.ReadHistory,
    "read_past": frame.ReadPast,
    "read_past_lines": frame.ReadPastLines,
    "customer_hello": frame.CustomerHello,
    "say": frame.Say,
    "leave": frame.Leave,
    "rate": frame.Rate,
    "mail_transcript": frame.MailTranscript,
    "visit": frame.Visit,
    "reread": frame.Reread,
    "typing": frame.Typing,
    "seen": frame.Seen,
    "offer": frame.Offer,
    "chunk": frame.Chunk,
    "agent_welcome": frame.AgentWelcome,
    "customer_welcome": frame.CustomerWelcome,
    "opened": frame.Opened,
    "changed": frame.Changed,
    "messages": frame.Messages,
    "ended": frame.Ended,
    "standing": frame.Standing,
    "heads": frame.Heads,
    "queue": frame.Queue,
    "team": frame.Team,
    "asked": frame.Asked,
    "settled": frame.Settled,
    "customer_presence": frame.CustomerPresence,
    "availability": frame.Availability,
    "ack": frame.Ack,
    "refusal": frame.Refusal,
    "done": frame.Done,
    "decline": frame.Decline,
    "history": frame.History,
    "past": frame.Past,
    "past_lines": frame.PastLines,
    "progress": frame.Progress,
    "unstored": frame.Unstored,
    "trouble": frame.Trouble,
}
"""The value of the field `type` for each frame."""

NAMES: Mapping[type[Frame], str] = {kind: name for name, kind in TYPES.items()}

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

LARGEST = 10**14
"""The largest number that is taken: in milliseconds since 1970 the year 5138, and far above any count."""

Reader = Callable[[object, str], object]
"""Checks a JSON value and returns the field's value; the second argument is where it stands."""


def encode(sent: Frame) -> str:
    """Return a frame as one line of JSON; raises `FrameError` for a text that UTF-8 cannot carry."""
    fields = {"type": NAMES[type(sent)], **_fields(sent)}
    line = json.dumps(fields, ensure_ascii=False, separators=(",", ":"), default=_plain)
    _check_characters(line, NAMES[type(sent)])
    return line


def decode(data: str | bytes) -> Frame:
    """Return the frame in one WebSocket message; raises `FrameError` for everything that is none."""
    if isinstance(data, bytes):
        raise FrameError("a frame is text, and this one is binary")
    value = strict_json.parse(data)
    if not isinstance(value, dict):
        raise FrameError("a frame is a JSON object")
    name = value.pop("type", None)
    if not isinstance(name, str) or name not in TYPES:
        raise FrameError(f"unknown frame type {str(name)[:40]!r}")
    return cast(Frame, _RECORDS[name](value, name))


def _plain(value: object) -> object:
    """Return what JSON has no form for: an instant as milliseconds, an action with its name, a record."""
    if isinstance(value, datetime):
        return (value - EPOCH) // timedelta(milliseconds=1)
    record = _fields(cast("DataclassInstance", value))
    deed = DEEDS.get(cast(type[Action], type(value)))
    return record if deed is None else {"type": deed, **record}


def _fields(value: DataclassInstance) -> dict[str, object]:
    """Return the fields of a frame or of a record in it, by name."""
    return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}


def _check_characters(text: str, where: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        half = f"U+{ord(text[error.start]):04X}"
        raise FrameError(f"{where}: half a character ({half}) cannot be sent") from None


def _record(kind: type[DataclassInstance]) -> Reader:
    """Return the reader of an object with exactly the fields of a dataclass; defaults may be absent."""
    hints = get_type_hints(kind)
    fields = dataclasses.fields(kind)
    readers = {field.name: _reader(hints[field.name]) for field in fields}
    required = [
        field.name
        for field in fields
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    ]

    def read(value: object, where: str) -> object:
        if not isinstance(value, dict):
            raise FrameError(f"{where}: must be an object")
        for name in value.keys() - readers.keys():
            raise FrameError(f"{where}: unknown field {name[:40]!r}")
        for name in required:
            if name not in value:
                raise FrameError(f"{where}: field {name!r} is missing")
        return kind(**{name: readers[name](item, f"{where}.{name}") for name, item in value.items()})

    return read


def _reader(kind: object) -> Reader:
    """Return the reader for a field's declared type."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if isinstance(kind, NewType):
        return _reader(kind.__supertype__)
    if get_origin(kind) is tuple:
        return _list(_reader(get_args(kind)[0]))
    if get_origin(kind) is Mapping:
        return _numbers
    if isinstance(kind, UnionType):
        return _optional(kind)
    if not isinstance(kind, type) or not (dataclasses.is_dataclass(kind) or issubclass(kind, StrEnum)):
        raise TypeError(f"no reader for fields of {kind}")
    if dataclasses.is_dataclass(kind):
        return _record(kind)
    return _choice(kind)


def action(value: object, where: str) -> Action:
    """Return the action in a JSON value that stands at `where`; raises `FrameError` for anything else."""
    if not isinstance(value, dict):
        raise FrameError(f"{where}: must be an object")
    fields = dict(value)
    name = fields.pop("type", None)
    if name not in list(Deed):
        raise FrameError(f"{where}.type: must be one of {', '.join(Deed)}")
    return cast(Action, _ACTIONS[Deed(name)](fields, where))


def _moment(value: object, where: str) -> datetime:
    return EPOCH + timedelta(milliseconds=_number(value, where))


def _string(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise FrameError(f"{where}: must be a string")
    _check_characters(value, where)
    return value


def _number(value: object, where: str) -> int:
    if type(value) is not int or not 0 <= value <= LARGEST:
        raise FrameError(f"{where}: must be a whole number from 0 to {LARGEST}")
    return value


def _truth(value: object, where: str) -> bool:
    if not isinstance(value, bool):
        raise FrameError(f"{where}: must be true or false")
    return value


def _numbers(value: object, where: str) -> dict[str, int]:
    if not isinstance(value, dict):
        raise FrameError(f"{where}: must be an object")
    return {_string(key, where): _number(item, where) for key, item in value.items()}


def _choice(kind: type[StrEnum]) -> Reader:
    def read(value: object, where: str) -> object:
        if value not in list(kind):
            raise FrameError(f"{where}: must be one of {', '.join(kind)}")
        return kind(cast(str, value))

    return read


def _optional(kind: UnionType) -> Reader:
    """Return the reader of a value that may be null."""
    [present] = [part for part in get_args(kind) if part is not NoneType]
    read = _reader(present)
    return lambda value, where: None if value is None else read(value, where)


def _list(item: Reader) -> Reader:
    def read(value: object, where: str) -> object:
        if not isinstance(value, list):
            raise FrameError(f"{where}: must be a list")
        return tuple(item(element, f"{where}[{place}]") for place, element in enumerate(value))

    return read


_PLAIN: Mapping[object, Reader] = {
    str: _string,
    int: _number,
    bool: _truth,
    datetime: _moment,
    Action: action,
}
_ACTIONS: Mapping[Deed, Reader] = {deed: _record(kind) for deed, kind in KINDS.items()}
_RECORDS: Mapping[str, Reader] = {name: _record(kind) for name, kind in TYPES.items()}
