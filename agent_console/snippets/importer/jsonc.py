"""JSON as editors and exports write it: comments, commas at the end, and where each item stands."""

import json
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from json import JSONDecodeError

from agent_console.yaml_source import Source, SourceError

_COMMENT = r"//[^\n]*|/\*.*?(?:\*/|\Z)"
_TOKEN = re.compile(
    rf'"(?:[^"\\\n]|\\.)*(?:"|(?=\n)|\Z)|(?P<comment>{_COMMENT})|(?P<comma>,)(?=(?:\s|{_COMMENT})*[\]}}])',
    re.DOTALL,
)
"""What has no end runs to the end, so that looking for it takes no second pass."""
_VISIBLE = re.compile(r"[^\n\r]")
_SPACE = re.compile(r"[\s,:]*")
_DECODER = json.JSONDecoder(strict=False)


@dataclass(frozen=True, slots=True)
class Item:
    """A member of an object or an item of a list."""

    key: str
    """"" in a list."""
    value: object
    line: int
    """Where it begins; counts from 1."""


def items(source: Source, *lists: str) -> tuple[Item, ...]:
    """Return what the outermost object or list of a JSON text holds.

    When the object has a member of one of the names `lists`, the items of that are returned instead.
    Raises SourceError with the place of a mistake.
    """
    bare = _TOKEN.sub(_blanked, source.text.removeprefix("\ufeff"))
    try:
        whole = _DECODER.decode(bare)
    except JSONDecodeError as error:
        line, column = source.position(error.pos)
        raise SourceError([source.problem(line, column, f"not valid JSON: {error.msg}")]) from None
    except (RecursionError, ValueError):
        message = "not valid JSON: nested too deeply, or a number is too long"
        raise SourceError([source.problem(0, 0, message)]) from None
    if not isinstance(whole, (dict, list)):
        raise SourceError([source.problem(1, 1, "a list or an object is expected")])
    return tuple(_Walk(bare, lists).items())


def _blanked(token: re.Match[str]) -> str:
    """Blank out what JSON itself does not have, so that every place stays the same."""
    if token["comment"] or token["comma"]:
        return _VISIBLE.sub(" ", token[0])
    return token[0]


class _Walk:
    """Goes through a text that is known to be JSON, to find the line of each item."""

    def __init__(self, text: str, lists: tuple[str, ...]) -> None:
        self._text = text
        self._lists = lists
        self._breaks = [found.start() for found in re.finditer("\n", text)]

    def items(self) -> Iterator[Item]:
        """Yield the items of the outermost list or object, or those of the lists that are named."""
        begin = self._item(0)
        if self._text[begin] == "[":
            yield from self._list(begin + 1)
            return
        members = tuple(self._members(begin + 1))
        named = [
            (item, at) for item, at in members if item.key in self._lists and isinstance(item.value, list)
        ]
        if named:
            for _, at in named:
                yield from self._list(at + 1)
        else:
            yield from (item for item, _ in members)

    def _list(self, position: int) -> Iterator[Item]:
        while self._text[position := self._item(position)] != "]":
            value, end = _DECODER.raw_decode(self._text, position)
            yield Item("", value, self._line(position))
            position = end

    def _members(self, position: int) -> Iterator[tuple[Item, int]]:
        """Yield each member with the place of its value."""
        while self._text[position := self._item(position)] != "}":
            key, end = _DECODER.raw_decode(self._text, position)
            begin = self._item(end)
            value, end = _DECODER.raw_decode(self._text, begin)
            yield Item(str(key), value, self._line(position)), begin
            position = end

    def _item(self, position: int) -> int:
        """Return where the next value, name or closing bracket begins."""
        space = _SPACE.match(self._text, position)
        return space.end() if space else position

    def _line(self, position: int) -> int:
        return bisect_left(self._breaks, position) + 1


def mapping(value: object) -> Mapping[str, object]:
    """Return an object of JSON; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def text_of(value: object) -> str:
    """Return a text of JSON; lines when it is a list of texts, "" for anything else."""
    match value:
        case str():
            return value
        case list():
            return "\n".join(line for line in value if isinstance(line, str))
    return ""


def texts_of(value: object) -> tuple[str, ...]:
    """Return one text or a list of texts; anything else in it is passed over."""
    several = value if isinstance(value, list) else [value]
    return tuple(text for text in several if isinstance(text, str) and text.strip())
