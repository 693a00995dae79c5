"""Triggers inside other triggers: what fires on the way while a trigger is being typed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice, product

from agent_console.snippets.snippet import Snippet
from agent_console.snippets.trigger.index import SEPARATORS, Boundary, Trigger, folded, separates

LETTER = "\ue000"
"""A character that is no separator and that no trigger begins with."""
ENDS = (" ", *sorted(SEPARATORS - {" "}))
MOST_CASINGS = 1_024
"""Ways to write a trigger in capitals and small letters that are tried before it counts as unreachable."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A trigger as it fires: on its last character, on a separator behind it, or at a key of its own."""

    trigger: Trigger
    expand: str

    @property
    def asks_left(self) -> bool:
        """Whether a separator must stand left of it."""
        return self.trigger.left_word or self.in_prose

    @property
    def asks_right(self) -> bool:
        """Whether it waits for a separator behind it."""
        both = self.trigger.right_word or self.trigger.boundary is Boundary.BOTH
        return self.expand == "space" or (both and self.expand == "immediate")

    @property
    def unasked(self) -> bool:
        """Whether it fires while one types."""
        return self.expand in ("immediate", "space")

    def bounded(self, beside: str) -> bool:
        """Return whether a character is a separator for it; "" is the start of the text."""
        return separates(beside) if self.in_prose else not beside or beside in SEPARATORS

    def bounded_like(self, other: "Typed") -> bool:
        """Return whether what may stand beside the other may stand beside this one too."""
        return self.in_prose or not self.asks_left or not other.in_prose

    @property
    def manner(self) -> object:
        """What it has in common with those that fire exactly as it does."""
        return self.trigger.text, self.trigger.any_case, self.asks_left, self.asks_right, self.in_prose

    @property
    def caseless(self) -> bool:
        """Whether it fires in capitals and small letters alike."""
        return self.trigger.any_case or self.trigger.text.lower() == self.trigger.text.upper()

    @property
    def in_prose(self) -> bool:
        """Whether it stands between the separators of prose, which are more than espanso's."""
        return self.trigger.boundary is not Boundary.ESPANSO


def typed_of(snippet: Snippet) -> Iterator[Typed]:
    """Yield the triggers of a snippet."""
    yield from (Typed(trigger, snippet.expand) for trigger in snippet.triggers if trigger.text)


@dataclass(frozen=True, slots=True, order=True)
class _Firing:
    """A trigger that is complete; of several the least one fires."""

    at: int
    """How many characters have been typed by then."""
    start: int
    """Where it begins, with the separator on its left; in halves, for the start of the text comes later."""
    any_case: bool
    asks_right: bool


@dataclass(slots=True)
class _Node:
    inner: dict[str, "_Node"] = field(default_factory=dict)
    ends: dict[object, Typed] = field(default_factory=dict)
    """One of those that fire alike, for a book may have the same trigger thousands of times."""


class Rivals:
    """All triggers that fire while one types."""

    def __init__(self, triggers: Iterable[Typed]) -> None:
        self._roots = {False: _Node(), True: _Node()}
        """Those that need no separator on their left, and those that do."""
        for typed in filter(lambda one: one.unasked, triggers):
            node = self._roots[typed.asks_left]
            for character in map(folded, typed.trigger.text):
                node = node.inner.setdefault(character, _Node())
            node.ends.setdefault(typed.manner, typed)

    def before(self, own: Typed) -> Trigger | None:
        """Return what always fires before a trigger or in its stead; None when nothing does every time."""
        first: Trigger | None = None
        for left, right in product(_lefts(own), ENDS if own.asks_right else ("",)):
            for text in _casings(own.trigger):
                rival, everywhere = self._winner(left, text, right, own)
                if rival is None or everywhere:
                    return rival
                first = first or rival
        return first

    def _winner(self, left: str, text: str, right: str, own: Typed) -> tuple[Trigger | None, bool]:
        """Return what fires first there, and whether it does so in every case and between all separators."""
        typed = left + text + right
        done = _firing(own, len(left), len(typed) + (not own.unasked))
        found = ((firing, rival) for firing, rival in self._firings(typed) if firing < done)
        firing, rival = min(found, key=lambda one: one[0], default=(done, None))
        if rival is None:
            return None, False
        inside = firing.at < done.at and firing.at <= len(left + text)
        return rival.trigger, inside and rival.caseless and rival.bounded_like(own)

    def _firings(self, typed: str) -> Iterator[tuple[_Firing, Typed]]:
        for start in range(len(typed)):
            yield from _below(self._roots[False], typed, start)
            if not start or separates(typed[start - 1]):
                yield from _below(self._roots[True], typed, start)


def _below(root: _Node, typed: str, start: int) -> Iterator[tuple[_Firing, Typed]]:
    node: _Node | None = root
    for end in range(start, len(typed)):
        node = node.inner.get(folded(typed[end])) if node else None
        if node is None:
            return
        for one in node.ends.values():
            if _fits(one, typed, start, end + 1):
                yield _firing(one, start, end + 1 + one.asks_right), one


def _fits(one: Typed, typed: str, start: int, end: int) -> bool:
    if not one.trigger.any_case and typed[start:end] != one.trigger.text:
        return False
    if one.asks_left and not one.bounded(typed[start - 1 : start]):
        return False
    return not one.asks_right or (end < len(typed) and one.bounded(typed[end]))


def _firing(one: Typed, start: int, at: int) -> _Firing:
    begun = 2 * start if not one.asks_left else 2 * (start - 1) if start else 1
    return _Firing(at, begun, one.trigger.any_case, one.asks_right)


def _lefts(own: Typed) -> tuple[str, ...]:
    return ("", *ENDS) if own.asks_left else (LETTER, "")


def _casings(trigger: Trigger) -> Iterator[str]:
    yield trigger.text
    if trigger.any_case:
        choices = (dict.fromkeys((one, one.lower(), one.upper())) for one in trigger.text)
        singles = [[one for one in choice if len(one) == 1] for choice in choices]
        yield from islice(("".join(one) for one in product(*singles)), MOST_CASINGS)
