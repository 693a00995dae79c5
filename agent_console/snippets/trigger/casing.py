"""The case of a trigger as it was typed, carried over to the reply, as espanso's `propagate_case` does."""

import re
from enum import StrEnum
from itertools import islice
from typing import Literal

import re2

from agent_console.snippets.stop.mark import begin

Style = Literal["uppercase", "capitalize", "capitalize_words"]
"""What `uppercase_style` asks for."""

_WORD = re2.compile(r"[\p{L}\p{Nl}\p{M}\p{Nd}\p{Pc}\x{200C}\x{200D}]+")
"""Unlike Python's, a word here has its accents inside it even when they are characters of their own."""
_STOPS = re.compile(f"(?:{begin(7).replace('7', '[0-9]+')})*")
"""The marks of stops that begin where a text does."""


class Casing(StrEnum):
    """What is done to the letters of a reply."""

    AS_WRITTEN = "as written"
    CAPITALIZE = "capitalize"
    CAPITALIZE_WORDS = "capitalize words"
    UPPERCASE = "uppercase"


_OF_ONE_LETTER = {
    "uppercase": Casing.UPPERCASE,
    "capitalize": Casing.CAPITALIZE,
    "capitalize_words": Casing.CAPITALIZE_WORDS,
}


def casing_of(typed: str, style: Style = "uppercase") -> Casing:
    """Return what a trigger's first two letters ask for; what is not a letter does not count.

    A small first letter asks for nothing, a capital one for a capital or, with such a `style`, for one
    in each word, and two capitals for capitals throughout. Of a single capital letter it cannot be told
    which is meant: the style decides.
    """
    first, second = [*islice(filter(str.isalpha, typed), 2), "", ""][:2]
    if not first.isupper():
        return Casing.AS_WRITTEN
    if not second:
        return _OF_ONE_LETTER[style]
    if second.isupper():
        return Casing.UPPERCASE
    return Casing.CAPITALIZE_WORDS if style == "capitalize_words" else Casing.CAPITALIZE


def cased(text: str, casing: Casing) -> str:
    """Return a text, which may hold marks, in that case.

    A stop without text that stands first, such as the cursor's, counts as the first character, so that
    nothing behind it is capitalised.
    """
    match casing:
        case Casing.UPPERCASE:
            return text.upper()
        case Casing.CAPITALIZE_WORDS:
            return str(_WORD.sub(lambda word: _capitalized(word[0]), text))
        case Casing.CAPITALIZE:
            opened = _STOPS.match(text)
            start = opened.end() if opened else 0
            return text[:start] + _capitalized(text[start:])
    return text


def _capitalized(text: str) -> str:
    """Return the text with one capital letter: `ß` gives `S`, because its capitals are two."""
    return text[:1].upper()[:1] + text[1:]
