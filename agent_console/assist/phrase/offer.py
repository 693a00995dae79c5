"""What is offered behind the cursor, and how much of it one key takes."""

import re
from typing import Final

_NEXT_WORD: Final = re.compile(r"\s*\S+")


def next_word(offer: str) -> str:
    """Return an offer's first word, with the space before it."""
    found = _NEXT_WORD.match(offer)
    return found.group() if found else offer
