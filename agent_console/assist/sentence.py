"""A text in sentences, each by its place, so that what is shown are words that were said."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_END = re.compile(
    r"[.!?…]+[\"'”’»)\]*]*(?=\s|$)|[。！？!?]+[”’」』)]*|[\n\r\v\f\u2028\u2029]+|(?<=[!?])(?=[A-Z])",
    re.UNICODE,
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“])(?:\d{1,3}|[^\W\d_]|mr|mrs|ms|dr|prof|st|no|nr|vs|etc|inc|ltd|approx|e\.g|i\.e|z\.b|bzw|ca|usw|evtl|tel"
    r"|str|d\.h|kl|bl\.a|f\.eks|osv|jf|ул|стр|т\.е|т\.д|т\.к|им|руб|hr|fr)\.$",
    re.IGNORECASE,
)
_LONGEST_ABBREVIATION = 12


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a text; `text[start:end]` is its words without the white space around them."""

    start: int
    end: int
    words: str


def sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences of a text in their order; a full stop behind an abbreviation ends none."""
    start = 0
    for end in _END.finditer(text):
        if end.end() > start and not _is_abbreviation(text, end):
            yield from _stripped(text, start, end.end())
            start = end.end()
    yield from _stripped(text, start, len(text))


def _is_abbreviation(text: str, end: re.Match[str]) -> bool:
    if end.group() != ".":
        return False
    before = text[max(0, end.end() - _LONGEST_ABBREVIATION) : end.end()]
    follows = text[end.end() : end.end() + 2].strip()
    return bool(_ABBREVIATION.search(before)) and bool(follows)


def _stripped(text: str, start: int, end: int) -> Iterator[Sentence]:
    words = text[start:end].strip()
    if words:
        begin = text.index(words[0], start)
        yield Sentence(begin, begin + len(words), words)
