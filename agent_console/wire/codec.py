"""Frames to JSON and back, strictly: unknown types, unknown fields and wrong types are refused."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, NewType, cast, get_args, get_origin, get_type_hints

from agent_console.wire import frame, strict_json
from agent_console.wire.error import FrameError
from agent_console.wire.frame import Frame

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

TYPES: Mapping[str, type[Frame]] = {
    "reread": frame.Reread,
    "agent_hello": frame.AgentHello,
    "send": frame.Send,
    "take": frame.Take,
    "close": frame.Close,
    "reopen": frame.Reopen,
    "set_accepting": frame.SetAccepting,
    "customer_hello": frame.CustomerHello,
    "say": frame.Say,
    "agent_welcome": frame.AgentWelcome,
    "customer_welcome": frame.CustomerWelcome,
    "opened": frame.Opened,
    "messages": frame.Messages,
    "ended": frame.Ended,
    "heads": frame.Heads,
    "queue": frame.Queue,
    "availability": frame.Availability,
    "ack": frame.Ack,
    "refusal": frame.Refusal,
    "done": frame.Done,
    "decline": frame.Decline,
    "trouble": frame.Trouble,
}
"""The value of the field `type` for each frame."""

NAMES: Mapping[type[Frame], str] = {kind: name for name, kind in TYPES.items()}

LARGEST = 10**14
"""The largest number that is taken: in milliseconds since 1970 the year 5138, and far above any count."""

Reader = Callable[[object, str], object]
"""Checks a JSON value and returns the field's value; the second argument is where it stands."""


def encode(sent: Frame) -> str:
    """Return a frame as one line of JSON; raises `FrameError` for a text that UTF-8 cannot carry."""
    fields = {"type": NAMES[type(sent)], **_fields(sent)}
    line = json.dumps(fields, ensure_ascii=False, separators=(",", ":"), default=_fields)
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
    if isinstance(kind, NewType):
        return _reader(kind.__supertype__)
    if get_origin(kind) is tuple:
        return _list(_reader(get_args(kind)[0]))
    if get_origin(kind) is Mapping:
        return _numbers
    if not isinstance(kind, type):
        raise TypeError(f"no reader for fields of {kind}")
    if dataclasses.is_dataclass(kind):
        return _record(kind)
    if issubclass(kind, StrEnum):
        return _choice(kind)
    return _PLAIN[kind]


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


def _list(item: Reader) -> Reader:
    def read(value: object, where: str) -> object:
        if not isinstance(value, list):
            raise FrameError(f"{where}: must be a list")
        return tuple(item(element, f"{where}[{place}]") for place, element in enumerate(value))

    return read


_PLAIN: Mapping[type, Reader] = {str: _string, int: _number, bool: _truth}
_RECORDS: Mapping[str, Reader] = {name: _record(kind) for name, kind in TYPES.items()}
