"""The triggers of a book that fire while one types, and what must stand beside each of them."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from agent_console.snippets.casing import Casing, Style, casing_of
from agent_console.snippets.firing import Candidate, Firing
from agent_console.snippets.occasion import Occasion
from agent_console.snippets.pattern import Pattern, PatternError, compiled
from agent_console.snippets.prefix import NOWHERE, Prefixes
from agent_console.snippets.snippet import Snippet
from agent_console.snippets.trigger import SEPARATORS, Boundary, Trigger, folded, separates

_NARROW, _WIDE = "\ufdd0", "\ufdd1"
"""What stands in a sequence for one of espanso's separators, and for anything that ends a word of prose.

They are code points that are no characters, so nobody can type them.
"""
_SEPARATOR = (_NARROW, _WIDE)


@dataclass(frozen=True, slots=True)
class _Call:
    """What a complete sequence stands for."""

    snippet: str
    style: Style | None
    """What a trigger in capitals makes of the text; None when the case of the trigger says nothing."""

    def candidate(self, trigger: str, right: str) -> Candidate:
        casing = casing_of(trigger, self.style) if self.style else Casing.AS_WRITTEN
        return Candidate(self.snippet, Occasion(casing, right=right), len(trigger + right))


_Calls = dict[str, list[_Call]]
"""By a trigger's characters, small if any case will do, with the separators that it must stand between."""


class _Branch:
    """The triggers whose case counts, or those whose case does not."""

    def __init__(self, calls: Mapping[str, list[_Call]], any_case: bool) -> None:
        self._calls = calls
        self._any_case = any_case
        self._sequences = Prefixes(calls)

    def steps(self, character: str) -> Iterator[str]:
        """Yield what a typed character may be in a sequence: itself first, then a separator."""
        yield folded(character) if self._any_case else character
        yield from _separators(character)

    def place(self, sequence: str, start: int = 0) -> int:
        """Return where the sequences are that begin so; NOWHERE when there are none."""
        return self._sequences.place(sequence, start)

    def calls(self, sequence: str) -> list[_Call]:
        """Return what a sequence stands for; nothing when it is not complete."""
        return self._calls.get(sequence, [])


@dataclass(frozen=True, slots=True)
class Path:
    """The beginning of one or more triggers, as it was typed."""

    branch: _Branch
    sequence: str = ""
    place: int = 0
    typed: str = ""
    """Without the separator on the left."""
    left: str = ""
    """The separator on the left as it was typed; "" when there was none."""

    def steps(self, character: str) -> "Iterator[Path]":
        """Yield where one more character leads."""
        for item in self.branch.steps(character):
            sequence = self.sequence + item
            place = self.branch.place(sequence, self.place)
            if place != NOWHERE and sequence in _SEPARATOR:
                yield Path(self.branch, sequence, place, left=character)
            elif place != NOWHERE:
                yield Path(self.branch, sequence, place, self.typed + character, self.left)

    def firing(self) -> Firing | None:
        """Return what fires here; None when nothing is complete."""
        calls = self.branch.calls(self.sequence)
        if not calls:
            return None
        right = self.typed[-1] if self.sequence[-1] in _SEPARATOR else ""
        trigger = self.typed.removesuffix(right)
        return Firing(trigger, self.left, right, tuple(call.candidate(trigger, right) for call in calls))


class Matcher:
    """The triggers and patterns of snippets whose `expand` is `immediate` or `space`; immutable."""

    def __init__(self, snippets: Iterable[Snippet] = ()) -> None:
        """Take the snippets in their order; a pattern that cannot be used never fires."""
        exact: _Calls = {}
        any_case: _Calls = {}
        self._patterns: list[tuple[Pattern, str]] = []
        for snippet in snippets:
            if snippet.expand in ("immediate", "space"):
                style = snippet.uppercase_style if snippet.propagate_case else None
                for trigger in filter(lambda trigger: trigger.text, snippet.triggers):
                    sequence = _sequence(trigger, snippet.expand == "space")
                    calls = any_case if trigger.any_case else exact
                    calls.setdefault(sequence, []).append(_Call(snippet.id, style))
                self._patterns += _patterns(snippet)
        self._branches = (_Branch(exact, any_case=False), _Branch(any_case, any_case=True))

    def begun(self, character: str) -> Iterator[Path]:
        """Yield what a character begins: triggers as their first one, others as a separator."""
        for branch in self._branches:
            yield from Path(branch).steps(character)

    def opened(self, before: str) -> Iterator[Path]:
        """Yield what a character to the left begins if it is a separator; "" is the start of the text."""
        for branch in self._branches:
            for item in _separators(before):
                if (place := branch.place(item)) != NOWHERE:
                    yield Path(branch, item, place, left=before)

    def hits(self, typed: str) -> Iterator[Candidate]:
        """Yield the replies whose pattern has a match that ends where the typed text does."""
        for pattern, snippet in self._patterns:
            for found in pattern.every(typed):
                if found.start < found.end == len(typed):
                    yield Candidate(snippet, Occasion(captures=found.names), found.end - found.start)


def _patterns(snippet: Snippet) -> Iterator[tuple[Pattern, str]]:
    if snippet.regex:
        with suppress(PatternError):
            yield compiled(snippet.regex), snippet.id


def _sequence(trigger: Trigger, spaced: bool) -> str:
    """Return a trigger's characters with its separators; `spaced` asks for one behind it."""
    text = "".join(map(folded, trigger.text)) if trigger.any_case else trigger.text
    if trigger.boundary is Boundary.ESPANSO:
        left = _NARROW if trigger.left_word else ""
        right = _NARROW if trigger.right_word else _WIDE if spaced else ""
    else:
        left = _WIDE
        right = _WIDE if spaced or trigger.boundary is Boundary.BOTH else ""
    return left + text + right


def _separators(character: str) -> str:
    """Return which kinds of separator a character is."""
    narrow = _NARROW if not character or character in SEPARATORS else ""
    return narrow + _WIDE if separates(character) else narrow
