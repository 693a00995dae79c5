"""Short ways to a book and a context for the tests of this package."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from agent_console.snippets.book import Book
from agent_console.snippets.context import Context
from agent_console.snippets.expansion import Expansion, Trouble
from agent_console.snippets.file import SnippetFile
from agent_console.yaml_source import Problem

NOW = datetime(2026, 3, 9, 14, 5, 7, tzinfo=UTC)
ORDER: Mapping[str, object] = {
    "number": "48213",
    "status": "sent",
    "currency": "EUR",
    "total": Decimal("1049.90"),
    "refund": {"amount": Decimal("49.9"), "partial": True},
    "items": [{"name": "Tent"}, {"name": "Lamp", "sku": ""}],
}
ANA = Context(now=NOW, customer={"first_name": "Ana", "email": "ana@example.com"}, order=ORDER)
NOBODY = Context(now=NOW)


def read(text: str, native: bool = True) -> tuple[Book, tuple[Problem, ...]]:
    """Return the book and the problems of one file and its bodies, given its text from `matches` on."""
    head = "dialect: support/1\nnamespace: t\n" if native else ""
    shelf, problems = Book.load([SnippetFile("t.yaml", head + text)])
    return shelf, (*problems, *(problem for snippet in shelf.snippets for problem in snippet.problems))


def book(text: str, native: bool = True) -> Book:
    """Return the book of a file without problems."""
    shelf, problems = read(text, native)
    assert [problem.summary for problem in problems] == []
    return shelf


def one(keys: str) -> Book:
    """Return the book of one native match `t.it`, given its keys, each on a line."""
    lines = "\n".join(f"    {line}" for line in keys.splitlines())
    return book(f"matches:\n  - id: it\n{lines}\n")


def template(text: str) -> Book:
    """Return the book of one native match `t.it` with that template."""
    return one("template: |\n" + "\n".join(f"  {line}" for line in text.splitlines()))


def expanded(shelf: Book, context: Context = ANA, locale: str = "", snippet: str = "t.it") -> Expansion:
    """Return an expansion that must succeed."""
    result = shelf.expand(snippet, context, locale)
    assert isinstance(result, Expansion), result
    return result


def trouble(shelf: Book, context: Context = ANA, locale: str = "", snippet: str = "t.it") -> Trouble:
    """Return the reason of an expansion that must fail."""
    result = shelf.expand(snippet, context, locale)
    assert isinstance(result, Trouble), result
    return result


def named(name: str) -> Context:
    """Return a context whose customer has that first name."""
    return replace(ANA, customer={"first_name": name})


def stops(expansion: Expansion) -> list[tuple[int, str]]:
    """Return the stops of an expansion as index and text, in tab order."""
    return [(stop.index, expansion.text[stop.start : stop.end]) for stop in expansion.stops]
