"""What `agent-console snippets check` says: everything that is wrong or odd, and how the tests went."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from agent_console.snippets import check as tests
from agent_console.snippets import collector
from agent_console.snippets.book import Book
from agent_console.snippets.check import Outcome
from agent_console.snippets.file import SnippetFile
from agent_console.snippets.lint import Finding, Severity, Survey, lint
from agent_console.snippets.report.answer import Report, fields
from agent_console.snippets.report.unit import units
from agent_console.yaml_source import Problem, SequenceNode


@dataclass(frozen=True, slots=True)
class _Test:
    """How a test went, and where it is written."""

    outcome: Outcome
    line: int

    def __str__(self) -> str:
        snippet = self.outcome.snippet
        return f"{snippet.file}:{self.line}: {snippet.id}, {self.outcome.name}: {self.outcome.failure}"


@dataclass(slots=True)
class _Tally:
    """What was found so far."""

    snippets: int = 0
    findings: list[Finding] = field(default_factory=list)
    tests: list[_Test] = field(default_factory=list)

    @property
    def failed(self) -> list[_Test]:
        return [test for test in self.tests if test.outcome.failure]

    def counts(self) -> dict[str, int]:
        found = Counter(finding.severity for finding in self.findings)
        return {
            "snippets": self.snippets,
            "errors": found[Severity.ERROR],
            "warnings": found[Severity.WARNING],
            "hints": found[Severity.HINT],
            "tests": len(self.tests),
            "tests_failed": len(self.failed),
        }


def check(
    files: Iterable[SnippetFile], unread: Iterable[Problem] = (), ignored: Collection[str] = ()
) -> Report:
    """Read, lint and test files; errors, warnings and failed tests make the exit code 1, hints do not.

    `unread` is what was wrong before there was a text: files that could not be read. Findings under an
    `ignored` code are left out.
    """
    tally = _Tally(findings=[Finding.read(problem) for problem in unread])
    for unit in units(files):
        with collector.waiting():
            _examine(unit, tally)
    tally.findings = [finding for finding in tally.findings if finding.code not in ignored]
    failing = bool(tally.failed) or any(finding.fails for finding in tally.findings)
    return Report(_lines(tally), int(failing), _data(tally))


def _examine(unit: tuple[SnippetFile, ...], tally: _Tally) -> None:
    book, problems = Book.load(unit)
    tally.snippets += len(book.snippets)
    read = (Finding.read(problem) for problem in problems)
    survey = Survey.of(book, unit)
    tally.findings += sorted((*read, *lint(survey)), key=lambda finding: finding.place)
    tally.tests += (_Test(outcome, _line(survey, outcome)) for outcome in tests.run(book))


def _line(survey: Survey, outcome: Outcome) -> int:
    """Return where a test is written, or the snippet that has it from another one."""
    entry = survey.by_id.get(outcome.snippet.id)
    written = entry and entry.node.get("tests")
    if isinstance(written, SequenceNode):
        return written.items[outcome.position].line
    return outcome.snippet.line


def _lines(tally: _Tally) -> tuple[str, ...]:
    findings = (line for finding in tally.findings for line in str(finding).splitlines())
    failures = (line for test in tally.failed for line in str(test).splitlines())
    return (*findings, *failures, _summary(tally))


def _summary(tally: _Tally) -> str:
    counts = tally.counts()
    found = ", ".join(_number(counts[f"{word}s"], word) for word in Severity)
    tested = f"{_number(counts['tests'], 'test')}, {counts['tests_failed']} failed"
    return f"{_number(counts['snippets'], 'snippet')}: {found}; {tested}"


def _number(count: int, word: str) -> str:
    return f"{count:,} {word}{'s' * (count != 1)}"


def _data(tally: _Tally) -> dict[str, object]:
    return {
        "problems": [_problem(finding) for finding in tally.findings],
        "tests": [_test(test) for test in tally.tests],
        "counts": tally.counts(),
    }


def _problem(finding: Finding) -> dict[str, object]:
    problem = finding.problem
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "code": finding.code,
        "severity": finding.severity.value,
        "message": problem.message,
        "hint": problem.hint,
    }


def _test(test: _Test) -> dict[str, object]:
    outcome = test.outcome
    return {
        "file": outcome.snippet.file,
        "line": test.line,
        "snippet": outcome.snippet.id,
        "name": outcome.name,
        "passed": not outcome.failure,
        **fields(failure=outcome.failure),
    }
