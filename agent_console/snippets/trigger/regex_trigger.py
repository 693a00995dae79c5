"""Triggers that are patterns: looked for in the last few characters that were typed."""

from collections.abc import Iterable, Iterator
from contextlib import suppress

from agent_console.snippets.pattern import Found, Pattern, PatternError, PatternSet
from agent_console.snippets.trigger.rust_regex import compiled

BUFFER = 30
"""Bytes of UTF-8 that a pattern is looked for in, as in espanso."""


class RegexTriggers:
    """The patterns of some snippets, each with a snippet's id; one that cannot be used never fires."""

    def __init__(self, patterns: Iterable[tuple[str, str]] = ()) -> None:
        self._patterns = tuple(_compiled(patterns))
        self._together = PatternSet(pattern for pattern, _ in self._patterns)

    def ending(self, text: str) -> Iterator[tuple[str, Found]]:
        """Yield the snippets whose pattern has a match, not an empty one, that ends where the text does."""
        # Every key asks, and hardly any is the last one of a match.
        for number in self._together.matching(text):
            pattern, snippet = self._patterns[number]
            for found in pattern.every(text):
                if found.start < found.end == len(text):
                    yield snippet, found


def _compiled(patterns: Iterable[tuple[str, str]]) -> Iterator[tuple[Pattern, str]]:
    for text, snippet in patterns:
        with suppress(PatternError):
            yield compiled(text), snippet


def buffered(text: str) -> str:
    """Return the end of a text that patterns are looked for in."""
    text = text[-BUFFER:]
    while not text.isascii() and len(text.encode(errors="replace")) > BUFFER:
        text = text[1:]
    return text
