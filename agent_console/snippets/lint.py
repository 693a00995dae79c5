"""What is probably a mistake in a set of snippets although every file can be read."""

from collections import defaultdict
from collections.abc import Iterator

from agent_console.snippets.book import Book
from agent_console.snippets.snippet import Snippet
from agent_console.snippets.trigger import Boundary, Trigger
from agent_console.yaml_source import Problem


def lint(book: Book) -> tuple[Problem, ...]:
    """Return the findings: within a snippet, duplicate and unreachable triggers, and mid-word risks."""
    findings = [
        *(warning for snippet in book.snippets for warning in snippet.warnings),
        *_duplicates(book),
        *_unreachable(book),
        *_risky(book),
    ]
    return tuple(sorted(findings, key=lambda finding: (finding.file, finding.line, finding.column)))


def _duplicates(book: Book) -> Iterator[Problem]:
    owners: dict[str, list[Snippet]] = defaultdict(list)
    for snippet in book.snippets:
        for trigger in snippet.triggers:
            rivals = [other for other in owners[trigger.text] if other.scope == snippet.scope]
            if rivals:
                message = f"the trigger `{trigger.text}` is also that of {_named(rivals[0])}"
                yield _finding(snippet, message, "the agent is asked each time; change one, or its scope")
            owners[trigger.text].append(snippet)


def _unreachable(book: Book) -> Iterator[Problem]:
    immediate = {
        trigger.text: (snippet, trigger)
        for snippet in book.snippets
        if snippet.immediate
        for trigger in snippet.triggers
    }
    for text, (snippet, trigger) in immediate.items():
        for length in range(1, len(text)):
            shorter = immediate.get(text[:length])
            if shorter and _fires_first(shorter[1], trigger):
                message = f"`{text}` can never fire: `{text[:length]}` of {_named(shorter[0])} fires first"
                yield _finding(snippet, message)


def _fires_first(shorter: Trigger, longer: Trigger) -> bool:
    """Return whether the shorter trigger fires wherever the longer one could."""
    asks_left = shorter.left_word or shorter.boundary is not Boundary.ESPANSO
    has_left = longer.left_word or longer.boundary is not Boundary.ESPANSO
    waits = shorter.right_word or shorter.boundary is Boundary.BOTH
    return not waits and (has_left or not asks_left)


def _risky(book: Book) -> Iterator[Problem]:
    for snippet in book.snippets:
        for trigger in snippet.triggers:
            bare = trigger.boundary is Boundary.ESPANSO and not trigger.left_word
            if bare and snippet.immediate and trigger.text[:1].isalnum():
                message = f"`{trigger.text}` also fires in the middle of a word"
                yield _finding(snippet, message, "set `word: true`")


def _named(snippet: Snippet) -> str:
    return f"{snippet.id} ({snippet.file}:{snippet.line})"


def _finding(snippet: Snippet, message: str, hint: str = "") -> Problem:
    return Problem(snippet.file, message, snippet.line, 1, hint=hint)
