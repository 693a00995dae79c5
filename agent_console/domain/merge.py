"""Carries what makes two versions of a text differ over to what somebody has made of the first one."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property
from itertools import accumulate
from typing import Final

from agent_console.domain.edit import Edit

MOST_WORDS: Final = 1_500
"""Two texts that are longer together, spaces and signs counted, are not aligned: it would take a second."""
_UNSPACED: Final = "\u0e00-\u0eff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
"""Scripts in which no space parts a name from what stands beside it, as ranges of a character class."""
_LETTER: Final = rf"[^\W{_UNSPACED}]"
"""A letter or digit that a longer word can consist of."""
_WORD: Final = rf"⟦[^⟦⟧\n]*⟧|{_LETTER}+|[{_UNSPACED}]|\W"


@dataclass(frozen=True, slots=True)
class Difference:
    """One place in which two versions of a text differ."""

    edit: Edit
    """What makes the first version the second one there, by places of the first."""
    start: int
    """Where the new words begin in the second version."""

    def moved(self, offset: int) -> "Difference":
        """Return the same difference, that many characters further on in the first version."""
        edit = Edit(self.edit.start + offset, self.edit.end + offset, self.edit.text)
        return replace(self, edit=edit)


def differences(first: str, second: str, whole: Collection[str] = ()) -> tuple[Difference, ...]:
    """Return where two texts differ, word by word, in the order of the text.

    Each text of `whole`, such as a name or a number with spaces in it, is compared as one word. Two that
    are very long differ as a whole.
    """
    before, after = _Words(first, whole), _Words(second, whole)
    if _too_long(before, after):
        return () if first == second else (Difference(Edit(0, len(first), second), 0),)
    return tuple(
        Difference(
            Edit(before.starts[i], before.starts[j], second[after.starts[m] : after.starts[n]]),
            after.starts[m],
        )
        for kind, i, j, m, n in _matcher(before, after).get_opcodes()
        if kind != "equal"
    )


def carried(
    found: Sequence[Difference], first: str, text: str, whole: Collection[str] = ()
) -> tuple[Difference, ...]:
    """Return those differences whose old words stand unchanged in `text`, by their places there.

    `text` is the first version as somebody has gone on with it: with words before and behind, and others
    put in, taken out or replaced.
    """
    start = text.find(first)
    if start >= 0:
        return tuple(one.moved(start) for one in found)
    return tuple(_aligned(found, _Words(first, whole), _Words(text, whole)))


def stands_in(word: str, text: str) -> bool:
    """Whether a name or a number stands in a text by itself, and not as a part of a longer word."""
    return bool(word) and re.search(_by_itself(word), text) is not None


def replaced(text: str, words: dict[str, str]) -> str:
    """Return a text with other words in place of those that stand in it by themselves, the longest first."""
    if not words:
        return text
    pattern = "|".join(map(_by_itself, sorted(words, key=len, reverse=True)))
    return re.sub(pattern, lambda found: words[found[0]], text)


class _Words:
    """A text cut into words, spaces and signs; nothing of it is left out."""

    def __init__(self, text: str, whole: Collection[str]) -> None:
        pieces = [_by_itself(one) for one in sorted(filter(None, whole), key=len, reverse=True)]
        self.texts: list[str] = re.findall("|".join([*pieces, _WORD]), text)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each word begins; behind the last one, where the text ends."""
        return (0, *accumulate(map(len, self.texts)))


def _by_itself(word: str) -> str:
    before = f"(?<!{_LETTER})" if re.match(_LETTER, word) else ""
    behind = f"(?!{_LETTER})" if re.match(_LETTER, word[-1:]) else ""
    return f"{before}{re.escape(word)}{behind}"


def _too_long(before: _Words, after: _Words) -> bool:
    return len(before.texts) + len(after.texts) > MOST_WORDS


def _matcher(before: _Words, after: _Words) -> SequenceMatcher[str]:
    return SequenceMatcher(None, before.texts, after.texts, autojunk=False)


def _aligned(found: Sequence[Difference], before: _Words, after: _Words) -> Iterator[Difference]:
    if _too_long(before, after):
        return
    blocks = [
        (before.starts[i], before.starts[i + size], after.starts[j] - before.starts[i])
        for i, j, size in _matcher(before, after).get_matching_blocks()
        if size
    ]
    for one in found:
        for start, end, offset in blocks:
            if start <= one.edit.start and one.edit.end <= end:
                yield one.moved(offset)
                break
