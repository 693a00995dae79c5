"""A customer's name, and the ways in which a draft can speak to that customer."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import OSA

from agent_console.guard.salutation import TITLES, Salutation, salutation
from agent_console.guard.word import Word, vocabulary, words

SHORTEST_WITH_TYPO: Final = 5
"""From this many letters on, a name with one wrong letter is still taken for the name."""

NOBODY: Final = vocabulary(
    "guest visitor customer user client anonymous unknown website web kunde kundin gast besucher"
    " gjest клиент гость посетитель"
)
"""What chat systems call customers whose name they do not know."""

ORDINARY: Final = vocabulary(
    "an art bill bob brook chance chase christian dawn day do drew faith frank gene glad grace grant guy"
    " hope in jack jan joy june july august april king law love may mark miles mine my nick no of or pat"
    " penny rich rob rose ruby sky so sue summer to was will wade young"
)
"""Names that are words too: only with a capital letter, and behind a greeting or a title."""

NOT_NAMES: Final = vocabulary("there again about everyone everybody team folks madam please sir thanks")
"""Words behind a greeting that one wrong letter could turn into a name."""


@dataclass(frozen=True, slots=True)
class Part:
    """One word of a name in all its spellings."""

    forms: frozenset[str]

    def distance(self, word: Word) -> int:
        """Return 0 for the same word, 1 for one typing mistake in a long one, else 2."""
        if not self.forms.isdisjoint(word.forms):
            return 0
        return 1 if any(_nearly(own, other) for own in self.forms for other in word.forms) else 2


def _nearly(own: str, other: str) -> bool:
    return (
        min(len(own), len(other)) >= SHORTEST_WITH_TYPO
        and other not in NOT_NAMES
        and OSA.distance(own, other, score_cutoff=1) == 1
    )


@dataclass(frozen=True, slots=True)
class Name:
    """A customer's name in parts; titles, initials, and names that stand for nobody have none."""

    parts: tuple[Part, ...]

    @classmethod
    def of(cls, name: str) -> "Name":
        """Take a name apart."""
        found = [word.forms for word in words(name)]
        kept = [f for f in found if f.isdisjoint(TITLES | NOBODY) and max(map(len, f)) > 1]
        return cls(tuple(map(Part, kept)))

    @property
    def first(self) -> Part | None:
        """The given name, or the only one."""
        return self.parts[0] if self.parts else None

    def distance(self, word: Word) -> int:
        """Return how far the nearest part of the name is from a word: 0, 1, or 2 for another word."""
        return min((part.distance(word) for part in self.parts), default=2)


@dataclass(frozen=True, slots=True)
class Address:
    """A place where a draft may speak to somebody: a word, and how it is used."""

    word: Word
    how: Salutation
    next: Word | None
    """The word right behind it, with only a space between."""

    def names(self, name: Name) -> bool:
        """Whether it speaks to, or names in full, the customer of that name."""
        if self._in_full(name):
            return True
        if self._ordinary and not (self.word.capitalised and (self.how.greeted or self.how.titled)):
            return False
        if self.how.greeted or self.how.titled:
            return name.distance(self.word) < 2
        return self.how.set_off and name.first is not None and name.first.distance(self.word) < 2

    @property
    def _ordinary(self) -> bool:
        return not self.word.forms.isdisjoint(ORDINARY) or len(self.word.text) < 3

    def _in_full(self, name: Name) -> bool:
        if self.next is None or len(name.parts) < 2:
            return False
        first, last = name.parts[0].distance(self.word), name.parts[-1].distance(self.next)
        return first + last < 2


def addresses(text: str) -> Iterator[Address]:
    """Yield each word of the text with how it speaks to somebody."""
    found = words(text)
    for place, word in enumerate(found):
        follower = found[place + 1] if place + 1 < len(found) else None
        adjacent = follower is not None and text[word.end : follower.start] == " "
        last = place + 1 if adjacent and follower is not None and follower.capitalised else place
        alone = salutation(text, found, place, place)
        how = alone if alone.addresses else salutation(text, found, place, last)
        yield Address(word, how, follower if adjacent else None)
