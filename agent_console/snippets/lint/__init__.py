"""What is probably a mistake in a set of snippets although every file can be read."""

from collections.abc import Callable, Iterable, Iterator

from agent_console.snippets.book import Book
from agent_console.snippets.file import SnippetFile
from agent_console.snippets.lint import key, language, reach, regex, unsafe, variable, wording
from agent_console.snippets.lint.finding import Finding
from agent_console.snippets.lint.page import Page
from agent_console.snippets.lint.rule import Severity
from agent_console.snippets.lint.survey import Survey

__all__ = ["Finding", "Severity", "lint"]

CHECKS: tuple[Callable[[Survey], Iterator[Finding]], ...] = (
    reach.duplicate,
    reach.unreachable,
    reach.mid_word,
    key.keys,
    variable.unrenderable,
    variable.unknown_type,
    variable.unused,
    language.missing_locale,
    language.missing_default,
    regex.regex,
    unsafe.unsafe,
    wording.secret,
    wording.too_long,
)


def lint(book: Book, files: Iterable[SnippetFile]) -> tuple[Finding, ...]:
    """Return what is odd in a book and the files that it was read from, in the order of places."""
    pages = [page for file in files if (page := Page.of(file))]
    survey = Survey(book, pages)
    found = [
        *(Finding.suspected(warning) for snippet in book.snippets for warning in snippet.warnings),
        *(finding for check in CHECKS for finding in check(survey)),
    ]
    return tuple(sorted(found, key=_place))


def _place(finding: Finding) -> tuple[str, int, int]:
    return finding.problem.file, finding.problem.line, finding.problem.column
