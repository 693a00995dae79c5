"""Triggers inside other triggers: what fires on the way while a trigger is being typed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice, product

from agent_console.snippets.trigger import SEPARATORS, Boundary, Trigger

LETTER = "\ue000"
"""A character that is no separator and that no trigger begins or ends with."""
MOST_CASINGS = 1_024
"""Ways to write a trigger in capitals and small letters that are tried before it counts as unreachable."""


def asks_left(trigger: Trigger) -> bool:
    """Return whether a separator must stand left of a trigger."""
    return trigger.left_word or trigger.boundary is not Boundary.ESPANSO


def asks_right(trigger: Trigger) -> bool:
    """Return whether a trigger waits for a separator behind it."""
    return trigger.right_word or trigger.boundary is Boundary.BOTH


@dataclass(slots=True)
class _Node:
    inner: dict[str, "_Node"] = field(default_factory=dict)
    triggers: list[Trigger] = field(default_factory=list)


@dataclass(frozen=True, slots=True, order=True)
class _Firing:
    """A trigger that is complete: earlier ones win, among those the one that was begun first."""

    at: int
    """How many characters have been typed by then."""
    start: int
    inexact: bool
    """Whether it only fits because its case does not matter."""


class Rivals:
    """All triggers that fire while they are typed."""

    def __init__(self, triggers: Iterable[Trigger]) -> None:
        self._roots = {False: _Node(), True: _Node()}
        """Those that need no separator on their left, and those that do."""
        for trigger in triggers:
            node = self._roots[asks_left(trigger)]
            for character in trigger.text:
                node = node.inner.setdefault(character.lower(), _Node())
            node.triggers.append(trigger)

    def before(self, trigger: Trigger, immediate: bool) -> Trigger | None:
        """Return the trigger that always fires first while that one is typed; None when not every time.

        What is not `immediate` waits for a key behind it, so that everything has fired by then.
        """
        left = "" if asks_left(trigger) else LETTER
        ends = sorted(SEPARATORS) if immediate and asks_right(trigger) else [""]
        first = None
        for end in ends:
            for text in _casings(trigger):
                rival = self._winner(left, text, end, trigger, immediate)
                if rival is None:
                    return None
                first = first or rival
                if rival.any_case or rival.text.lower() == rival.text.upper():
                    break
        return first

    def _winner(self, left: str, text: str, end: str, own: Trigger, immediate: bool) -> Trigger | None:
        typed = left + text + end
        begin = len(left)
        done = _Firing(len(typed) + (not immediate), begin, own.text != text)
        found = ((firing, rival) for firing, rival in self._firings(typed) if firing < done and rival != own)
        return min(found, key=lambda one: one[0], default=(None, None))[1]

    def _firings(self, typed: str) -> Iterator[tuple[_Firing, Trigger]]:
        for start in range(len(typed)):
            yield from _below(self._roots[False], typed, start)
            if not start or typed[start - 1] in SEPARATORS:
                yield from _below(self._roots[True], typed, start)


def _below(root: _Node, typed: str, start: int) -> Iterator[tuple[_Firing, Trigger]]:
    node: _Node | None = root
    for end in range(start, len(typed)):
        node = node.inner.get(typed[end].lower()) if node else None
        if node is None:
            return
        for trigger in node.triggers:
            if (at := _fires(trigger, typed, start, end + 1)) is not None:
                yield _Firing(at, start, typed[start : end + 1] != trigger.text), trigger


def _fires(trigger: Trigger, typed: str, start: int, end: int) -> int | None:
    """Return how many characters have been typed when a complete trigger fires; None when it does not."""
    if not trigger.any_case and typed[start:end] != trigger.text:
        return None
    if not asks_right(trigger):
        return end
    return end + 1 if typed[end : end + 1] in SEPARATORS and end < len(typed) else None


def _casings(trigger: Trigger) -> Iterator[str]:
    yield trigger.text
    if trigger.any_case:
        choices = (dict.fromkeys((one, one.lower(), one.upper())) for one in trigger.text)
        singles = [[one for one in choice if len(one) == 1] for choice in choices]
        yield from islice(("".join(one) for one in product(*singles)), MOST_CASINGS)
