"""The dictionaries of one language in memory, as the process that looks words up has them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from hunspell import Hunspell

from agent_console.assist.spelling.correction import candidates
from agent_console.domain.spelling import Candidate

_MOST_REMEMBERED: Final = 20_000


class Lexicon:
    """Knows the words of one language; a word is right that one of its dictionaries has."""

    def __init__(self, language: str, dictionaries: Iterable[Path]) -> None:
        """Read them, which takes up to a second each; they are paths without a suffix."""
        # A path in another encoding than the engine's own stays readable as the bytes of a file name.
        self._engines = [Hunspell(path.name, str(path.parent), "utf-8") for path in dictionaries]
        self._language = language
        self._known: Callable[[str], bool] = lru_cache(_MOST_REMEMBERED)(self._look_up)

    def right(self, word: str) -> bool:
        """Whether a word is spelt right; of one with hyphens, whether each part is."""
        return self._known(word) or ("-" in word and all(map(self._known, filter(None, word.split("-")))))

    def candidates(self, word: str) -> list[Candidate]:
        """Return what may have been meant by a misspelt word."""
        return candidates(word, self._language, self._known, self._suggested)

    def _look_up(self, word: str) -> bool:
        return any(_spelt(engine, form) for engine in self._engines for form in _forms(word))

    def _suggested(self, word: str) -> Sequence[str]:
        engine = self._engines[0]
        try:
            return [str(one) for one in engine.suggest(word)]
        except UnicodeEncodeError:
            return []


def _forms(word: str) -> Iterator[str]:
    """Yield a word, and the forms of it that a dictionary may have instead."""
    yield word
    # At the beginning of a sentence; the Norwegian dictionary does not know that of all its words.
    if word.istitle():
        yield word.lower()
    # In Russian the dots of ё are mostly left out, and dictionaries have them or not.
    if "ё" in word:
        yield word.replace("ё", "е")


def _spelt(engine: Hunspell, word: str) -> bool:
    try:
        return bool(engine.spell(word))
    except UnicodeEncodeError:
        return False  # the dictionary's own encoding, such as KOI8-R, has no such letter
