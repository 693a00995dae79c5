"""What `agent-console snippets` prints: lines and an exit code, for people and for CI.

The lines quote files and values as they are; whoever prints them makes them safe for the terminal.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from agent_console.snippets import check as tests
from agent_console.snippets.book import Book
from agent_console.snippets.context import Context
from agent_console.snippets.expansion import Trouble
from agent_console.snippets.file import SnippetFile
from agent_console.snippets.lint import lint
from agent_console.snippets.snippet import Snippet
from agent_console.yaml_source import Problem, Source, SourceError, parse, raw
from agent_console.yaml_source.scalar import typed

Sources: TypeAlias = Iterable[SnippetFile]


@dataclass(frozen=True, slots=True)
class Report:
    """The answer to one command."""

    lines: tuple[str, ...]
    exit_code: int
    """0 when all is well, 1 when something is wrong."""


def check(sources: Sources, unread: Iterable[Problem] = ()) -> Report:
    """Read, lint and test files; any finding makes the exit code 1.

    `unread` is what was wrong before there was a text: files that could not be read.
    """
    files = tuple(sources)
    book, problems = Book.load(files)
    findings = (*unread, *problems, *(finding.problem for finding in lint(book, files)))
    outcomes = tuple(tests.run(book))
    failed = [outcome for outcome in outcomes if outcome.failure]
    lines = [
        *(line for finding in findings for line in str(finding).splitlines()),
        *(_failed(outcome) for outcome in failed),
        f"{len(book.snippets)} snippets, {len(outcomes)} tests: "
        f"{len(findings)} problems, {len(failed)} tests failed",
    ]
    return Report(tuple(lines), 1 if findings or failed else 0)


def listing(sources: Sources, unread: Iterable[Problem] = ()) -> Report:
    """List every snippet with its triggers, languages, and why it is off if it is."""
    book, problems = Book.load(sources)
    widest = max((len(snippet.id) for snippet in book.snippets), default=0)
    lines = [_listed(snippet, widest) for snippet in book.snippets]
    wrong = [problem.summary for problem in (*unread, *problems)]
    return Report((*lines, *wrong), 1 if wrong else 0)


def expansion(sources: Sources, name: str, given: Source | None = None, locale: str = "") -> Report:
    """Show what a snippet, named by id or trigger, puts into a draft, with its stops.

    `given` is a YAML text with `customer:`, `order:` and the like, as in a snippet's tests.
    """
    book, _ = Book.load(sources)
    try:
        context = _context(given)
    except SourceError as error:
        return Report(tuple(str(error).splitlines()), 1)
    result = book.expand(_snippet_id(book, name), context, locale)
    if isinstance(result, Trouble):
        return Report((result.reason,), 1)
    stops = (
        f"  stop {stop.index}: {result.text[stop.start : stop.end]!r}{' (must be filled in)' * stop.required}"
        for stop in result.stops
    )
    return Report((*result.text.splitlines(), *stops), 0)


def _context(given: Source | None) -> Context:
    if given is None:
        return tests.context_of(None)
    node = parse(given.text, given.name)
    try:
        return tests.context_of(typed(raw(node)))
    except ValueError as error:
        raise SourceError([given.problem(node.line, node.column, str(error))]) from None


def _snippet_id(book: Book, name: str) -> str:
    hit = book.trigger_before(name, len(name))
    named = hit.snippets[0] if hit and hit.trigger == name else name
    return name if book.get(name) else named


def _failed(outcome: tests.Outcome) -> str:
    snippet = outcome.snippet
    return f"{snippet.file}:{snippet.line}: {snippet.id}, {outcome.name}: {outcome.failure}"


def _listed(snippet: Snippet, widest: int) -> str:
    triggers = " ".join(trigger.text for trigger in snippet.triggers)
    languages = f" [{', '.join(snippet.languages)}]" if snippet.locales else ""
    reason = f" (off: it {snippet.disabled})" if snippet.disabled else ""
    return f"{snippet.id:<{widest}}  {triggers:<12} {snippet.label}{languages}{reason}".rstrip()
