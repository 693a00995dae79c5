"""What is offered behind the cursor, and how much of it one key takes."""

import re
from collections.abc import Callable
from typing import Final

_WORD: Final = re.compile(r"\s*\S+")


def next_word(offer: str) -> str:
    """Return an offer's first word, with the space before it."""
    found = _WORD.match(offer)
    return found.group() if found else offer


def within(offer: str, room: int, width: Callable[[str], int]) -> str:
    """Return as many whole words of an offer as have room; `width` says how much some text takes."""
    fitting = ""
    for word in _WORD.findall(offer):
        if width(fitting + word) >= room:
            break
        fitting += word
    return fitting
