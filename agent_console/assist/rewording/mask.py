"""Hides what identifies somebody from a machine that rewords a text, and puts it back where it belongs."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

Place: TypeAlias = tuple[int, int]
"""Start and end of characters in a text."""

# Machines set spaces inside, and those that write Chinese take wide brackets and digits.
_STAND_IN: Final = re.compile(r"[{｛]\s*(\d{1,4})\s*[}｝]")


@dataclass(frozen=True, slots=True)
class Restored:
    """An answer with everything in its place again, and what is not as it was."""

    text: str
    places: tuple[Place | None, ...]
    """Where each hidden part stands now; None for one that did not come back exactly once."""
    missing: tuple[str, ...] = ()
    """Hidden parts that did not come back; an empty one was a field without text."""
    repeated: tuple[str, ...] = ()
    """Hidden parts that came back more than once."""
    invented: tuple[str, ...] = ()
    """What looks like a hidden part and is none, as the machine wrote it."""

    @property
    def whole(self) -> bool:
        """Whether each part came back exactly once, and nothing else did."""
        return not (self.missing or self.repeated or self.invented)


@dataclass(frozen=True, slots=True)
class Mask:
    """A text with a number in braces for each part that nobody else is to read."""

    original: str
    hidden: tuple[Place, ...]
    """The parts in their order; none overlaps another, and some may be empty."""

    @classmethod
    def over(cls, text: str, places: Iterable[Place]) -> "Mask":
        """Hide those places, and what the text itself has that looks like a hidden part."""
        own = (match.span() for match in _STAND_IN.finditer(text))
        return cls(text, tuple(_merged(sorted({*places, *own}))))

    @property
    def text(self) -> str:
        """What may be sent."""
        pieces, end = [], 0
        for number, (start, stop) in enumerate(self.hidden, start=1):
            pieces += [self.original[end:start], f"{{{number}}}"]
            end = stop
        return "".join((*pieces, self.original[end:]))

    @property
    def says_something(self) -> bool:
        """Whether a word is left that a machine could put otherwise."""
        return any(map(str.isalpha, self.text))

    def restored(self, answer: str) -> Restored:
        """Return an answer with the hidden parts in place of their numbers."""
        pieces: list[str] = []
        found: dict[int, list[Place]] = {}
        invented, end, length = [], 0, 0
        for match in _STAND_IN.finditer(answer):
            number = int(match[1]) - 1
            before, part = answer[end : match.start()], match[0]
            if number in range(len(self.hidden)):
                part = self._part(number)
                start = length + len(before)
                found.setdefault(number, []).append((start, start + len(part)))
            else:
                invented.append(match[0])
            pieces += [before, part]
            length, end = length + len(before) + len(part), match.end()
        return self._counted("".join((*pieces, answer[end:])), found, tuple(invented))

    def _counted(self, text: str, found: dict[int, list[Place]], invented: tuple[str, ...]) -> Restored:
        every = range(len(self.hidden))
        counts = [len(found.get(number, ())) for number in every]
        places = tuple(found[number][0] if counts[number] == 1 else None for number in every)
        missing = tuple(self._part(number) for number in every if counts[number] == 0)
        repeated = tuple(self._part(number) for number in every if counts[number] > 1)
        return Restored(text, places, missing, repeated, invented)

    def _part(self, number: int) -> str:
        return self.original[slice(*self.hidden[number])]


def _merged(places: Iterable[Place]) -> Iterator[Place]:
    """Yield sorted places with those in one that overlap."""
    last: Place | None = None
    for start, end in places:
        if last is not None and start < last[1]:
            last = (last[0], max(last[1], end))
            continue
        if last is not None:
            yield last
        last = (start, end)
    if last is not None:
        yield last
