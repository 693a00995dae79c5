"""A customer's name, and the ways in which a draft can mean that customer."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from rapidfuzz.distance import OSA

from agent_console.guard.identity.declension import declined, declined_sounds
from agent_console.guard.identity.nickname import also_called
from agent_console.guard.identity.salutation import TITLES, Salutation, salutation
from agent_console.guard.text.romanisation import is_cyrillic, sound
from agent_console.guard.text.word import Word, Words, forms, vocabulary, without_ending, words

SHORTEST_WITH_TYPO: Final = 5
"""From this many letters on, a name with one wrong letter is still taken for the name."""
SHORTEST_WITH_SLIP: Final = 4
"""From this many, one with a letter lost, added or swapped; with another one `Mary` would be `Marc`."""

SHORTEST_SHORT_FORM: Final = 3
"""How many first letters of a name can stand for it."""
SHORTEST_GENITIVE: Final = 3

NOBODY: Final = vocabulary(
    "guest visitor customer user client anonymous unknown website web kunde kundin gast besucher"
    " gjest клиент гость посетитель"
)
"""What chat systems call customers whose name they do not know."""

ORDINARY: Final = vocabulary(
    "al cam cat den don dot ed em max mel mo nat ray rich sandy val"
    "an art bill bob brook chance chase christian dawn day do drew faith frank gene glad grace grant guy"
    " hope in jack jan joy june july august april king law love may mark miles mine my nick no of or pat"
    " penny rich rob rose ruby sky so sue summer to was will wade young"
)
"""Names that are words too; they count only where a name is all that they can be."""

NOT_NAMES: Final = vocabulary(
    "there again about everyone everybody team folks madam please sir thanks all guys mate dear friend"
    " ladies both you your today here this that they them then the and for his her who was are had has not"
    " but can one our out now how any very just back ihnen ihr euch kunde kundin"
)
"""Words behind a greeting that one wrong letter, or letters left out, could turn into a name."""

_JOINTS: Final = (" ", "_", ".")
"""What may stand between the words of a name, user names such as `mira_holm` included."""
_PATRONYMIC: Final = ("вич", "вна", "ична", "vich", "vna")


@dataclass(frozen=True, slots=True)
class Part:
    """One word of a name in all its spellings."""

    forms: frozenset[str]
    also: frozenset[str]
    """Other cases of it, short forms of it, and what it may be a short form of."""
    sounds: frozenset[str]
    """All of these as they are compared with the other one of Latin and Cyrillic script."""
    cyrillic: bool
    patronymic: bool

    @classmethod
    def of(cls, spellings: frozenset[str]) -> "Part":
        """Take one word of a name, in its spellings."""
        cyrillic = any(map(is_cyrillic, spellings))
        kin = spellings.union(*map(also_called, spellings))
        also = kin.union(*map(declined, kin)) - spellings
        spoken = {sound(form) for form in kin | also}
        if not cyrillic:
            spoken.update(other for heard in tuple(spoken) for other in declined_sounds(heard))
        patronymic = any(form.endswith(_PATRONYMIC) for form in spellings)
        return cls(spellings, also, frozenset(spoken), cyrillic, patronymic)

    def distance(self, word: Word) -> int:
        """Return 0 for the same word, 1 for one typing mistake in a long one, else 2."""
        if not self.forms.isdisjoint(word.forms) or not self.also.isdisjoint(word.forms):
            return 0
        if self.cyrillic != word.cyrillic:
            return 2 if self.sounds.isdisjoint(map(sound, word.forms)) else 0
        return 1 if any(_nearly(own, other) for own in self.forms for other in word.forms) else 2

    def owns(self, word: Word) -> bool:
        """Whether a word is the name in a genitive without an apostrophe, as in `Annas`."""
        return any(
            form[-1] == "s" and len(form) > SHORTEST_GENITIVE and form[:-1] in self.forms - ORDINARY
            for form in word.forms
            if form
        )


def _nearly(own: str, other: str) -> bool:
    if len(own) < SHORTEST_WITH_SLIP or other in NOT_NAMES:
        return False
    if OSA.distance(own, other, score_cutoff=1) != 1:
        return False
    return len(own) >= SHORTEST_WITH_TYPO or len(own) != len(other) or sorted(own) == sorted(other)


def _kin(form: str, shortest: int) -> frozenset[str]:
    """Return a form, its sound, and of one that is not too short what is left when one letter is lost.

    Forms that are at most one typing mistake apart have some of it in common.
    """
    lost = range(len(form)) if len(form) >= shortest else ()
    return frozenset((form, sound(form), *(form[:place] + form[place + 1 :] for place in lost)))


def _beginnings(form: str) -> Iterator[str]:
    return (form[:length] for length in range(SHORTEST_SHORT_FORM, len(form)))


def _nearest(parts: Iterable[Part], word: Word) -> int:
    return min((part.distance(word) for part in parts), default=2)


def _given(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return what somebody is called: the first word, or `Иван Петрович` of `Сидоров Иван Петрович`."""
    father = next((place for place, part in enumerate(parts) if part.patronymic), 0)
    return parts[father - 1 : father + 1] if father else parts[:1]


@dataclass(frozen=True, slots=True)
class Name:
    """A customer's name in parts; titles, initials, and names that stand for nobody have none."""

    parts: tuple[Part, ...]
    given: tuple[Part, ...]
    """The parts with which the customer is spoken to without a title."""
    forms: frozenset[str]
    """Every spelling of every part."""
    written: frozenset[str]
    """These and every other form in which a part can stand in a text, and how they all sound."""
    near: frozenset[str]
    """These, what is left of a form when a letter is lost, and how a form begins."""

    @classmethod
    def of(cls, name: str) -> "Name":
        """Take a name apart."""
        found = [word.forms for word in words(name)]
        kept = [f for f in found if f.isdisjoint(TITLES | NOBODY) and max(map(len, f)) > 1]
        parts = tuple(map(Part.of, kept))
        forms = frozenset[str]().union(*(part.forms for part in parts))
        written = forms.union(*(part.also | part.sounds for part in parts))
        kin = (_kin(form, SHORTEST_WITH_SLIP) for form in forms)
        near = written.union(*kin, *map(_beginnings, forms))
        return cls(parts, _given(parts), forms, written, near)

    def distance(self, word: Word, *, given: bool = False) -> int:
        """Return how far the nearest part, or given name, is from a word: 0, 1, or 2 for another word."""
        return _nearest(self.given if given else self.parts, word)

    def shortens_to(self, word: Word, *, given: bool = False) -> bool:
        """Whether a word is the beginning of a part of the name, as `Ben` is of `Benjamin`."""
        own = frozenset[str]().union(*(part.forms for part in self.given)) if given else self.forms
        short = tuple(form for form in word.forms if len(form) >= SHORTEST_SHORT_FORM)
        return bool(short) and any(form.startswith(short) for form in own)

    def owns(self, word: Word, *, given: bool = False) -> bool:
        """Whether a word is the genitive of a part of the name, as in `Annas Paket`."""
        return any(part.owns(word) for part in (self.given if given else self.parts))

    def spelled_by(self, handle: str) -> bool:
        """Whether a user name consists of the whole name, as `mira_holm88` does."""
        if len(self.parts) < 2:
            return False
        spelled = vocabulary(handle.replace("_", " "))
        return all(not part.forms.isdisjoint(spelled) for part in self.parts)

    def distance_in_full(self, first: Word, last: Word) -> int:
        """Return how far two words are from the whole name: typing mistakes, or 2 for other words."""
        if len(self.parts) < 2:
            return 2
        return min(2, self.parts[0].distance(first) + self.parts[-1].distance(last))


class Mention(NamedTuple):
    """A word of a draft that may mean a customer, and how it is used."""

    word: Word
    how: Salutation
    next: Word | None
    """The word right behind it, with only a space between, or a sign as in a user name."""

    @property
    def points(self) -> bool:
        """Whether it may be spoken to, or own something, as in `Karen's parcel` or `Karens Paket`."""
        return bool(self.how) or self._possessive or self._genitive

    @property
    def _possessive(self) -> bool:
        """Whether an apostrophe makes it an owner; a capital behind makes it part of another name."""
        return self.word.possessive and self.next is not None and not self.next.capitalised

    @property
    def _genitive(self) -> bool:
        return self.next is not None and self.word.text[-1] in "sS" and self.word.capitalised

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
        if not self.points or not self.word.forms.isdisjoint(known):
            return False
        if self._genitive and name.owns(self.word, given=True):
            return not rather_than.owns(self.word) and rather_than.distance(self.word) == 2
        if not (self.how or self._possessive) or self._mere_word:
            return False
        distance = name.distance(self.word, given=not (self.how.titled or self.how.greeted))
        if rather_than.shortens_to(self.word, given=distance == 0):
            return False
        if self.how.greeted and self.word.capitalised and self._begins(name):
            distance = 0
        return distance < (1 if self.how.unmarked else 2) and distance < rather_than.distance(self.word)

    def _begins(self, name: Name) -> bool:
        return self.word.forms.isdisjoint(NOT_NAMES | TITLES) and name.shortens_to(self.word, given=True)

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


@lru_cache(maxsize=4096)
def _kin_of(written: str) -> frozenset[str]:
    """Return what has something in common with `Name.near` when a word may be that name.

    A word that is none may still be one in the genitive, which its own letters tell.
    """
    found = forms(without_ending(written))
    shortest = SHORTEST_WITH_SLIP - 1
    kin = (
        _kin(form, shortest) if form not in NOT_NAMES else {form, sound(form), form[:-1]} for form in found
    )
    return frozenset[str]().union(*kin)


def mentions(text: str, near: frozenset[str]) -> Iterator[Mention]:
    """Yield each word of the text that may be one of some names, with how it is used.

    `near` is what is nearest to these names: see `Name.near`.
    """
    found = Words(text)
    for place, written in enumerate(found.written):
        if near.isdisjoint(_kin_of(written)):  # as nearly all words are
            continue
        word = found[place]
        follower = found[place + 1] if place + 1 < len(found) else None
        adjacent = follower is not None and text[word.end : follower.start] in _JOINTS
        how = salutation(text, found, place, place)
        if adjacent and follower is not None and follower.capitalised and not how:
            how = salutation(text, found, place, place + 1)
        yield Mention(word, how, follower if adjacent else None)
