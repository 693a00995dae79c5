"""Regular expressions of snippet files, matched in time that grows with the text alone, whatever they are."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import re2

MOST_MEMORY = 4 * 1024 * 1024
"""Bytes that one pattern may take compiled; a larger one is refused."""
MOST_MEMORY_TOGETHER = 16 * MOST_MEMORY
"""Bytes that several may take that are looked for together; more are looked for one by one."""

_HALVES = re.compile("[\ud800-\udfff]")


class PatternError(ValueError):
    """A pattern that cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where a pattern matched."""

    start: int
    end: int
    groups: tuple[str, ...]
    """The texts of the groups by number, the whole match first; empty for one that took no part."""
    names: Mapping[str, str]
    """The texts of the named groups that took part."""


class Pattern:
    """A compiled pattern in RE2's syntax: that of editors and Rust, without looking around or back."""

    def __init__(self, text: str, flags: str = "") -> None:
        """Compile; `flags` are of `i`, `m` and `s`. Raises PatternError."""
        self.text = f"(?{flags}){text}" if flags else text
        """With its flags."""
        try:
            self._regex = re2.compile(self.text, _options(MOST_MEMORY))
        except re2.error as error:
            reason = error.args[0] if error.args else "it is not well formed"
            said = reason.decode(errors="replace") if isinstance(reason, bytes) else str(reason)
            raise PatternError(f"the pattern `{text}` cannot be used: {said}") from None

    def search(self, text: str) -> Found | None:
        """Return the first match."""
        return next(self.every(text), None)

    def fits(self, text: str) -> bool:
        """Return whether the whole text matches."""
        return self._regex.fullmatch(_whole(text)) is not None

    def every(self, text: str) -> Iterator[Found]:
        """Yield each match, from left to right."""
        for match in self._regex.finditer(_whole(text)):
            start, end = match.span()
            groups = (match.group(), *(group or "" for group in match.groups()))
            names = {name: group for name, group in match.groupdict().items() if group is not None}
            yield Found(start, end, groups, names)


class PatternSet:
    """Patterns that a text is searched for in one pass; immutable."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        """Compile them once more, all together."""
        self._patterns = tuple(patterns)
        self._together = _together(self._patterns)

    def matching(self, text: str) -> Sequence[int]:
        """Return the numbers of the patterns that match somewhere, from 0; in rare cases of more."""
        if self._together is None:
            return range(len(self._patterns))
        return sorted(self._together.Match(_whole(text)) or ())


def _together(patterns: Sequence[Pattern]) -> re2.Set | None:
    """Return what searches for all patterns at once; None for more than the memory is for."""
    found = re2.Set.SearchSet(_options(MOST_MEMORY_TOGETHER))
    try:
        for one in patterns:
            found.Add(one.text)
        found.Compile()
    except re2.error:
        return None
    return found


def _options(most_memory: int) -> re2.Options:
    options = re2.Options()
    options.log_errors = False
    options.max_mem = most_memory
    return options


def _whole(text: str) -> str:
    """Return a text without halves of surrogate pairs, which RE2 does not take."""
    return _HALVES.sub("\N{REPLACEMENT CHARACTER}", text)


@lru_cache(maxsize=1024)
def compiled(text: str, flags: str = "") -> Pattern:
    """Return a pattern, compiled once; raise PatternError."""
    return Pattern(text, flags)
