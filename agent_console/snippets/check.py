"""Runs the tests that snippets bring along."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from agent_console.snippets.book import Book, expand
from agent_console.snippets.context import Context, Values
from agent_console.snippets.expansion import Expansion, Trouble
from agent_console.snippets.moment import moment_of
from agent_console.snippets.schema import Example
from agent_console.snippets.snippet import Snippet

NAMESPACES = ("customer", "agent", "conversation", "order", "brand")
USUAL_NOW = datetime(2026, 3, 9, 14, 5, 7, tzinfo=UTC)
"""The time in tests that give none."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one test went."""

    snippet: Snippet
    name: str
    failure: str = ""
    """What was expected and what came; "" when it passed."""


def run(book: Book) -> Iterator[Outcome]:
    """Run every test of every snippet; scope and `when` are left aside."""
    for snippet in book.snippets:
        for number, example in enumerate(snippet.tests, 1):
            yield Outcome(snippet, example.name or f"test {number}", _failure(snippet, example))


def context_of(given: object) -> Context:
    """Return the context that a test gives, by namespace; raise ValueError for what is not one."""
    values = _mapping(given, "given")
    for name in values.keys() - {*NAMESPACES, "now"}:
        raise ValueError(f"`given` has `{name}`; known: now, {', '.join(NAMESPACES)}")
    spaces = {name: _mapping(values.get(name), f"given.{name}") for name in NAMESPACES}
    return Context(
        now=_now(values.get("now")),
        customer=spaces["customer"],
        agent=spaces["agent"],
        conversation=spaces["conversation"],
        order=spaces["order"],
        brand=spaces["brand"],
    )


def _mapping(value: object, name: str) -> Values:
    match value:
        case None:
            return {}
        case Mapping():
            return value
    raise ValueError(f"`{name}` must be a mapping")


def _now(value: object) -> datetime:
    match moment_of(USUAL_NOW if value is None else value):
        case datetime() as now:
            return now if now.tzinfo else now.replace(tzinfo=UTC)
    raise ValueError("`given.now` must be a time such as 2026-03-09T14:05:07")


def _failure(snippet: Snippet, example: Example) -> str:
    try:
        context = context_of(example.given)
    except ValueError as error:
        return str(error)
    result = expand(snippet, context, example.locale or "")
    if example.expect_blocked or isinstance(result, Trouble):
        return _blocked(result, example.expect_blocked)
    return _text(result, example)


def _blocked(result: Expansion | Trouble, expected: tuple[str, ...]) -> str:
    if isinstance(result, Trouble) and not result.missing:
        return result.reason
    if set(result.missing) == set(expected):
        return ""
    wanted = ", ".join(sorted(expected)) or "nothing"
    return f"expected missing: {wanted}; came: {', '.join(sorted(result.missing)) or 'nothing'}"


def _text(result: Expansion, example: Example) -> str:
    if result.missing:
        return f"missing: {', '.join(result.missing)}"
    if example.expect is not None and result.text != example.expect.rstrip("\n"):
        return f"expected {example.expect.rstrip()!r}, came {result.text!r}"
    for part in example.expect_contains:
        if part not in result.text:
            return f"expected {part!r} in {result.text!r}"
    return ""
