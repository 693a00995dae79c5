"""Where the characters of a scalar's text stand in its file, whatever style it is written in."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TypeAlias

from agent_console.yaml_source import Node, ScalarNode, Source
from agent_console.yaml_source.problem import LINE_BREAK

Lines: TypeAlias = Sequence[str]
Spot: TypeAlias = tuple[int, int]
"""Row and column, counted from 0."""

BLANK = " \t"
_PROPERTIES = re.compile(r"(?:[&!]\S*[ \t]*)*")
"""Anchors and tags before a scalar."""
_ESCAPE_LENGTHS = {"x": 4, "u": 6, "U": 10}


def place_in(source: Source, node: Node, offset: int) -> tuple[int, int]:
    """Return line and column, counted from 1, of the character at `offset` of a scalar's text.

    An offset behind the end gives the place behind the last character. Lists and mappings have no
    text: theirs is the place where they begin.
    """
    if not isinstance(node, ScalarNode) or not 0 < node.line <= len(source.lines):
        return node.line, node.column
    row, column = _content(source.lines, node.line - 1, node.column - 1)
    wanted = min(max(offset, 0), len(node.text))
    spots = _spots(source.lines, row, column, node.text)
    row, column = next(islice(spots, wanted, None), (row, column))
    return row + 1, column + 1


def _content(lines: Lines, row: int, column: int) -> Spot:
    """Return where a scalar itself begins, behind its anchor and tag."""
    found = _PROPERTIES.match(lines[row], column)
    behind = found.end() if found else column
    if behind > column and behind == len(lines[row]) and row + 1 < len(lines):
        return row + 1, _indent(lines[row + 1])
    return row, behind


def _spots(lines: Lines, row: int, column: int, text: str) -> Iterator[Spot]:
    """Yield the spot of each character of the text, and of its end."""
    match lines[row][column : column + 1]:
        case "|":
            return _literal(lines, row + 1, text)
        case ">":
            return _folded(lines, row + 1, text)
        case '"' | "'" as quote:
            return _flow(lines, row, column + 1, text, quote)
    return _flow(lines, row, column, text, "")


def _literal(lines: Lines, row: int, text: str) -> Iterator[Spot]:
    contents = LINE_BREAK.split(text)
    indent = _taken_off(lines, row, contents)
    for below, content in enumerate(contents):
        for column in range(len(content) + 1):
            yield row + below, indent + column


def _taken_off(lines: Lines, row: int, contents: Sequence[str]) -> int:
    """Return how many columns a block style takes off its lines."""
    pairs = zip(lines[row:], contents, strict=False)
    return next((max(0, len(line) - len(content)) for line, content in pairs if content), 0)


def _folded(lines: Lines, row: int, text: str) -> Iterator[Spot]:
    first = next((line for line in lines[row:] if line.strip(BLANK)), "")
    indent = max(0, _indent(first) - _indent(text.lstrip("\n")))
    column = indent
    position = 0
    while position < len(text):
        if column < len(lines[row]) and text[position] != "\n":
            yield row, column
            position, column = position + 1, column + 1
            continue
        below = _below(lines, row)
        breaks = 1 if text[position] != "\n" else _run(text, position, below - row)
        yield from [(row, column)] * breaks
        position, row, column = position + breaks, below, indent
    yield row, column


def _flow(lines: Lines, row: int, column: int, text: str, quote: str) -> Iterator[Spot]:
    position = 0
    while position < len(text):
        rest = lines[row][column:]
        if rest == "\\" and quote == '"':
            row, column = row + 1, _indent(lines[row + 1])
        elif text[position] in " \n" and not rest.strip(BLANK):
            below = _below(lines, row)
            breaks = max(1, below - row - 1)
            yield from [(row, column)] * breaks
            position, row, column = position + breaks, below, _indent(lines[below])
        else:
            yield row, column
            position, column = position + 1, column + _written_length(rest, quote)
    yield row, column


def _written_length(rest: str, quote: str) -> int:
    """Return how many characters stand for the first one of a quoted or plain text."""
    if quote == "'" and rest.startswith("''"):
        return 2
    if quote == '"' and rest.startswith("\\"):
        return _ESCAPE_LENGTHS.get(rest[1:2], 2)
    return 1


def _below(lines: Lines, row: int) -> int:
    """Return the next row that is not blank, or the last one."""
    below = row + 1
    while below < len(lines) - 1 and not lines[below].strip(BLANK):
        below += 1
    return min(below, len(lines) - 1)


def _run(text: str, position: int, most: int) -> int:
    """Return how many line breaks stand in the text there, at least 1 and at most `most`."""
    length = 1
    while length < most and text.startswith("\n", position + length):
        length += 1
    return length


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(BLANK))
