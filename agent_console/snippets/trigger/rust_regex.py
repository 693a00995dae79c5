"""Patterns as espanso's files have them, in the syntax of Rust's `regex`, and what RE2 calls the same."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from agent_console.snippets import pattern
from agent_console.snippets.pattern import Pattern, PatternError

_CLASSES: Mapping[str, str] = {
    "w": r"\p{L}\p{Nl}\p{M}\p{Nd}\p{Pc}\x{200C}\x{200D}",
    "d": r"\p{Nd}",
    "s": r"\x{9}-\x{D}\x{20}\x{85}\p{Z}",
}
"""What Rust means by `\\w`, `\\d` and `\\s`: those of every script, not of English alone."""
_TOKEN = re.compile(
    r"\\u\{(?P<braced>[0-9A-Fa-f]+)\}|\\u(?P<four>[0-9A-Fa-f]{4})|\\(?P<class>[wdsWDS])|\\[pP]\{[^}]*\}"
    r"|\\.|\[:\^?\w+:\]|\[\^?\]?|&&|--|~~|.",
    re.DOTALL,
)
_GROUP = re.compile(r"\(\?P?<(\w+)>")
_OF_CLASSES = ("&&", "--", "~~")
"""What Rust makes a class of two others with."""


@lru_cache(maxsize=1024)
def compiled(text: str) -> Pattern:
    """Return the pattern, which takes time linear in what it is looked for in; raise PatternError.

    Of Rust's syntax it lacks classes within classes, the flags `x` and `u`, and more than 1,000
    repetitions; `\\b` only knows English letters.
    """
    return pattern.compiled("".join(_translated(text)))


def group_names(text: str) -> tuple[str, ...]:
    """Return the names that a pattern gives its groups, whether or not it can be used."""
    return tuple(_GROUP.findall(text))


def _translated(text: str) -> Iterator[str]:
    inside = False
    for token in _TOKEN.finditer(text):
        opens = token[0].startswith("[") and not token[0].startswith("[:")
        if inside and (opens or token[0] in _OF_CLASSES):
            raise PatternError(f"the pattern `{text}` cannot be used: it has a class within a class")
        inside = opens or (inside and token[0] != "]")
        if letter := token["class"]:
            yield _class(letter, inside)
        elif code := token["braced"] or token["four"]:
            yield rf"\x{{{code}}}"
        else:
            yield token[0]


def _class(letter: str, inside: bool) -> str:
    """Return a class of Rust's; one that is negated inside another keeps RE2's meaning."""
    members = _CLASSES[letter.lower()]
    if inside:
        return members if letter.islower() else rf"\{letter}"
    return f"[{members}]" if letter.islower() else f"[^{members}]"
