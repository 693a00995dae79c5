"""Changes of a field's text when the agent leaves it: `/pattern/format/options`, as in code editors."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from agent_console.snippets.pattern import Found, Pattern, PatternError

LONGEST_TEXT = 20_000
"""Characters; a text that would become longer stays as it is."""
_PATTERN = r"(?P<pattern>(?:\\.|[^\\/])*)"
_FORMAT = r"(?P<format>(?:\\.|\$\{(?:\\.|[^\\}])*\}|[^\\/])*)"
SYNTAX = f"/{_PATTERN}/{_FORMAT}/(?P<options>[a-z]*)"
_WHOLE = re.compile(SYNTAX, re.DOTALL)
_REFERENCE = re.compile(
    r"\$(?P<bare>[0-9]+)|\$\{(?P<number>[0-9]+)(?::(?P<rest>(?:\\.|[^\\}])*))?\}", re.DOTALL
)
_ESCAPED = re.compile(r"\\([\\/$}:])")
_ELSE = re.compile(r"(?<!\\):")
_WORD = re.compile(r"[A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class Reference:
    """A group of the pattern as the format names it."""

    group: int
    change: str = ""
    """`upcase` and the like; empty for none."""
    present: str | None = None
    """What stands there when the group has text; None for that text."""
    absent: str = ""
    """What stands there when it has none."""

    def written(self, text: str) -> str:
        """Return what the format has for a group's text."""
        if self.change:
            return CHANGES[self.change](text)
        if not text:
            return self.absent
        return text if self.present is None else self.present


@dataclass(frozen=True, slots=True)
class Transform:
    """A transform ready to be applied; takes time in proportion to the text, whatever the pattern."""

    pattern: Pattern
    format: tuple[str | Reference, ...]
    everywhere: bool
    """Whether every match is changed, not only the first."""

    def applied(self, text: str) -> str:
        """Return the text as it is changed; where nothing matches, only an alternative may stand for it."""
        pieces: list[str] = []
        position = 0
        for match in self._matches(text):
            pieces += [text[position : match.start], self._written(match.groups)]
            position = match.end
        if not pieces and any(isinstance(piece, Reference) and piece.absent for piece in self.format):
            pieces, position = [self._written(())], len(text)
        result = "".join(pieces) + text[position:]
        return result if len(result) <= LONGEST_TEXT else text

    def _matches(self, text: str) -> Iterator[Found]:
        return self.pattern.every(text) if self.everywhere else islice(self.pattern.every(text), 1)

    def _written(self, groups: Sequence[str]) -> str:
        return "".join(
            piece if isinstance(piece, str) else piece.written(_group(groups, piece.group))
            for piece in self.format
        )


@lru_cache(maxsize=512)
def compiled(source: str) -> Transform:
    """Return the transform that `/pattern/format/options` describes; raise PatternError for a bad one."""
    parts = _WHOLE.fullmatch(source)
    if parts is None:
        raise PatternError(f"`{source}` is not `/pattern/format/options`")
    options = parts["options"]
    pattern = Pattern(
        parts["pattern"].replace(r"\/", "/"), "".join(flag for flag in "ims" if flag in options)
    )
    return Transform(pattern, tuple(_format(parts["format"])), "g" in options)


def transformed(source: str, text: str) -> str:
    """Return a text as a transform changes it; one that cannot be used leaves it as it is."""
    try:
        return compiled(source).applied(text)
    except PatternError:
        return text


def _format(text: str) -> Iterator[str | Reference]:
    position = 0
    for match in _REFERENCE.finditer(text):
        if match.start() > position:
            yield _ESCAPED.sub(r"\1", text[position : match.start()])
        yield _reference(int(match["bare"] or match["number"]), match["rest"] or "")
        position = match.end()
    if position < len(text):
        yield _ESCAPED.sub(r"\1", text[position:])


def _reference(group: int, rest: str) -> Reference:
    kind, text = rest[:1], rest[1:]
    if kind == "/" and text in CHANGES:
        return Reference(group, change=text)
    if kind == "+":
        return Reference(group, present=_plain(text))
    if kind == "?":
        present, _, absent = _split(text)
        return Reference(group, present=_plain(present), absent=_plain(absent))
    return Reference(group, absent=_plain(text if kind == "-" else rest))


def _split(text: str) -> tuple[str, str, str]:
    found = _ELSE.search(text)
    return (text, "", "") if found is None else (text[: found.start()], ":", text[found.end() :])


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def _group(groups: Sequence[str], number: int) -> str:
    return groups[number] if number < len(groups) else ""


def _capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]


def _words(text: str) -> str:
    return "".join(_capitalized(word) for word in _WORD.findall(text)) or text


def _camel(text: str) -> str:
    joined = _words(text)
    return joined[:1].lower() + joined[1:]


CHANGES: dict[str, Callable[[str], str]] = {
    "upcase": str.upper,
    "downcase": str.lower,
    "capitalize": _capitalized,
    "pascalcase": _words,
    "camelcase": _camel,
}
"""What a format can do to a group's text."""
