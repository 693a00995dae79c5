"""What is probably a mistake in a set of snippets although every file can be read."""

from collections.abc import Callable, Iterator

from agent_console.snippets.lint import (
    field,
    key,
    language,
    leftover,
    reach,
    regex,
    unsafe,
    variable,
    waiver,
    wording,
)
from agent_console.snippets.lint.finding import Finding
from agent_console.snippets.lint.rule import Severity
from agent_console.snippets.lint.survey import Survey
from agent_console.snippets.snippet import Snippet

__all__ = ["Finding", "Severity", "Survey", "lint"]

CHECKS: tuple[Callable[[Survey], Iterator[Finding]], ...] = (
    reach.duplicate,
    reach.unreachable,
    reach.mid_word,
    key.keys,
    field.fields,
    leftover.leftover,
    leftover.without_effect,
    variable.unrenderable,
    variable.unrenderable_template,
    variable.unknown_type,
    variable.unused,
    language.missing_locale,
    language.missing_default,
    regex.regex,
    unsafe.unsafe,
    wording.secret,
    wording.too_long,
)


def lint(survey: Survey) -> tuple[Finding, ...]:
    """Return what is odd in a book and the files that it was read from, in the order of places."""
    found = [
        *(finding for snippet in survey.book.snippets if snippet.native for finding in _own(snippet)),
        *(finding for check in CHECKS for finding in check(survey)),
    ]
    return tuple(sorted(waiver.kept(found, survey.pages), key=lambda finding: finding.place))


def _own(snippet: Snippet) -> Iterator[Finding]:
    """Yield what is wrong with the bodies themselves; those of espanso's kind are always well formed."""
    yield from map(Finding.read, snippet.problems)
    yield from map(Finding.suspected, snippet.warnings)
