"""Editor-style tab stops: `$1`, `${1:text}`, `${1|a,b|}`, `$0`, nested and mirrored, as LSP defines them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TypeAlias

from agent_console.snippets.pattern import PatternError
from agent_console.snippets.stop.mark import StopSpec, begin, end
from agent_console.snippets.stop.transform import SYNTAX, compiled, transformed

LONGEST_TEXT = 20_000
"""Characters that stops may unfold to; mirrors of nested stops could otherwise double without end."""
DEEPEST = 30
LIQUID = re.compile(r"\{%-?\s*(raw|comment)\b.*?\{%-?\s*end\1\s*-?%\}|\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_PLAIN = re.compile(r"[^\\$}{]+")
_SIMPLE = re.compile(r"\$(?:(?P<index>[0-9]+)|(?P<name>[A-Za-z_][A-Za-z0-9_]*))")
_OPENING = re.compile(r"\$\{(?:(?P<index>[0-9]+)|(?P<name>[A-Za-z_][A-Za-z0-9_]*))")
_EMPTY = re.compile(_OPENING.pattern + r"\}")
_CHOICES = re.compile(r"\|((?:\\.|[^\\|])*)\|\}", re.DOTALL)
_TRANSFORM = re.compile(SYNTAX + r"\}", re.DOTALL)
_ESCAPED_CHOICE = re.compile(r"\\([,|\\])")


class StopError(ValueError):
    """Stops unfold to more text than is allowed."""


@dataclass(frozen=True, slots=True)
class Tabstop:
    """A place to go to, with the text that stands there at first."""

    index: int
    children: tuple["Piece", ...] = ()
    choices: tuple[str, ...] = ()
    transform: str = ""
    """What becomes of the text when the agent leaves the stop."""

    @property
    def defined(self) -> bool:
        """Whether it says what stands there, so that its mirrors can repeat it."""
        return bool(self.children or self.choices)


@dataclass(frozen=True, slots=True)
class Variable:
    """An editor's variable, such as `$CURRENT_YEAR`, with the text that stands in for it."""

    name: str
    children: tuple["Piece", ...] = ()
    transform: str = ""
    """What becomes of its value."""


Piece: TypeAlias = str | Tabstop | Variable


def parse(text: str, liquid: bool = False) -> tuple[Piece, ...]:
    """Return the pieces of a body; what is not well formed stays text.

    With `liquid`, Liquid's own tags and outputs are text whatever they hold, and only numbered stops
    count, because a word behind a dollar sign is then just a word.
    """
    return _Parser(text, liquid).pieces()


@dataclass(slots=True)
class _Level:
    """A placeholder whose closing brace has not come yet, or the body itself."""

    opening: re.Match[str] | None = None
    pieces: list[Piece] = field(default_factory=list)

    def joined(self) -> tuple[Piece, ...]:
        """Return the pieces, texts that follow each other as one."""
        groups = groupby(self.pieces, key=lambda piece: isinstance(piece, str))
        return tuple(
            piece for text, group in groups for piece in (("".join(map(str, group)),) if text else group)
        )


class _Parser:
    """One pass over one body; it never goes back, so that no body takes long."""

    def __init__(self, text: str, liquid: bool) -> None:
        self._text = text
        self._liquid = liquid
        self._levels = [_Level()]

    def pieces(self) -> tuple[Piece, ...]:
        """Return the pieces; a placeholder that is never closed is text, what is inside it stays."""
        position = 0
        while position < len(self._text):
            piece, position = self._piece(position)
            self._levels[-1].pieces += piece
        while len(self._levels) > 1:
            level = self._levels.pop()
            opening = f"{level.opening[0]}:" if level.opening else ""
            self._levels[-1].pieces += [opening, *level.pieces]
        return self._levels[0].joined()

    def _piece(self, position: int) -> tuple[tuple[Piece, ...], int]:
        """Return what stands at a position, which is nothing yet for what only opens, and where it ends."""
        text = self._text
        if plain := _PLAIN.match(text, position):
            return (plain[0],), plain.end()
        if text[position] == "}" and len(self._levels) > 1:
            return self._closed(), position + 1
        if self._liquid and text[position] == "{" and (tag := LIQUID.match(text, position)):
            return (tag[0],), tag.end()
        if text[position] == "\\" and text[position + 1 : position + 2] in ("$", "}", "\\"):
            return (text[position + 1 : position + 2],), position + 2
        if text[position] == "$" and len(self._levels) <= DEEPEST and (stop := self._stop(position)):
            return stop
        return (text[position],), position + 1

    def _closed(self) -> tuple[Piece, ...]:
        level = self._levels.pop()
        made = self._made(level.opening, level.joined()) if level.opening else None
        return (made,) if made else ()

    def _stop(self, position: int) -> tuple[tuple[Piece, ...], int] | None:
        if found := _SIMPLE.match(self._text, position) or _EMPTY.match(self._text, position):
            made = self._made(found, ())
            return ((made,), found.end()) if made else None
        opening = _OPENING.match(self._text, position)
        if opening is None or (self._liquid and not opening["index"]):
            return None
        return self._braced(opening)

    def _braced(self, opening: re.Match[str]) -> tuple[tuple[Piece, ...], int] | None:
        text, position = self._text, opening.end()
        if text.startswith(":", position):
            self._levels.append(_Level(opening))
            return (), position + 1
        if opening["index"] and (choices := _CHOICES.match(text, position)):
            return (Tabstop(int(opening["index"]), choices=_split_choices(choices[1])),), choices.end()
        if found := _TRANSFORM.match(text, position):
            made = self._made(opening, (), found[0][:-1])
            return ((made,), found.end()) if made else None
        return None

    def _made(self, match: re.Match[str], children: tuple[Piece, ...], transform: str = "") -> Piece | None:
        if match["index"]:
            return Tabstop(int(match["index"]), children, transform=transform)
        return None if self._liquid else Variable(match["name"], children, transform)


def objections(pieces: Sequence[Piece]) -> Iterator[str]:
    """Yield why transforms in a body cannot be used; their fields' texts stay as they are."""
    for piece in pieces:
        if isinstance(piece, str):
            continue
        if piece.transform:
            try:
                compiled(piece.transform)
            except PatternError as error:
                yield str(error)
        yield from objections(piece.children)


def _split_choices(text: str) -> tuple[str, ...]:
    parts = re.split(r"(?<!\\),", text)
    return tuple(_ESCAPED_CHOICE.sub(r"\1", part) for part in parts)


@dataclass(slots=True)
class Unfolding:
    """Writes pieces as marked text; mirrors repeat the first default of their index."""

    variables: Mapping[str, str]
    definitions: dict[int, Tabstop] = field(default_factory=dict)
    specs: list[StopSpec] = field(default_factory=list)
    _indexes: set[int] = field(default_factory=set)
    _length: int = 0

    @classmethod
    def of(
        cls, pieces: Sequence[Piece], variables: Mapping[str, str] | None = None, final: bool = False
    ) -> tuple[str, tuple[StopSpec, ...]]:
        """Return the marked text and what is known of its stops; raise StopError when it is too long.

        A variable without a value gives its default. With `final` a body without `$0` has it at its end.
        """
        unfolding = cls(variables or {})
        unfolding._define(pieces)
        if final and 0 not in unfolding._indexes:
            pieces = (*pieces, Tabstop(0))
        text = "".join(unfolding._written(pieces, frozenset()))
        return text, tuple(unfolding.specs)

    def _define(self, pieces: Sequence[Piece]) -> None:
        for piece in pieces:
            if isinstance(piece, Tabstop):
                self._indexes.add(piece.index)
                if piece.defined:
                    self.definitions.setdefault(piece.index, piece)
            if not isinstance(piece, str):
                self._define(piece.children)

    def _written(self, pieces: Sequence[Piece], inside: frozenset[int]) -> Iterator[str]:
        for piece in pieces:
            match piece:
                case Tabstop():
                    yield from self._stop(piece, inside)
                case Variable() if (value := self.variables.get(piece.name)) is not None:
                    yield self._counted(transformed(piece.transform, value) if piece.transform else value)
                case Variable():
                    yield from self._written(piece.children, inside)
                case _:
                    yield self._counted(piece)

    def _stop(self, stop: Tabstop, inside: frozenset[int]) -> Iterator[str]:
        definition = self.definitions.get(stop.index, stop)
        if stop.index in inside:
            # Inside itself a stop cannot repeat the whole of what it is; only what it says by itself counts.
            definition = stop
        number = len(self.specs)
        self.specs.append(StopSpec(stop.index, definition.choices, transform=stop.transform))
        yield begin(number)
        children = definition.choices[:1] or definition.children
        yield from self._written(children, inside | {stop.index})
        yield end(number)

    def _counted(self, text: str) -> str:
        self._length += len(text) + 1
        if self._length > LONGEST_TEXT:
            raise StopError(f"has more than {LONGEST_TEXT:,} characters with its mirrors written out")
        return text
