"""Private marks that carry stops and holes through rendering, so that data can never make one."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from agent_console.domain.stop import Stop, tab_order

OPEN = "\U0010fff0"
CLOSE = "\U0010fff1"
_MARK = re.compile(f"{OPEN}([123])([0-9]+){CLOSE}|[{OPEN}{CLOSE}]")
_BEGIN, _END, _HOLE = "1", "2", "3"
_MISSING = -1
"""The index of a missing value until the values are numbered; fields of forms have paths, too."""
_HIDDEN = re.compile(f"[{OPEN}{CLOSE}\ud800-\udfff]")
_SPARE = range(0x10FFEF, 0xF0000, -1)
"""Private code points that stand in for marks in data while it is rendered."""


@dataclass(frozen=True, slots=True)
class StopSpec:
    """What is known of a stop before its place in the text is."""

    index: int
    choices: tuple[str, ...] = ()
    required: bool = False
    path: str = ""
    transform: str = ""
    check: str = ""
    defaulted: bool = False


def begin(number: int) -> str:
    """Return the mark that opens the stop of that number."""
    return f"{OPEN}{_BEGIN}{number}{CLOSE}"


def end(number: int) -> str:
    """Return the mark that closes the stop of that number."""
    return f"{OPEN}{_END}{number}{CLOSE}"


def hole(number: int) -> str:
    """Return the mark of a missing value."""
    return f"{OPEN}{_HOLE}{number}{CLOSE}"


def shown(path: str) -> str:
    """Return what a missing value looks like in the text."""
    return f"⟦{path}⟧"


def marked_in(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the numbers of the stops and of the missing values that a text has marks of."""
    marks = [(match[1], int(match[2])) for match in _MARK.finditer(text) if match[1]]
    stops = dict.fromkeys(number for kind, number in marks if kind == _BEGIN)
    holes = dict.fromkeys(number for kind, number in marks if kind == _HOLE)
    return tuple(stops), tuple(holes)


def places(text: str) -> int:
    """Return how many stops and missing values a text has marks of, each repetition counted."""
    return text.count(f"{OPEN}{_BEGIN}") + text.count(f"{OPEN}{_HOLE}")


def lone_hole(text: str) -> int | None:
    """Return the number of the missing value that a text consists of; None when it has anything else."""
    match = _MARK.fullmatch(text)
    return int(match[2]) if match and match[1] == _HOLE else None


def unmarked(text: str) -> str:
    """Return a text without its marks."""
    return _MARK.sub("", text)


def remarked(text: str, stops: Sequence[int], holes: Sequence[int]) -> str:
    """Return a text whose stops and missing values have other numbers: those at their own places."""

    def renumbered(match: re.Match[str]) -> str:
        if not match[1]:
            return ""
        numbers = holes if match[1] == _HOLE else stops
        return f"{OPEN}{match[1]}{numbers[int(match[2])]}{CLOSE}"

    return _MARK.sub(renumbered, text)


class Disguise:
    """Swaps characters in data for unused ones, one for one, and back after rendering.

    Those are the marks, and halves of surrogate pairs, which no regular expression and no encoding takes.
    """

    def __init__(self, texts: Iterable[str] = ()) -> None:
        every = list(texts)
        hidden = {character for text in every for character in _HIDDEN.findall(text)}
        taken = set().union(*every) if hidden else hidden
        spare = (code for code in _SPARE if chr(code) not in taken)
        self._there = {ord(character): next(spare) for character in sorted(hidden)}
        self._back = {code: mark for mark, code in self._there.items()}

    def put_on(self, text: str) -> str:
        """Return data as it may be rendered."""
        return text.translate(self._there) if self._there else text

    def take_off(self, text: str) -> str:
        """Return rendered text with the data as it was."""
        return text.translate(self._back) if self._back else text


class _Placing:
    """Finds the places of stops while the marks are taken out."""

    def __init__(self, specs: Sequence[StopSpec], holes: Sequence[str]) -> None:
        self._specs = specs
        self._holes = holes
        self._begun: dict[int, int] = {}
        self.stops: list[Stop] = []
        self.pieces: list[str] = []
        self.length = 0

    def add(self, text: str) -> None:
        """Take plain text."""
        self.pieces.append(text)
        self.length += len(text)

    def take(self, kind: str | None, number: int) -> None:
        """Take a mark; one cut in two by a filter is dropped."""
        if kind == _HOLE:
            path = self._holes[number]
            start = self.length
            self.add(shown(path))
            self.stops.append(Stop(start, self.length, _MISSING, required=True, path=path))
        elif kind == _BEGIN:
            self._begun[number] = self.length
        elif kind == _END and number in self._begun:
            spec = self._specs[number]
            start = self._begun.pop(number)
            self.stops.append(
                Stop(
                    start,
                    self.length,
                    spec.index,
                    spec.choices,
                    spec.required,
                    spec.path,
                    spec.transform,
                    spec.check,
                    defaulted=spec.defaulted,
                )
            )


def place(marked: str, specs: Sequence[StopSpec], holes: Sequence[str]) -> tuple[str, tuple[Stop, ...]]:
    """Return the text without its marks, and the stops at their places, in tab order.

    Missing values come first in that order, each path under an index of its own, so that filling one
    fills its repetitions; the template's own stops follow.
    """
    placing = _Placing(specs, holes)
    position = 0
    for match in _MARK.finditer(marked):
        placing.add(marked[position : match.start()])
        placing.take(match[1], int(match[2] or 0))
        position = match.end()
    placing.add(marked[position:])
    return "".join(placing.pieces), tuple(sorted(_renumbered(placing.stops), key=tab_order))


def _renumbered(stops: Sequence[Stop]) -> Iterable[Stop]:
    paths = list(dict.fromkeys(stop.path for stop in stops if stop.index == _MISSING))
    numbers: Mapping[str, int] = {path: number for number, path in enumerate(paths, 1)}
    for stop in stops:
        if stop.index == _MISSING:
            yield replace(stop, index=numbers[stop.path])
        else:
            yield replace(stop, index=stop.index + len(paths) if stop.index else 0)
