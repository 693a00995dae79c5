"""JSON of a stranger, read by name and kind: what a field holds besides its kind counts as not said."""

import math
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from agent_console.backends.chatwoot.fault import MalformedError
from agent_console.texts import _

LATEST = 32_503_680_000
"""Seconds since 1970 at the year 3000; no time of a chat is later."""


class Fields:
    """One JSON object."""

    def __init__(self, raw: Mapping[str, object], what: str) -> None:
        self.raw = raw
        """The object itself, for a reader of its own."""
        self._what = what

    @classmethod
    def of(cls, raw: object, what: str) -> "Fields":
        """Return an object's fields; raises `MalformedError` for anything but an object."""
        if not isinstance(raw, dict):
            raise malformed(what)
        return cls(raw, what)

    def identity(self, key: str = "id") -> int:
        """Return a number that must be there; raises `MalformedError` otherwise."""
        found = self.number(key)
        if found is None or found < 0:
            raise malformed(f"{self._what}.{key}")
        return found

    def number(self, key: str) -> int | None:
        """Return a whole number; None when there is none."""
        value = self.raw.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def text(self, key: str) -> str:
        """Return a text, without halves of characters; empty when there is none."""
        value = self.raw.get(key)
        return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""

    def flag(self, key: str) -> bool:
        """Whether a field says yes."""
        return self.raw.get(key) is True

    def has(self, key: str) -> bool:
        """Whether a field is there at all, be it empty."""
        return key in self.raw

    def seconds(self, key: str) -> float:
        """Return a time in seconds since 1970; 0 when there is none. ISO 8601 is read too."""
        value = self.raw.get(key)
        if isinstance(value, str):
            return _iso(value)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return 0.0
        return float(value) if 0 <= value <= LATEST and math.isfinite(value) else 0.0

    def inner(self, key: str) -> "Fields":
        """Return the fields of an object inside; none when there is no such object."""
        value = self.raw.get(key)
        return Fields(value if isinstance(value, dict) else {}, f"{self._what}.{key}")

    def present(self, key: str) -> bool:
        """Whether there is an object inside that is not empty."""
        value = self.raw.get(key)
        return isinstance(value, dict) and bool(value)

    def objects(self, key: str) -> Iterator["Fields"]:
        """Yield the objects of a list inside; anything else in it is passed over."""
        value = self.raw.get(key)
        for item in value if isinstance(value, list) else ():
            if isinstance(item, dict):
                yield Fields(item, f"{self._what}.{key}")

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts of a list inside."""
        value = self.raw.get(key)
        return tuple(t for t in value if isinstance(t, str)) if isinstance(value, list) else ()

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return the fields that hold a text, a number or a yes or no, as texts."""
        return tuple(
            (key, str(value)) for key, value in self.raw.items() if isinstance(value, str | int | float)
        )


def items(raw: object, what: str) -> list[object]:
    """Return a list that must be one; raises `MalformedError` otherwise."""
    if not isinstance(raw, list):
        raise malformed(what)
    return raw


def moment(seconds: float) -> datetime:
    """Return seconds since 1970 as a time (aware, UTC)."""
    return datetime.fromtimestamp(seconds, UTC)


def malformed(what: str) -> MalformedError:
    """Return the error for an answer whose part `what` is not as the protocol says."""
    return MalformedError(_("Chatwoot sent something that cannot be understood ({what})").format(what=what))


def _iso(text: str) -> float:
    try:
        at = datetime.fromisoformat(text).timestamp()
    except (ValueError, OverflowError, OSError):
        return 0.0
    return at if 0 <= at <= LATEST else 0.0
