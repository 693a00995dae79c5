"""Finding the triggers that stand left of the cursor, typed to their end or only begun."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from agent_console.snippets.trigger.prefix import NOWHERE, Prefixes
from agent_console.snippets.trigger.regex_trigger import RegexTriggers, buffered

SEPARATORS = frozenset(" ,;:.?!(){}[]<>'\"\r\n\t\f")
"""What ends a word, as in espanso's defaults."""
OPENERS = frozenset("„“‚‘«»‹›¿¡—–…/|")
"""Further signs that a trigger may follow in prose."""
MOST_SEEN = 200
"""How many triggers that go on from one place are looked at; most of more would only differ in their case."""


class Boundary(StrEnum):
    """What must stand beside a trigger."""

    LEFT = "token"
    """Left of it the text's start, white space or a separator."""
    BOTH = "word"
    """The same on both sides."""
    ESPANSO = "espanso"
    """What the match's own `word`, `left_word` and `right_word` ask for."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger of one snippet."""

    text: str
    snippet: str
    """The snippet's id."""
    boundary: Boundary = Boundary.LEFT
    left_word: bool = False
    right_word: bool = False
    any_case: bool = False

    def fits(self, typed: str, before: str, behind: str) -> bool:
        """Return whether it fires for what was typed between those characters ("" at an end)."""
        if typed != self.text and not self.any_case:
            return False
        right = self.right_word or self.boundary is Boundary.BOTH
        return (not self._needs_left or separates(before)) and (not right or separates(behind))

    def begins(self, typed: str, before: str) -> bool:
        """Return whether it may go on from its first characters, typed behind that character."""
        if not self.any_case and not self.text.startswith(typed):
            return False
        return not self._needs_left or separates(before)

    @property
    def _needs_left(self) -> bool:
        return self.left_word or self.boundary is not Boundary.ESPANSO


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger left of the cursor."""

    start: int
    end: int
    trigger: str
    """As it was typed."""
    snippets: tuple[str, ...]
    """The ids of the snippets that it stands for; more than one is for the agent to choose from."""
    captures: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The named groups by snippet, when it was found by a pattern."""


class Beginning(NamedTuple):
    """A trigger that was begun left of the cursor; a plain tuple, since every key makes many."""

    start: int
    """Where the first of them stands."""
    trigger: Trigger
    rest: str
    """The characters that are still to come."""


class Index:
    """All triggers, by the text left of the cursor; put in order when they are first looked up."""

    def __init__(self, triggers: Iterable[Trigger] = (), patterns: Iterable[tuple[str, str]] = ()) -> None:
        """Take triggers, and patterns with the ids of their snippets."""
        self._triggers = [trigger for trigger in triggers if trigger.text]
        self._patterns = RegexTriggers(patterns)

    def prepare(self) -> None:
        """Put the triggers in order, which else the first look-up does."""
        _ = self._endings, self._beginnings, self._longest

    def before(self, text: str, cursor: int) -> Hit | None:
        """Return the longest trigger that ends at the cursor and fits there; None inside `code`.

        Where there is none, it is what patterns match; the longest match counts.
        """
        hit = self._written_out(text, cursor) or self._matched(text[:cursor])
        return None if hit is None or in_code(text, hit.start) else hit

    def _written_out(self, text: str, cursor: int) -> Hit | None:
        backwards = in_one_case(text[max(cursor - self._longest, 0) : cursor])[::-1]
        for ending in self._endings.begun_by(backwards):
            if hit := self._hit(text, cursor - len(ending), cursor, self._by_ending[ending]):
                return hit
        return None

    def _matched(self, text: str) -> Hit | None:
        matches = dict(self._patterns.ending(buffered(text)))
        typed = max((found.groups[0] for found in matches.values()), key=len, default="")
        captures = {snippet: found.names for snippet, found in matches.items() if found.groups[0] == typed}
        return Hit(len(text) - len(typed), len(text), typed, tuple(captures), captures) if captures else None

    def _hit(self, text: str, start: int, end: int, triggers: Iterable[Trigger]) -> Hit | None:
        typed, before, behind = text[start:end], text[start - 1 : start] if start else "", text[end : end + 1]
        fitting = (trigger.snippet for trigger in triggers if trigger.fits(typed, before, behind))
        snippets = tuple(dict.fromkeys(fitting))
        return Hit(start, end, typed, snippets) if snippets else None

    def begun(self, text: str, cursor: int, limit: int = 20) -> tuple[Beginning, ...]:
        """Return triggers whose first characters stand left of the cursor, the longest part first.

        They begin at the start of a word or with a sign, not in the middle of a word; none is in `code`.
        """
        left = max(cursor - self._longest, 0)
        window = in_one_case(text[left:cursor])
        found = (
            beginning
            for start in _starts(text, left, cursor)
            if self._beginnings.place(window[start - left :]) != NOWHERE
            for beginning in self._going_on(text, start, cursor)
        )
        return () if in_code(text, cursor) else tuple(islice(found, limit))

    def _going_on(self, text: str, start: int, cursor: int) -> Iterator[Beginning]:
        """Yield the triggers that go on from what was typed and may begin there, of the first MOST_SEEN."""
        typed, before = text[start:cursor], text[start - 1 : start] if start else ""
        for whole in islice(self._beginnings.beginning(in_one_case(typed)), MOST_SEEN):
            for trigger in self._by_text[whole] if len(whole) > len(typed) else ():
                if trigger.begins(typed, before):
                    yield Beginning(start, trigger, trigger.text[len(typed) :])

    @cached_property
    def _by_ending(self) -> Mapping[str, list[Trigger]]:
        """The triggers by their characters from the last to the first, in one case."""
        return _grouped(self._triggers, lambda one: in_one_case(one.text)[::-1])

    @cached_property
    def _endings(self) -> Prefixes:
        return Prefixes(self._by_ending)

    @cached_property
    def _by_text(self) -> Mapping[str, list[Trigger]]:
        """The triggers by their characters in one case."""
        return _grouped(self._triggers, lambda one: in_one_case(one.text))

    @cached_property
    def _beginnings(self) -> Prefixes:
        return Prefixes(self._by_text)

    @cached_property
    def _longest(self) -> int:
        return max((len(trigger.text) for trigger in self._triggers), default=0)


def _starts(text: str, left: int, cursor: int) -> Iterator[int]:
    """Yield where a trigger may begin: at signs, and at the first characters of words."""
    for start in range(left, cursor):
        first = text[start]
        if not first.isspace() and (not first.isalnum() or not start or separates(text[start - 1])):
            yield start


def _grouped(triggers: Iterable[Trigger], key: Callable[[Trigger], str]) -> dict[str, list[Trigger]]:
    groups: dict[str, list[Trigger]] = {}
    for trigger in triggers:
        groups.setdefault(key(trigger), []).append(trigger)
    return groups


def in_code(text: str, position: int) -> bool:
    """Return whether a place is inside back-ticked code, on its line or between fences."""
    if text.count("```", 0, position) % 2:
        return True
    line = text.rfind("\n", 0, position) + 1
    return text[line:position].replace("```", "").count("`") % 2 == 1


def separates(character: str) -> bool:
    """Return whether a trigger may stand beside that character; "" is an end of the text."""
    return not character or character.isspace() or character in SEPARATORS or character in OPENERS


def folded(character: str) -> str:
    """Return a character in small, as long as that is one character too."""
    lower = character.lower()
    return lower if len(lower) == 1 else character


def in_one_case(text: str) -> str:
    """Return a text with each character in small, so that as many are left."""
    return text.lower() if text.isascii() else "".join(map(folded, text))
