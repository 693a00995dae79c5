"""Words and their keys: a word can be read only once it was said to several customers."""

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Final

from agent_console.assist.phrase.slot import Slot, is_slot

LEAST_CUSTOMERS: Final = 3
"""To so many different customers something must have been said before it is offered to another one."""
_KEY_BYTES: Final = 8


class Vocabulary:
    """Numbers the words of sent replies in the order in which they come; keys tell them apart."""

    def __init__(self, salt: bytes) -> None:
        self._salt = salt
        self._numbers: dict[int, int] = {}
        self._folds: dict[str, int] = {}
        self._customers: list[set[int]] = []
        self._names: set[int] = set()
        self.texts: list[str] = []
        """By number: what a word is; empty while it is not common."""
        self.folds: list[int] = []
        """By number: the number of the word in small letters, where that is common."""
        self.folded: list[str] = []
        """By number: the word in small letters; empty while it is not common."""
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
            self._customers.append(set())
        return number

    def fold(self, token: str) -> int:
        """Return the number that a word is compared by; -1 for one that is not common."""
        return self._folds.get(token.casefold(), -1)

    def show(self, number: int, text: str) -> None:
        """Let a word be read from now on."""
        self.texts[number] = text
        self.folded[number] = text.casefold()
        self.folds[number] = self._folds.setdefault(text.casefold(), number)

    def said(self, number: int, customer: int) -> None:
        """Count a customer whom a word was said to."""
        if not self.texts[number]:
            self._customers[number].add(customer)

    def common(self, number: int) -> bool:
        """Whether a word that cannot be read yet was said to enough customers to be read."""
        return not self.texts[number] and len(self._customers[number]) >= LEAST_CUSTOMERS

    def block(self, names: Iterable[int]) -> None:
        """Never offer the words of a customer's name, given as keys in small letters."""
        self._names.update(names)

    def offered(self, number: int) -> bool:
        """Whether a word may be offered: it is common, and is no customer's name."""
        text = self.texts[number]
        if not text or is_slot(text):
            return bool(text)
        bare = text.lstrip(" ")
        ordinary = bare.islower() or not self._names
        return ordinary or self.key(bare.casefold()) not in self._names

    def load(self, words: Mapping[int, str]) -> None:
        """Take the words that were common before, by their keys."""
        for key, text in words.items():
            self.show(self.number(key), text)
