"""A customer's name, and the ways in which a draft can mean that customer."""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import OSA

from agent_console.guard.salutation import TITLES, Salutation, salutation
from agent_console.guard.word import Word, vocabulary, words

SHORTEST_WITH_TYPO: Final = 5
"""From this many letters on, a name with one wrong letter is still taken for the name."""

SHORTEST_SHORT_FORM: Final = 3
"""How many first letters of a name can stand for it."""

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
"""Names that are words too; they count only where a name is all that they can be."""

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
        len(own) >= SHORTEST_WITH_TYPO
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
    def forms(self) -> frozenset[str]:
        """Every spelling of every part."""
        return frozenset[str]().union(*(part.forms for part in self.parts))

    def distance(self, word: Word) -> int:
        """Return how far the nearest part of the name is from a word: 0, 1, or 2 for another word."""
        return min((part.distance(word) for part in self.parts), default=2)

    def shortens_to(self, word: Word) -> bool:
        """Whether a word is the beginning of a part of the name, as `Ben` is of `Benjamin`."""
        return any(
            len(short) >= SHORTEST_SHORT_FORM and form.startswith(short)
            for form in self.forms
            for short in word.forms
        )

    def distance_in_full(self, first: Word, last: Word) -> int:
        """Return how far two words are from the whole name: typing mistakes, or 2 for other words."""
        if len(self.parts) < 2:
            return 2
        return min(2, self.parts[0].distance(first) + self.parts[-1].distance(last))


@dataclass(frozen=True, slots=True)
class Mention:
    """A word of a draft that may mean a customer, and how it is used."""

    word: Word
    how: Salutation
    next: Word | None
    """The word right behind it, with only a space between."""

    @property
    def points(self) -> bool:
        """Whether it is spoken to, or owns something, as in `Karen's parcel`.

        A capital behind it makes it part of another name, as in `St John's College`.
        """
        owns = self.word.possessive and self.next is not None and not self.next.capitalised
        return bool(self.how) or owns

    def names_in_full(self, name: Name, rather_than: Name, known: Set[str]) -> bool:
        """Whether it and the next word are that whole name, and fit it better than the other name.

        Two words that are both `known` count for nothing.
        """
        if self.next is None or not (self.word.forms.isdisjoint(known) or self.next.forms.isdisjoint(known)):
            return False
        distance = name.distance_in_full(self.word, self.next)
        return distance < 2 and distance < rather_than.distance_in_full(self.word, self.next)

    def points_to(self, name: Name, rather_than: Name, known: Set[str]) -> bool:
        """Whether it speaks to, or of, the customer of that name, and fits it better than the other name.

        A `known` word counts for nothing.
        """
        if not self.points or self._mere_word or not self.word.forms.isdisjoint(known):
            return False
        if rather_than.shortens_to(self.word):
            return False
        titled_or_greeted = self.how.titled or self.how.greeted
        spoken = name if titled_or_greeted else Name(name.parts[:1])
        distance = spoken.distance(self.word)
        return distance < 2 and distance < rather_than.distance(self.word)

    @property
    def _mere_word(self) -> bool:
        """Whether it is an ordinary word that nothing but its spelling makes a name."""
        if self.word.forms.isdisjoint(ORDINARY) and len(self.word.text) > 2:
            return False
        how, capitalised = self.how, self.word.capitalised
        if how.greeted:
            return not (capitalised or how.closed)
        a_name_there = how.titled or (how.set_off and (not how.opens or len(self.word.text) > 3))
        return not (capitalised and a_name_there)


def mentions(text: str) -> Iterator[Mention]:
    """Yield each word of the text with how it is used."""
    found = words(text)
    for place, word in enumerate(found):
        follower = found[place + 1] if place + 1 < len(found) else None
        adjacent = follower is not None and text[word.end : follower.start] == " "
        how = salutation(text, found, place, place)
        if adjacent and follower is not None and follower.capitalised and not how:
            how = salutation(text, found, place, place + 1)
        yield Mention(word, how, follower if adjacent else None)
