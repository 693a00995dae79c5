"""Spelling without dictionaries, for tests of what is made of it."""

from collections.abc import Mapping, Sequence

from agent_console.domain.spelling import Candidate
from agent_console.ports import JournalError, SpellerError


class WordList:
    """Knows the words it was given by language; implements `ports.Speller`."""

    def __init__(self, words: Mapping[str, str], meant: Mapping[str, str] | None = None) -> None:
        """`meant` gives what may be meant by misspelt words, the likeliest first."""
        self._words = {language: set(text.split()) for language, text in words.items()}
        self._meant = meant or {}
        self.asked: list[tuple[str, str]] = []
        """Every word that was looked up, with its language."""
        self.failing = ""

    async def knows(self, language: str) -> bool:
        """Whether it has words of a language."""
        return language in self._words

    async def right(self, language: str, words: Sequence[str]) -> Sequence[bool]:
        """Return of each word whether it is spelt right."""
        if self.failing:
            raise SpellerError(self.failing)
        self.asked += [(language, word) for word in words]
        return [word.lower() in self._words[language] for word in words]

    async def candidates(self, language: str, word: str) -> Sequence[Candidate]:
        """Return what may have been meant."""
        if self.failing:
            raise SpellerError(self.failing)
        return [Candidate(text, rank) for rank, text in enumerate(self._meant.get(word, "").split())]


class OwnWords:
    """The agent's own words; implements `ports.PersonalWords`."""

    def __init__(self, *words: str) -> None:
        self.words = frozenset(words)
        self.failing = False

    def add(self, word: str) -> None:
        """Keep one more word."""
        if self.failing:
            raise JournalError("The disk is full.")
        self.words |= {word.casefold()}
