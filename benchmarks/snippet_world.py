"""The world as it was when espanso's outcomes were recorded: who answers what, and what the clock shows."""

from dataclasses import replace
from datetime import UTC, datetime

from agent_console.domain.outside import Reach, Request
from agent_console.snippets.book import Book, expand
from agent_console.snippets.context import Context
from agent_console.snippets.expansion import Expansion, Trouble
from agent_console.snippets.field import Field
from agent_console.snippets.occasion import Occasion

CONTEXT = Context(now=datetime(2026, 3, 9, 14, 5, 7, tzinfo=UTC), customer={"locale": "en-US"})
"""Its seed 0 picks the first of whatever is picked at random."""


def expanded(book: Book, snippet: str, occasion: Occasion) -> Expansion | Trouble:
    """Expand a snippet and answer whatever it asks for, as the recording did."""
    while True:
        result = _result(book, snippet, occasion)
        if isinstance(result, Trouble) and result.request is not None:
            answers = {**occasion.answers, result.request: answer(result.request)}
            occasion = replace(occasion, answers=answers)
        elif result.fields:
            typed = {field.name: filled(field) for field in result.fields}
            occasion = replace(occasion, fields={**occasion.fields, **typed})
        else:
            return result


def _result(book: Book, name: str, occasion: Occasion) -> Expansion | Trouble:
    """Expand a snippet, also one in HTML, which a chat is not offered but espanso has."""
    snippet = book.get(name)
    if snippet is not None and snippet.match.html is not None:
        return expand(snippet, CONTEXT, occasion=occasion)
    return book.expand(name, CONTEXT, occasion=occasion)


def filled(field: Field) -> str:
    """Return what was entered into a field of a form: its default or first choice, else its name."""
    return field.usual or f"<{field.name.rpartition('.')[2]}>"


def answer(request: Request) -> str:
    """Return what the world outside answered: a text that tells what it was asked."""
    if request.reach is Reach.CLIPBOARD:
        return "CLIPBOARD"
    asked = " ".join((request.text, *request.arguments))
    return f"⟪{request.reach.value}:{asked}⟫"
