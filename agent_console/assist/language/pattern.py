"""The phrases of all languages as one pattern each, searched in time that grows with the text alone."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property
from threading import Lock

import re2

from agent_console.assist.language.chinese import CHINESE
from agent_console.assist.language.english import ENGLISH
from agent_console.assist.language.german import GERMAN
from agent_console.assist.language.norwegian import NORWEGIAN
from agent_console.assist.language.phrase import Phrases
from agent_console.assist.language.russian import RUSSIAN

LANGUAGES = (ENGLISH, GERMAN, NORWEGIAN, RUSSIAN, CHINESE)

Pick = Callable[[Phrases], Sequence[str]]

_BEFORE, _BEHIND = r"(?:^|[^\p{L}\p{N}])", r"(?:$|[^\p{L}\p{N}])"
_INTERJECTION = (
    r"(?:(?:oh|ok|okay|hi|hey|hello|yes|yeah|yess|no|nope|well|so|and|also|please|pls|plz|actually|sorry"
    r"|great|thanks"
    r"|thank you|now|then|fine|but|or|just|ja|nein|hallo|und|aber|also|bitte|hei|nei|og|men|да|нет|и|а|но"
    r"|ну|ugh|uhm|um"
    r"|thank you for that|sure|awesome|perfect|good|cool|alright|dude|man|lol|like)[\s,!.…:-]+)*"
)
_CLAUSE = (
    rf"(?:^|[,;:–—(!.…-]\s*|\s(?:and|but|so|or|then|also|und|aber|oder|og|men|и|а|но|или)\s+){_INTERJECTION}"
)
_MOST_MEMORY = 16 * 1024 * 1024


def plain(text: str) -> str:
    """Return a text in lower case with straight apostrophes, and each character in its old place."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few capital letters have a small form of two characters
        lowered = "".join(low if len(low := symbol.lower()) == 1 else symbol for symbol in text)
    return lowered.translate(_SAME_LENGTH)


class Pattern:
    """One way of speaking in every language."""

    def __init__(self, pick: Pick, clause: bool = False) -> None:
        """Take the fragments that `pick` names; with `clause` only those that begin a clause."""
        self._pick = pick
        self._before = _CLAUSE if clause else _BEFORE

    @cached_property
    def text(self) -> str:
        """The pattern; its first or second group is what was said."""
        spaced = "|".join(fragment for one in LANGUAGES if one.spaced for fragment in self._pick(one))
        joined = "|".join(fragment for one in LANGUAGES if not one.spaced for fragment in self._pick(one))
        return f"{self._before}({spaced}){_BEHIND}|({joined})"

    def every(self, words: str) -> Iterator[tuple[int, int]]:
        """Yield the places in a `plain` text from left to right, each by begin and end."""
        for match in self._regex.finditer(words):
            yield match.span(1) if match.span(1)[0] >= 0 else match.span(2)

    @cached_property
    def _regex(self) -> "re2._Regexp[str]":
        return re2.compile(self.text, _options())


def _options() -> re2.Options:
    options = re2.Options()
    options.max_mem = _MOST_MEMORY
    return options


# Half of a surrogate pair is no character, and the search takes none.
_SAME_LENGTH = {ord("’"): "'", ord("‘"): "'", ord("´"): "'"} | dict.fromkeys(range(0xD800, 0xE000), "�")

QUESTION = Pattern(lambda of: of.question, clause=True)
INQUIRY = Pattern(lambda of: of.inquiry)
WISH = Pattern(lambda of: of.wish)
COMMAND = Pattern(lambda of: of.command, clause=True)
EMPTY = Pattern(lambda of: of.empty)
FAREWELL = Pattern(lambda of: of.farewell)
THANKS = Pattern(lambda of: of.thanks)
ANGER = Pattern(lambda of: of.anger)
IMPATIENCE = Pattern(lambda of: of.impatience)
PROMISE = Pattern(lambda of: of.promise)
SEARCH = Pattern(lambda of: of.search)
UNBINDING = Pattern(lambda of: of.unbinding)
OUTCOME = Pattern(lambda of: of.outcome)
FULFILMENT = Pattern(lambda of: of.fulfilment)
RETURN_QUESTION = Pattern(lambda of: of.return_question)
ANYTHING_ELSE = Pattern(lambda of: of.anything_else)
DEADLINE = Pattern(lambda of: of.deadline)
SOON = Pattern(lambda of: of.soon)
NUMBER_NOUN = Pattern(lambda of: of.number_noun)
SECRET_NOUN = Pattern(lambda of: of.secret_noun)
INTRODUCTION = Pattern(lambda of: of.introduction)


_TOGETHER = 7
"""Patterns that are looked for at once: each set takes a moment to make, and no more."""


class Speech:
    """One text, and which ways of speaking are in it; those that are not cost nothing to look for."""

    def __init__(self, text: str) -> None:
        """Take a raw text."""
        self.words = plain(text)
        """The text in `plain` form."""
        self._said = {at + found for at, one in _sets() for found in one.Match(self.words) or ()}

    def says(self, pattern: Pattern) -> bool:
        """Whether a way of speaking is anywhere in the text."""
        return _PLACES[pattern] in self._said

    def every(self, pattern: Pattern) -> list[tuple[int, int]]:
        """Return the places of a way of speaking from left to right, each by begin and end."""
        return list(pattern.every(self.words)) if self.says(pattern) else []

    def find(self, pattern: Pattern) -> tuple[int, int] | None:
        """Return its first place."""
        return next(pattern.every(self.words), None) if self.says(pattern) else None


_PATTERNS = tuple(value for value in list(globals().values()) if isinstance(value, Pattern))
_PLACES = {pattern: place for place, pattern in enumerate(_PATTERNS)}


_PREPARING = Lock()


def prepare() -> None:
    """Make ready what takes a fifth of a second: the first chat that is read would have to wait for it.

    Threads that ask for it at the same time share the work.
    """
    with _PREPARING:
        _sets()
        for pattern in _PATTERNS:
            next(pattern.every(""), None)


def _sets() -> list[tuple[int, re2.Set]]:
    return [(at, _set(at)) for at in range(0, len(_PATTERNS), _TOGETHER)]


@cache
def _set(at: int) -> re2.Set:
    """Return the set of patterns from that place on."""
    together = re2.Set.SearchSet(_options())
    for pattern in _PATTERNS[at : at + _TOGETHER]:
        together.Add(pattern.text)
    together.Compile()
    return together
