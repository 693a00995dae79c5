"""Finds the marked texts of a module in its syntax tree, wherever they are: in f-strings and calls, too.

Babel's own way goes by tokens, and loses both.
"""

import ast
import io
import tokenize
from collections.abc import Collection, Iterator, Mapping
from typing import IO

Found = tuple[int, str, tuple[str | None, ...], list[str]]
"""The line, the function that marks, those of its arguments that are texts, and what translators are told."""


def extracted(
    file: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, object]
) -> Iterator[Found]:
    """Yield every call of one of the `keywords`, as a method of Babel's does; there are no `options`."""
    source = file.read().decode("utf-8")
    comments = _comments(source)
    for call in sorted(_calls(ast.parse(source), keywords), key=lambda one: (one.lineno, one.col_offset)):
        told = _above(call.lineno, comments, tuple(comment_tags))
        yield call.lineno, ast.unparse(call.func), tuple(map(_text, call.args)), told


def _calls(tree: ast.AST, keywords: Collection[str]) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in keywords:
            yield node


def _text(argument: ast.expr) -> str | None:
    match argument:
        case ast.Constant(value=str(text)):
            return text
    return None


def _comments(source: str) -> Mapping[int, str]:
    """Return the comments that have a line of their own, by its number."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    alone = (one for one in tokens if one.type == tokenize.COMMENT and one.line.lstrip().startswith("#"))
    return {one.start[0]: one.string.removeprefix("#").strip() for one in alone}


def _above(line: int, comments: Mapping[int, str], tags: tuple[str, ...]) -> list[str]:
    """Return the comment right above a line from its tag on; nothing where it has none."""
    told: list[str] = []
    while (line := line - 1) in comments:
        told.insert(0, comments[line])
        if comments[line].startswith(tags):
            return told
    return []
