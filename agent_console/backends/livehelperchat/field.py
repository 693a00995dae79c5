"""Named fields of LiveHelperChat's answers, as the types they are read as; nothing else of an answer is kept.

Whole numbers come as numbers or, from some columns, as text; what is empty comes as null, false or nothing.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from agent_console.backends.livehelperchat.failure import MalformedError

WHOLE = re.compile(r"-?[0-9]{1,15}")
LARGEST = 10**15
"""Beyond any id and any time."""
LATEST_TIME = 10**11
"""Seconds since 1970; some three thousand years."""


class Fields:
    """One object of an answer."""

    def __init__(self, value: object, what: str) -> None:
        """`what` it is, for errors. Raises `MalformedError` when it is no object."""
        if not isinstance(value, dict):
            raise MalformedError(f"{what} is no object")
        self._value = value
        self._what = what

    def has(self, name: str) -> bool:
        """Whether a field is there and not null."""
        return self._value.get(name) is not None

    def whole(self, name: str, absent: int | None = None) -> int:
        """Return a whole number; `absent` in place of nothing, which is an error without it."""
        value = self._value.get(name)
        if absent is not None and (value is None or value is False or value == ""):
            return absent
        if isinstance(value, str) and WHOLE.fullmatch(value):
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool) or abs(value) > LARGEST:
            raise self._wrong(name, "a whole number")
        return value

    def seconds(self, name: str) -> int:
        """Return a time in seconds since 1970; 0 stands for none."""
        value = self.whole(name, 0)
        if not 0 <= value < LATEST_TIME:
            raise self._wrong(name, "a time")
        return value

    def flag(self, name: str) -> bool | None:
        """Return yes or no; None for nothing."""
        value = self._value.get(name)
        return None if value is None else value not in (False, 0, "", "0")

    def text(self, name: str) -> str:
        """Return a text, raw; nothing is empty."""
        value = self._value.get(name)
        if value is None or value is False:
            return ""
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if not isinstance(value, str):
            raise self._wrong(name, "a text")
        return value

    def inner(self, name: str) -> "Fields":
        """Return an object in a field."""
        return Fields(self._value.get(name), f"`{name}` of {self._what}")

    def rows(self, name: str) -> Iterator["Fields"]:
        """Yield the objects of a list in a field; raises `MalformedError` for anything else."""
        return rows(self._value.get(name), f"`{name}` of {self._what}")

    def _wrong(self, name: str, kind: str) -> MalformedError:
        return MalformedError(f"`{name}` of {self._what} is not {kind}")


def rows(value: object, what: str) -> Iterator[Fields]:
    """Yield the objects of a list; raises `MalformedError` for anything else."""
    if not isinstance(value, list):
        raise MalformedError(f"{what} is no list")
    for number, row in enumerate(value, 1):
        yield Fields(row, f"no. {number} of {what}")


def moment(seconds: int) -> datetime:
    """Return a time in whole seconds since 1970 as aware UTC."""
    return datetime.fromtimestamp(seconds, UTC)
