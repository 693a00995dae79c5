"""Finds the phrases of all rules in a text, in one pass."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Final

from agent_console.assist.cue.phrase import PhraseIndex, tokens
from agent_console.assist.cue.rule import Rule
from agent_console.assist.cue.sheet import compiled
from agent_console.domain.cue import Cue, Side

LONGEST: Final = 5_000
"""Characters of a text that are read; what a customer pastes beyond them is no longer what they say."""
_MOST: Final = 50
"""Phrases that are marked in one text; who writes more of them has made the point."""
_HALVES: Final = re.compile("[\ud800-\udfff]")
"""Half characters, which RE2 does not take."""


class CueReader:
    """Reads the words of one side."""

    def __init__(self, rules: Iterable[Rule], side: Side, languages: Collection[str] = ()) -> None:
        """Take the rules of some languages, as two-letter codes, and those of none; by default all."""
        mine = [rule for rule in rules if rule.side is side and _of(rule, languages)]
        self._phrases = PhraseIndex((phrase, rule) for rule in mine for phrase in rule.phrases)
        self._unless = PhraseIndex((phrase, rule) for rule in mine for phrase in rule.unless)
        self._patterns = [(compiled(rule.pattern), rule) for rule in mine if rule.pattern]

    def cues(self, text: str) -> tuple[Cue, ...]:
        """Return what is marked in a text, in its order; of phrases of one mark that overlap the longest."""
        read = text[:LONGEST]
        words = tokens(read)
        void = list(islice(self._unless.found(words), _MOST))
        found = [
            Cue(start, end, rule.mark, rule.reply, rule.priority)
            for start, end, rule in islice(chain(self._phrases.found(words), self._matches(read)), _MOST)
            if not any(rule is other and left <= start and end <= right for left, right, other in void)
        ]
        return tuple(_longest(found))

    def _matches(self, text: str) -> Iterator[tuple[int, int, Rule]]:
        for pattern, rule in self._patterns:
            for match in pattern.finditer(_HALVES.sub("\ufffd", text)):
                if match.end() > match.start():
                    yield match.start(), match.end(), rule


def _of(rule: Rule, languages: Collection[str]) -> bool:
    return not languages or not rule.language or rule.language in languages


def _longest(found: Sequence[Cue]) -> Iterator[Cue]:
    for cue in sorted(dict.fromkeys(found), key=lambda one: (one.start, -one.end)):
        if not any(_within(cue, other) for other in found):
            yield cue


def _within(cue: Cue, other: Cue) -> bool:
    inside = other.start <= cue.start and cue.end <= other.end
    return inside and cue.mark == other.mark and (cue.start, cue.end) != (other.start, other.end)
