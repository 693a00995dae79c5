"""A text's terms, by which replies and conversations are compared: words, numbers, codes, ideographs."""

import re
from functools import lru_cache
from itertools import islice, pairwise
from typing import Final

MOST_TERMS: Final = 400
"""How many terms of one text are compared, so that a huge one costs no more than a long one."""

_IDEOGRAPHS: Final = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_TERM = re.compile(rf"[{_IDEOGRAPHS}]+|[^\W_{_IDEOGRAPHS}]+(?:['’.:/@-][^\W_{_IDEOGRAPHS}]+)*")
_IDEOGRAPH = re.compile(rf"[{_IDEOGRAPHS}]")


@lru_cache(maxsize=512)
def terms(text: str) -> tuple[str, ...]:
    """Return the terms of a text in order, without case; scripts without spaces in overlapping pairs."""
    if text.isascii():
        return tuple(match[0] for match in islice(_TERM.finditer(text.lower()), MOST_TERMS))
    found: list[str] = []
    for match in _TERM.finditer(text.lower()):
        term = match.group()
        if not _IDEOGRAPH.match(term) or len(term) == 1:
            found.append(term)
        else:
            found.extend(map("".join, pairwise(term)))
        if len(found) >= MOST_TERMS:
            break
    return tuple(found[:MOST_TERMS])


def pairs(found: tuple[str, ...]) -> tuple[str, ...]:
    """Return each two terms that follow each other as one."""
    return tuple(f"{first} {second}" for first, second in pairwise(found))


def is_figure(term: str) -> bool:
    """Whether a term has a digit, as times, amounts and codes do."""
    return not term.isalpha() and any(map(str.isdecimal, term))
