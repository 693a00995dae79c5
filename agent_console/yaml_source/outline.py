"""The quick reading of a sound file: the same values as its tree gives, without their places."""

from collections.abc import Iterator
from dataclasses import dataclass
from sys import intern

import yaml
from yaml import (
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)
from yaml._yaml import CParser

from agent_console.yaml_source.limit import Limits
from agent_console.yaml_source.scalar import RawScalar

MEANINGFUL = frozenset(["", *"~-+.0123456789tfn"])
"""How an unquoted scalar that is a number, a boolean or nothing begins."""
NOTHING = frozenset({"", "~", "null"})


class IrregularError(Exception):
    """The file cannot be read quickly: it may be wrong, or merely unusual."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The values of one file."""

    root: dict[str, object]
    """Texts, dicts, lists and None; a scalar that may mean more than its letters is a RawScalar."""
    lines: list[int]
    """Where each item of the list that was asked for begins, from 1."""


def outline(text: str, listed: str, limits: Limits) -> Outline:
    """Return the values of a file, and where the items of the list under its top key `listed` begin.

    Raises IrregularError for a file that is no mapping, holds a mistake, an alias, a tag or a key
    twice, or goes beyond a limit: such a file is left to `parse`, which knows what to say.
    """
    try:
        if len(text) > limits.size or len(text.encode()) > limits.size:
            raise IrregularError
        builder = _Builder(text, limits)
        return Outline(builder.built(listed), builder.lines)
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        raise IrregularError from error


class _Builder:
    """Puts one file's values together."""

    def __init__(self, text: str, limits: Limits) -> None:
        self._next = CParser(text).get_event
        self._limits = limits
        self._values = 0
        self.lines: list[int] = []

    def built(self, listed: str) -> dict[str, object]:
        """Read the one document; an empty file is an empty mapping."""
        self._skip(StreamStartEvent)
        event = self._next()
        if type(event) is StreamEndEvent:
            return {}
        first = self._next()
        if type(first) is not MappingStartEvent or first.tag is not None:
            raise IrregularError
        root = self._root(listed)
        self._skip(DocumentEndEvent)
        self._skip(StreamEndEvent)
        return root

    def _count(self, values: int) -> None:
        self._values += values
        if self._values > self._limits.values:
            raise IrregularError

    def _skip(self, kind: type[yaml.Event]) -> None:
        if type(self._next()) is not kind:
            raise IrregularError

    def _root(self, listed: str) -> dict[str, object]:
        values: dict[str, object] = {}
        for key in self._keys(values):
            event = self._next()
            if key == listed and type(event) is SequenceStartEvent and event.tag is None:
                values[key] = self._listed()
            else:
                values[key] = self._value(event, 1)
        return values

    def _keys(self, values: dict[str, object]) -> Iterator[str]:
        """Yield the keys of a mapping, which fills `values`; behind each its value is read."""
        following = self._next
        # Asking for the type itself is twice as fast as isinstance, and this runs for every value.
        while type(event := following()) is ScalarEvent:
            # The same few keys come thousands of times.
            key = intern(event.value)
            if key in values or event.tag is not None:
                raise IrregularError
            yield key
        if type(event) is not MappingEndEvent:
            raise IrregularError
        self._count(2 * len(values))

    def _value(self, event: yaml.Event | None, depth: int) -> object:
        if type(event) is ScalarEvent and event.tag is None:
            text: str = event.value
            if event.implicit[0] and text[:1] in MEANINGFUL:
                return None if text in NOTHING else RawScalar(text)
            return text
        if depth < self._limits.depth:
            if type(event) is MappingStartEvent and event.tag is None:
                return self._mapping(depth + 1)
            if type(event) is SequenceStartEvent and event.tag is None:
                return self._sequence(depth + 1)
        raise IrregularError

    def _mapping(self, depth: int) -> dict[str, object]:
        values: dict[str, object] = {}
        following, value = self._next, self._value
        for key in self._keys(values):
            values[key] = value(following(), depth)
        return values

    def _sequence(self, depth: int) -> list[object]:
        values: list[object] = []
        following, value = self._next, self._value
        while type(event := following()) is not SequenceEndEvent:
            values.append(value(event, depth))
        self._count(len(values))
        return values

    def _listed(self) -> list[object]:
        """Read the list whose lines are asked for."""
        values: list[object] = []
        while type(event := self._next()) is not SequenceEndEvent:
            self.lines.append(_line(event))
            values.append(self._value(event, 2))
        self._count(len(values))
        return values


def _line(event: yaml.Event | None) -> int:
    return event.start_mark.line + 1 if event and event.start_mark else 0
