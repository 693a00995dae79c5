"""Words and their keys: a word can be read only once it was said to several customers."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import Final

from agent_console.assist.phrase.slot import Slot, is_slot
from agent_console.assist.phrase.token import parts

LEAST_CUSTOMERS: Final = 3
"""To so many different customers something must have been said before it is offered to another one."""
_ORDINARY: Final = 10
"""So many times as often as customers have it for a name, a word must be said to be more than a name."""
_KEY_BYTES: Final = 8


class Vocabulary:
    """Numbers the words of sent replies in the order in which they come; keys tell them apart."""

    def __init__(self, salt: bytes) -> None:
        self._salt = salt
        self._numbers: dict[int, int] = {}
        self._folds: dict[str, int] = {}
        self._customers: dict[int, set[int]] = defaultdict(set)
        self._counts: list[int] = []
        self._names: dict[int, set[int]] = defaultdict(set)
        self.texts: list[str] = []
        """By number: what a word is; empty while it is not common."""
        self.folds: list[int] = []
        """By number: the number of the first word that is the same in small letters, among the common."""
        self.folded: list[str] = []
        """By number: the word in small letters; empty while it is not common."""
        self._spelt: list[tuple[str, int]] = []
        """The common words in small letters with their numbers, in the order of the alphabet."""
        for slot in Slot:
            for token in (slot.value, f" {slot}"):
                self.show(self.number(self.key(token)), token)

    def key(self, text: str) -> int:
        """Return what stands for a text where it is kept: nobody can read it without this vocabulary."""
        digest = blake2b(text.encode(), digest_size=_KEY_BYTES, key=self._salt).digest()
        return int.from_bytes(digest, "big", signed=True)

    def number(self, key: int) -> int:
        """Return the number of a word, which is given with its first use."""
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.texts)
            self.texts.append("")
            self.folded.append("")
            self.folds.append(number)
            self._counts.append(0)
        return number

    def fold(self, token: str) -> int:
        """Return the number that a word is compared by; -1 for one that is not common."""
        return self._folds.get(token.casefold(), -1)

    def show(self, number: int, text: str) -> None:
        """Let a word be read from now on."""
        self._customers.pop(number, None)
        if not self.texts[number]:
            insort(self._spelt, (text.casefold(), number))
        self.texts[number] = text
        self.folded[number] = text.casefold()
        self.folds[number] = self._folds.setdefault(text.casefold(), number)

    def beginning(self, start: str) -> Iterator[int]:
        """Yield the common words that begin so, which is given in small letters."""
        place = bisect_left(self._spelt, (start,))
        while place < len(self._spelt) and self._spelt[place][0].startswith(start):
            yield self._spelt[place][1]
            place += 1

    def said(self, number: int, customer: int) -> None:
        """Count a customer whom a word was said to."""
        self._counts[number] += 1
        if not self.texts[number]:
            self._customers[number].add(customer)

    def common(self, number: int) -> bool:
        """Whether a word that cannot be read yet was said to enough customers to be read."""
        return not self.texts[number] and len(self._customers[number]) >= LEAST_CUSTOMERS

    def block(self, names: Iterable[int], customer: int) -> None:
        """Keep the words of a customer's name from being offered, given as keys in small letters."""
        for name in names:
            self._names[name].add(customer)

    def offered(self, number: int, first: bool) -> bool:
        """Whether a word may be offered, as the `first` of a sentence or elsewhere.

        It must be common. What customers are called must besides be an ordinary word, as `will` is, which
        in a sentence begins with a capital letter only where it is a name; a Chinese sign has none.
        """
        text = self.texts[number]
        if not text or is_slot(text):
            return bool(text)
        bare = text.lstrip(" ")
        return all(self._no_name(part, first) for part in (bare, *parts(bare)))

    def _no_name(self, word: str, first: bool) -> bool:
        named = len(self._names.get(self.key(word.casefold()), ()))
        small = word.islower() or _is_sign(word)
        return not named or (self._ordinary(word.casefold(), named) and (first or small))

    def _ordinary(self, word: str, named: int) -> bool:
        numbers = (self._numbers.get(self.key(token)) for token in (word, f" {word}"))
        said = sum(self._counts[number] for number in numbers if number is not None)
        return said > _ORDINARY * named

    def load(self, words: Mapping[int, str]) -> None:
        """Take the words that were common before, by their keys."""
        for key, text in words.items():
            self.show(self.number(key), text)


def _is_sign(word: str) -> bool:
    """Whether a word is one letter of a script without capitals, which by itself names nobody."""
    return len(word) == 1 and word.lower() == word.upper()
