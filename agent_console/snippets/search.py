"""Finding canned responses by likeness, a slice at a time, so that a key can come between."""

import heapq
import re
import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import reduce
from operator import or_
from typing import NamedTuple, Protocol

from rapidfuzz import fuzz, process

from agent_console.snippets.snippet import Snippet
from agent_console.snippets.source.schema import BODIES

LIKE_ENOUGH = 60.0
"""Of 100; below it a result is noise."""
FALLING_OFF = 20.0
"""How much less like the query than the likest one a result may be, to be more than noise beside it."""
EVERY_WORD = 95.0
"""The likeness of what has every word of a query, in whatever order."""
SLICE = 500
"""Replies looked at between two chances for a key."""
READIED = 100
"""Replies made ready between two chances for a key, which takes longer."""
IN_TEXTS = "/"
"""What a query begins with that is for the words of the texts."""
FEW = 3
"""Pairs of letters that a slip of the finger can spoil."""
SPOILT = 0.45
"""The share of a longer query's pairs of letters that may be spoilt."""
MOST_SPOILT = 8
"""Pairs that several slips can spoil."""
BITS = 257


class _Fit(IntEnum):
    """Where the words of a query stand in what a reply is found by; its names are triggers and label."""

    NOWHERE = 0
    SOMEWHERE = 1
    BEGIN_WORDS = 2
    BEGIN_WORDS_OF_A_NAME = 3
    BEGIN_A_NAME = 4
    ARE_A_TRIGGER = 5


class _Rank(NamedTuple):
    """How well a reply fits; the greatest is the best."""

    fit: _Fit
    likeness: float
    likeness_of_names: float
    earlier: int
    """Its place in the files, counted backwards."""


class _Entry(NamedTuple):
    """What one reply is found by, in lower case."""

    triggers: frozenset[str]
    """With the signs in front, and without."""
    label: str
    words: str
    """All of it: triggers, label, and what else there is."""
    pairs: int
    """Its pairs of neighbouring letters, as a set of bits."""

    @property
    def names(self) -> Iterable[str]:
        """Label and triggers."""
        return (self.label, *self.triggers)


class Finder:
    """What snippets are found by; made ready little by little, at the latest while the first query runs."""

    def __init__(self, snippets: Sequence[Snippet]) -> None:
        self.snippets = snippets
        self._entries: list[_Entry] = []
        self._bits: dict[str, int] = {}

    @property
    def ready(self) -> bool:
        """Whether everything has been made ready."""
        return len(self._entries) == len(self.snippets)

    def prepare(self) -> None:
        """Make the next few snippets ready."""
        begin = len(self._entries)
        self._entries += map(self._entry, self.snippets[begin : begin + READIED])

    def entries(self, start: int) -> Sequence[_Entry]:
        """Return what one slice of the snippets is found by."""
        while len(self._entries) < min(start + SLICE, len(self.snippets)):
            self.prepare()
        return self._entries[start : start + SLICE]

    def pairs(self, text: str) -> int:
        """Return a text's pairs of neighbouring letters as a set of bits; some pairs share one."""
        found = 0
        for pair in set(map(str.__add__, text, text[1:])):
            bit = self._bits.get(pair)
            if bit is None:
                bit = self._bits[pair] = 1 << (len(self._bits) % BITS)
            found |= bit
        return found

    def search(self, query: str, limit: int) -> list[Snippet]:
        """Return the snippets most like a query, best first; the first ones for an empty query."""
        hunt = self.hunt(query, limit)
        while not hunt.done:
            hunt.step()
        return hunt.best

    def hunt(self, query: str, limit: int) -> "Hunt":
        """Begin to look for a query; one that begins with `/` is for what the texts say."""
        if query.startswith(IN_TEXTS):
            return TextHunt(self, query.removeprefix(IN_TEXTS), limit)
        return LikenessHunt(self, query, limit)

    def _entry(self, snippet: Snippet) -> _Entry:
        triggers = [trigger.text.casefold() for trigger in snippet.triggers]
        label = snippet.label.casefold()
        said = "" if snippet.description == snippet.label else snippet.description
        others = " ".join((*snippet.tags, *snippet.search_terms, said, snippet.id)).casefold()
        words = " ".join((*triggers, label, others))
        bare = (trigger.lstrip(string.punctuation) for trigger in triggers)
        return _Entry(frozenset((*triggers, *bare)), label, words, self.pairs(words))


class Hunt(Protocol):
    """One query under way: `step` until it is `done`."""

    @property
    def done(self) -> bool:
        """Whether every snippet has been looked at."""
        ...

    @property
    def best(self) -> list[Snippet]:
        """What has been found so far, best first, at most as many as were asked for."""
        ...

    def step(self) -> None:
        """Look at the next slice."""
        ...


@dataclass
class TextHunt:
    """Looks for texts that have every word of a query, in the order of the files."""

    finder: Finder
    query: str
    limit: int
    best: list[Snippet] = field(default_factory=list)
    _at: int = 0

    @property
    def done(self) -> bool:
        """Whether enough have been found, or every snippet has been looked at."""
        return len(self.best) >= self.limit or self._at >= len(self.finder.snippets)

    def step(self) -> None:
        """Look at the next slice."""
        words = self.query.casefold().split()
        for snippet in self.finder.snippets[self._at : self._at + SLICE]:
            text = _text(snippet.entry.keys)
            if words and all(word in text for word in words):
                self.best.append(snippet)
        del self.best[self.limit :]
        self._at += SLICE


def _text(keys: Mapping[str, object]) -> str:
    """Return everything that a match says, in every language, in lower case."""
    texts = [text for kind in BODIES if isinstance(text := keys.get(kind), str)]
    locales = keys.get("locales")
    for localized in locales.values() if isinstance(locales, Mapping) else ():
        texts.append(_text(localized))
    return "\n".join(texts).casefold()


@dataclass
class LikenessHunt:
    """Looks for what is like a query."""

    finder: Finder
    query: str
    limit: int
    _at: int = 0
    _found: list[tuple[_Rank, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Prepare the query."""
        self.query = " ".join(self.query.casefold().split())
        self._words = self.query.split()
        self._beginnings = [re.compile(rf"(?<!\w){re.escape(word)}") for word in self._words]
        self._pairs = self.finder.pairs(self.query)
        self._word_pairs = reduce(or_, map(self.finder.pairs, self._words), 0)
        count = self._pairs.bit_count()
        usual = min(MOST_SPOILT, max(FEW, int(count * SPOILT)))
        self._spared = max(0, count - 1) if count <= FEW else usual
        if not self.query:
            first = range(min(self.limit, len(self.finder.snippets)))
            self._found = [(_Rank(_Fit.NOWHERE, 0.0, 0.0, -place), place) for place in first]

    @property
    def done(self) -> bool:
        """Whether every snippet has been looked at."""
        return not self.query or self._at >= len(self.finder.snippets)

    @property
    def best(self) -> list[Snippet]:
        """What has been found so far, best first, at most as many as were asked for, without noise."""
        ranked = sorted(self._found, reverse=True)
        enough = max((rank.likeness for rank, _ in ranked), default=0.0) - FALLING_OFF
        return [self.finder.snippets[place] for rank, place in ranked if rank.likeness >= enough]

    def step(self) -> None:
        """Look at the next slice."""
        entries = self.finder.entries(self._at)
        likenesses = self._alike(entries)
        for place in self._with_every_word(entries):
            likenesses[place] = max(EVERY_WORD, likenesses.get(place, 0.0))
        ranked = (
            (self._rank(entries[place], likeness, self._at + place), self._at + place)
            for place, likeness in likenesses.items()
        )
        self._found = heapq.nlargest(self.limit, (*self._found, *ranked))
        self._at += SLICE

    def _alike(self, entries: Sequence[_Entry]) -> dict[int, float]:
        """Return the likeness of those that are like enough.

        Most are passed over at little cost: they lack too many of the query's pairs of letters.
        """
        wanted, spared = self._pairs, self._spared
        places = [n for n, entry in enumerate(entries) if (wanted & ~entry.pairs).bit_count() <= spared]
        found = process.extract(
            self.query,
            [entries[place].words for place in places],
            scorer=fuzz.partial_ratio,
            limit=None,
            score_cutoff=LIKE_ENOUGH,
        )
        return {places[n]: likeness for _, likeness, n in found}

    def _with_every_word(self, entries: Sequence[_Entry]) -> Iterable[int]:
        if len(self._words) == 1:
            return ()
        wanted = self._word_pairs
        return (
            n
            for n, entry in enumerate(entries)
            if not wanted & ~entry.pairs and all(word in entry.words for word in self._words)
        )

    def _rank(self, entry: _Entry, likeness: float, place: int) -> _Rank:
        fit = self._fit(entry)
        of_names = 0.0 if fit else max(fuzz.partial_ratio(self.query, name) for name in entry.names)
        return _Rank(fit, likeness, of_names, -place)

    def _fit(self, entry: _Entry) -> _Fit:
        if self.query in entry.triggers:
            return _Fit.ARE_A_TRIGGER
        if any(name.startswith(self.query) for name in entry.names):
            return _Fit.BEGIN_A_NAME
        if not all(word in entry.words for word in self._words):
            return _Fit.NOWHERE
        if self._begin_words_of(" ".join(entry.names)):
            return _Fit.BEGIN_WORDS_OF_A_NAME
        return _Fit.BEGIN_WORDS if self._begin_words_of(entry.words) else _Fit.SOMEWHERE

    def _begin_words_of(self, text: str) -> bool:
        return all(beginning.search(text) for beginning in self._beginnings)
