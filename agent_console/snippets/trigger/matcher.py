"""The triggers of a book that fire while one types, and what must stand beside each of them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from agent_console.snippets.occasion import Occasion
from agent_console.snippets.snippet import Snippet
from agent_console.snippets.trigger.casing import Casing, Style, casing_of
from agent_console.snippets.trigger.firing import Candidate, Firing
from agent_console.snippets.trigger.index import SEPARATORS, Boundary, Trigger, folded, in_one_case, separates
from agent_console.snippets.trigger.prefix import NOWHERE, Prefixes
from agent_console.snippets.trigger.regex_trigger import RegexTriggers

_NARROW, _WIDE = "\ufdd0", "\ufdd1"
"""What stands in a sequence for one of espanso's separators, and for anything that ends a word of prose.

They are code points that are no characters; typed all the same, they lead nowhere.
"""
_SEPARATOR = frozenset((_NARROW, _WIDE))
_WITHOUT_TAB = frozenset(("immediate", "space"))


class _Call(NamedTuple):
    """What a complete sequence stands for."""

    snippet: str
    style: Style | None
    """What a trigger in capitals makes of the text; None when the case of the trigger says nothing."""


class _Branch:
    """The triggers whose case counts, or those whose case does not."""

    def __init__(self, calls: Mapping[str, list[_Call]], any_case: bool) -> None:
        self.any_case = any_case
        self.calls = calls
        """By a trigger's characters, small if any case will do, with its separators."""
        self.sequences = Prefixes(calls)


class Path(NamedTuple):
    """The beginning of one or more triggers, as it was typed; a plain tuple, since every key makes some."""

    branch: _Branch
    sequence: str = ""
    place: int = 0
    typed: str = ""
    """Without the separator on the left."""
    left: str = ""
    """The separator on the left as it was typed; "" when there was none."""

    def firing(self) -> Firing | None:
        """Return what fires here; None when nothing is complete."""
        calls = self.branch.calls.get(self.sequence)
        if not calls:
            return None
        right = self.typed[-1] if self.sequence[-1] in _SEPARATOR else ""
        trigger = self.typed.removesuffix(right)
        styles = {call.style for call in calls}
        occasions = {style: Occasion(_casing(trigger, style), right=right) for style in styles}
        candidates = (Candidate(call.snippet, occasions[call.style], len(self.typed)) for call in calls)
        return Firing(trigger, self.left, right, tuple(candidates))


class Matcher:
    """The triggers and patterns of snippets whose `expand` is `immediate` or `space`; immutable."""

    def __init__(self, snippets: Iterable[Snippet] = ()) -> None:
        """Take the snippets in their order."""
        calls: dict[bool, dict[str, list[_Call]]] = {False: {}, True: {}}
        patterns: list[tuple[str, str]] = []
        for snippet in snippets:
            mode = snippet.expand
            if mode not in _WITHOUT_TAB:
                continue
            for trigger in (one for one in snippet.triggers if one.text):
                style = snippet.uppercase_style if trigger.any_case else None
                those = calls[trigger.any_case].setdefault(_sequence(trigger, mode == "space"), [])
                those.append(_Call(snippet.id, style))
            if snippet.regex:
                patterns.append((snippet.regex, snippet.id))
        self._patterns = RegexTriggers(patterns)
        self._roots = tuple(Path(_Branch(those, any_case)) for any_case, those in calls.items())
        self._begun: dict[str, tuple[Path, ...]] = {}

    def steps(self, paths: Iterable[Path], character: str) -> Iterator[Path]:
        """Yield where a character leads: on along each path, as itself before it is a separator."""
        separators = _separators(character)
        for path in paths if character not in _SEPARATOR else ():
            own = folded(character) if path.branch.any_case else character
            for item in own + separators:
                sequence = path.sequence + item
                place = path.branch.sequences.place(sequence, path.place)
                if place != NOWHERE:
                    yield Path(path.branch, sequence, place, path.typed + character, path.left)

    def begun(self, character: str) -> tuple[Path, ...]:
        """Return what a character begins: triggers as their first one, others as a separator."""
        if character not in self._begun:
            found = list(self.steps(self._roots, character))
            as_itself = [path for path in found if path.sequence not in _SEPARATOR]
            behind = [path for path in found if path.sequence in _SEPARATOR]
            separated = [path._replace(typed="", left=character) for path in behind]
            self._begun[character] = (*as_itself, *separated)
        return self._begun[character]

    def opened(self, before: str) -> Iterator[Path]:
        """Yield what a character to the left begins if it is a separator; "" is the start of the text."""
        for root in self._roots:
            for item in _separators(before):
                if (place := root.branch.sequences.place(item)) != NOWHERE:
                    yield Path(root.branch, item, place, left=before)

    def hits(self, typed: str) -> Iterator[Candidate]:
        """Yield the replies whose pattern has a match that ends where the typed text does."""
        for snippet, found in self._patterns.ending(typed):
            yield Candidate(snippet, Occasion(captures=found.names), found.end - found.start)


def _casing(trigger: str, style: Style | None) -> Casing:
    return casing_of(trigger, style) if style else Casing.AS_WRITTEN


def _sequence(trigger: Trigger, spaced: bool) -> str:
    """Return a trigger's characters with its separators; `spaced` asks for one behind it."""
    text = in_one_case(trigger.text) if trigger.any_case else trigger.text
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
