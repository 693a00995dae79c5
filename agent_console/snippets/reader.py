"""One snippet file: its good matches, and what is wrong with the others."""

from agent_console.snippets.compiler import Compiler
from agent_console.snippets.file import SnippetFile
from agent_console.snippets.schema import BODIES, Head, Match, PlainHead, PlainMatch, bodies_of
from agent_console.snippets.snippet import Snippet
from agent_console.yaml_source import (
    SNIPPET_LIMITS,
    MappingNode,
    Node,
    Problem,
    ScalarNode,
    SequenceNode,
    Source,
    SourceError,
    parse,
    validate,
)

NATIVE = "support/1"


def read(file: SnippetFile) -> tuple[tuple[Snippet, ...], tuple[Problem, ...]]:
    """Return the snippets of a file and its problems.

    In dialect `support/1` a bad match is left out and the rest stays. A file without `dialect` is
    espanso's, where a bad type or a duplicate key drops the file, and a match without body itself.
    """
    source = Source(file.name, file.text)
    try:
        node = _mapping(parse(source.text, source.name, SNIPPET_LIMITS), source)
        return _native(node, source, file) if _is_native(node, source) else _espanso(node, source, file)
    except SourceError as error:
        return (), error.problems


def _mapping(node: Node, source: Source) -> MappingNode:
    if isinstance(node, MappingNode):
        return node
    message = "a snippet file is a mapping with `matches:`"
    raise SourceError([source.problem(node.line, node.column, message)])


def _is_native(node: MappingNode, source: Source) -> bool:
    dialect = node.get("dialect")
    if dialect is None:
        return False
    if isinstance(dialect, ScalarNode) and dialect.text == NATIVE:
        return True
    message = f"the dialect must be `{NATIVE}`, or left out for espanso's"
    raise SourceError([source.problem(dialect.line, dialect.column, message)])


def _native(
    node: MappingNode, source: Source, file: SnippetFile
) -> tuple[tuple[Snippet, ...], tuple[Problem, ...]]:
    compiler = Compiler(source, file, validate(_head(node), Head, source), native=True)
    snippets: dict[str, Snippet] = {}
    problems: list[Problem] = []
    for item in _items(node, source):
        try:
            match = _match(item, source)
            snippet = compiler.compile(validate(match, Match, source), match)
            _check_unique(snippet, snippets.get(snippet.id), match, source)
            snippets[snippet.id] = snippet
        except SourceError as error:
            problems += error.problems
    return tuple(snippets.values()), tuple(problems)


def _espanso(
    node: MappingNode, source: Source, file: SnippetFile
) -> tuple[tuple[Snippet, ...], tuple[Problem, ...]]:
    head = validate(_head(node), PlainHead, source)
    compiler = Compiler(source, file, Head(global_vars=head.global_vars), native=False)
    items = [_match(item, source) for item in _items(node, source)]
    matches = [(item, validate(item, PlainMatch, source)) for item in items]
    snippets: list[Snippet] = []
    problems: list[Problem] = []
    for item, match in matches:
        if bodies_of(match):
            snippets.append(compiler.compile(match, item))
        else:
            hint = f"give it one of {', '.join(BODIES[2:])}"
            problems.append(source.problem(item.line, item.column, "this match has no body", hint))
    return tuple(snippets), tuple(problems)


def _head(node: MappingNode) -> MappingNode:
    entries = tuple((key, value) for key, value in node.entries if key.text != "matches")
    return MappingNode(entries, node.line, node.column)


def _items(node: MappingNode, source: Source) -> tuple[Node, ...]:
    for again, first in node.duplicates():
        message = f"`{again.text}` is written twice; the first is on line {first.line}"
        raise SourceError([source.problem(again.line, again.column, message, "remove one of them")])
    matches = node.get("matches")
    if matches is None or (isinstance(matches, ScalarNode) and matches.null):
        return ()
    if not isinstance(matches, SequenceNode):
        raise SourceError([source.problem(matches.line, matches.column, "`matches` must be a list")])
    return matches.items


def _match(item: Node, source: Source) -> MappingNode:
    if isinstance(item, MappingNode):
        return item
    message = "each item of `matches` must be a mapping (`trigger: ...`, `replace: ...`)"
    raise SourceError([source.problem(item.line, item.column, message)])


def _check_unique(snippet: Snippet, first: Snippet | None, node: MappingNode, source: Source) -> None:
    if first:
        key = node.key("id") or node.key("trigger") or node
        message = f"`{snippet.id}` is also the name of the snippet on line {first.line}"
        raise SourceError([source.problem(key.line, key.column, message, "give it an `id` of its own")])
