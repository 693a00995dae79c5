"""Names that a conversation knows: they are right however they are spelt."""

import re
from collections.abc import Iterable
from typing import Final

from agent_console.assist.spelling.word import plain

_PART: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f]|['’](?=[^\W\d_]))*")
_QUOTES: Final = " \t\"'«»„“”‘’([¿¡"
_ENDS: Final = ".!?:;…\n-–—*•"
"""What a sentence, or an item of a list, begins behind."""
_ENDINGS: Final = ("'s", "'", "s", "es", "en", "ens")
"""What English, German and Norwegian put behind a name."""
_SHORTEST_STEM: Final = 3
_LONGEST_ENDING: Final = 3
"""Letters by which a Russian name may differ at its end: Anna is also Anny, Anne, Annu, Annoy."""


def parts(name: str) -> frozenset[str]:
    """Return the words of a name or of a description, folded."""
    return frozenset(plain(found[0]).casefold() for found in _PART.finditer(name))


def mentioned(text: str) -> frozenset[str]:
    """Return the words that a message writes with a capital inside a sentence, folded."""
    return frozenset(
        plain(found[0]).casefold()
        for found in _PART.finditer(text)
        if found[0][0].isupper() and not _begins(text, found.start())
    )


class Names:
    """The names that are known in one conversation."""

    def __init__(self, known: Iterable[str]) -> None:
        """`known` are folded words."""
        self._known = frozenset(known)
        self._stems = {_stem(name) for name in self._known if _cyrillic(name)}

    def __contains__(self, word: object) -> bool:
        """Whether a word is a name, or a form of one."""
        if not isinstance(word, str):
            return False
        folded = word.casefold()
        return folded in self._known or self._possessive(folded) or self._declined(folded)

    def _possessive(self, folded: str) -> bool:
        return any(folded.endswith(e) and folded.removesuffix(e) in self._known for e in _ENDINGS)

    def _declined(self, folded: str) -> bool:
        if not self._stems or not _cyrillic(folded):
            return False
        ends = range(_LONGEST_ENDING + 1)
        return any(folded[: len(folded) - cut] in self._stems for cut in ends)


def _begins(text: str, place: int) -> bool:
    """Whether a sentence begins at a place."""
    while place and text[place - 1] in _QUOTES:
        place -= 1
    return place == 0 or text[place - 1] in _ENDS


def _cyrillic(word: str) -> bool:
    return "а" <= word[:1] <= "ё"


def _stem(name: str) -> str:
    """Return a Cyrillic name without the ending that its cases change."""
    adjective = name.endswith(("ая", "яя", "ий", "ый", "ой"))
    short = name[:-2] if adjective else name[:-1] if name[-1] in "аяйьоеиы" else name
    return short if len(short) >= _SHORTEST_STEM else name
