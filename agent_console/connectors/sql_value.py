"""Values of a database as the values of JSON that field maps are written for: pure."""

import json
import math
from collections.abc import Mapping
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import NoReturn

from agent_console.connectors.failure import LookUpError
from agent_console.texts import _

_LARGEST_EXPONENT = 40
"""Powers of ten; an amount beyond is written with its exponent, which would otherwise be as many digits."""


def plain(value: object) -> object:
    """Return a value of a row as JSON has it: times in ISO 8601, decimals and whatever else as text."""
    match value:
        case None | bool() | int() | str():
            return value
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [plain(item) for item in value]
        case Enum():
            return plain(value.value)
    return _scalar(value)


def parsed(column: str, value: object) -> object:
    """Return what the JSON text of a column says; raise LookUpError when it is none."""
    if isinstance(value, bytes):
        value = value.decode(errors="replace")
    if not isinstance(value, str):
        return value
    try:
        found: object = json.loads(value, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise LookUpError(
            _("the column `{column}` holds no JSON; check `json_columns`").format(column=column)
        ) from None
    return found


def _scalar(value: object) -> object:
    match value:
        case float():
            return value if math.isfinite(value) else None
        case Decimal():
            return _decimal(value)
        case date() | time():
            return value.isoformat()
        case timedelta():
            return value.total_seconds()
        case bytes() | bytearray() | memoryview():
            return _binary(bytes(value))
    return str(value)


def _decimal(value: Decimal) -> str | None:
    if not value.is_finite():
        return None
    return f"{value:f}" if abs(value.adjusted()) <= _LARGEST_EXPONENT else str(value)


def _binary(value: bytes) -> str:
    """Return bytes as the text they are, else in hexadecimal."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.hex()


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)
