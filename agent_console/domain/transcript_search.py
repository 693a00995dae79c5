"""Which lines of which transcripts have the words that are looked for, and in which order they are listed."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import IntEnum
from functools import lru_cache
from itertools import islice

from agent_console.domain.chat import Author, ConversationId, Delivery, Message, Mode
from agent_console.domain.folding import fold
from agent_console.domain.record import CaseLine

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Spoken:
    """One line that can be found; every text is raw."""

    author: str
    text: str
    at: datetime | None = None
    note: bool = False
    sequence: int = 0
    """Its message's place in an open conversation; 0 in an earlier chat, and for one not committed yet."""


@dataclass(frozen=True, slots=True)
class Source:
    """A transcript that is searched: an open conversation's, or that of an earlier chat."""

    conversation: ConversationId
    """Whose customer it is; of an earlier chat, the one that is open now."""
    case: str = ""
    """The id of the earlier chat; empty for the open conversation itself."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: words, each of which a line must have, in any order."""

    words: tuple[str, ...] = ()
    """Folded."""

    @classmethod
    def of(cls, typed: str) -> "Query":
        """Return what is meant by what is typed."""
        return cls(tuple(dict.fromkeys(fold(typed).split())))

    def within(self, name: str) -> "Query":
        """Return what is left to look for in the lines of a customer of that name.

        A word of the name narrows the search down to that customer. Where all words are of the name, they
        are looked for in the lines all the same.
        """
        known = fold(name).split()
        left = tuple(word for word in self.words if not any(part.startswith(word) for part in known))
        return Query(left or self.words)


class Rank(IntEnum):
    """How well a line fits, best first."""

    PHRASE = 0
    """All words, one behind the other, as they were typed."""
    WORDS = 1
    """Each word, or the beginning of a longer one."""
    PARTS = 2
    """Somewhere inside other words."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A line that was found."""

    source: Source
    place: int
    """Which line of its source it is, counted from 0."""
    spoken: Spoken
    rank: Rank

    @property
    def order(self) -> tuple[int, float]:
        """What hits are sorted by: the better first, then the newer."""
        return (self.rank, -(self.spoken.at or _LONG_AGO).timestamp())


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one customer, best first."""

    conversation: ConversationId
    hits: tuple[Hit, ...]
    count: int
    """How many lines fit, those that are not listed included."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What a search has found, the customer with the best line first."""

    query: Query = Query()
    groups: tuple[Group, ...] = ()
    count: int = 0
    """How many lines fit, those that are not listed included."""

    @classmethod
    def of(cls, query: Query, groups: Sequence[Group], most: int) -> "Findings":
        """Return the groups by their best hits, with at most `most` hits among them."""
        listed: list[Group] = []
        for group in sorted(groups, key=lambda group: group.hits[0].order):
            left = most - sum(len(one.hits) for one in listed)
            if left > 0:
                listed.append(replace(group, hits=group.hits[:left]))
        return cls(query, tuple(listed), sum(group.count for group in groups))

    @property
    def hits(self) -> tuple[Hit, ...]:
        """Everything listed, in the order of the list."""
        return tuple(hit for group in self.groups for hit in group.hits)

    def beside(self, hit: Hit, step: int, held: Container[ConversationId]) -> Hit:
        """Return the hit so many steps on in the list, round its ends, among those that are still `held`.

        From one that is not listed any more it is the first; where there is none, the hit itself.
        """
        hits = [one for one in self.hits if one == hit or one.source.conversation in held]
        here = next((n for n, one in enumerate(hits) if one == hit), None)
        return hit if not hits else hits[0 if here is None else (here + step) % len(hits)]

    def place(self, hit: Hit) -> int:
        """Return which of the listed hits it is, counted from 1; 0 for one that is not listed."""
        return next((n for n, one in enumerate(self.hits, start=1) if one == hit), 0)


class Page:
    """The lines of one source, folded once; what has not changed is not folded again."""

    def __init__(self) -> None:
        self.lines: tuple[Spoken, ...] = ()
        self._folded: list[str] = []
        self._read: tuple[object, ...] = ()

    def tell(self, messages: Sequence[Message]) -> None:
        """Take over the messages of an open conversation, oldest first."""
        self._take(tuple(messages), [_spoken_of(one) for one in messages[self._known(messages) :]])

    def recount(self, lines: Sequence[CaseLine]) -> None:
        """Take over what was said in an earlier chat, oldest first."""
        spoken = [Spoken(one.author, one.text, one.at, one.note) for one in lines[self._known(lines) :]]
        self._take(tuple(lines), spoken)

    def find(self, query: Query) -> Iterator[int]:
        """Yield the places of the lines that have every word, the newest first."""
        if not query.words:
            return
        first, *others = sorted(query.words, key=len, reverse=True)
        for place in range(len(self._folded) - 1, -1, -1):
            folded = self._folded[place]
            if first in folded and all(word in folded for word in others):
                yield place

    def rank(self, place: int, query: Query) -> Rank:
        """Return how well a line that has every word fits."""
        folded = self._folded[place]
        if len(query.words) > 1 and " ".join(query.words) in folded:
            return Rank.PHRASE
        begun = all(beginning.search(folded) for beginning in _beginnings(query.words))
        return Rank.WORDS if begun else Rank.PARTS

    def _known(self, lines: Sequence[object]) -> int:
        """Count the lines from the first that are the very ones that were read before."""
        if lines is self._read:
            return len(lines)
        pairs = enumerate(zip(self._read, lines, strict=False))
        same = min(len(self._read), len(lines))
        return next((place for place, (before, now) in pairs if before is not now), same)

    def _take(self, read: tuple[object, ...], added: Sequence[Spoken]) -> None:
        known = len(read) - len(added)
        self._read = read
        self.lines = (*self.lines[:known], *added)
        self._folded[known:] = [fold(one.text) for one in added]


def group_of(
    conversation: ConversationId, pages: Sequence[tuple[Source, Page]], query: Query, most: int, ranked: int
) -> Group | None:
    """Return what is found of one customer, at most `most` lines; None where nothing is.

    Of very many lines only the newest `ranked` of each transcript are put in order.
    """
    hits: list[Hit] = []
    count = 0
    for source, page in pages:
        found = page.find(query)
        newest = list(islice(found, ranked))
        count += len(newest) + sum(1 for _ in found)
        hits += [Hit(source, place, page.lines[place], page.rank(place, query)) for place in newest]
    if not hits:
        return None
    return Group(conversation, tuple(sorted(hits, key=lambda hit: hit.order)[:most]), count)


@lru_cache(maxsize=8)
def _beginnings(words: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"(?<!\w){re.escape(word)}") for word in words)


def _spoken_of(message: Message) -> Spoken:
    """Return a message as it can be found; an amendment has no words of its own, nor a deleted one."""
    shown = not message.amends and message.delivery is not Delivery.RECALLED
    file = message.attachment.name if message.attachment is not None else ""
    text = " ".join(filter(None, (message.text, file))) if shown else ""
    name = message.name if message.author is not Author.SYSTEM else ""
    return Spoken(name, text, message.sent_at, message.mode is Mode.NOTE, message.sequence)
