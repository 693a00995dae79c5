"""What was worked out of a canned response stays when its file is read again and says the same."""

from agent_console.snippets.book import Book
from agent_console.snippets.snippet import Snippet


def renewed(book: Book, before: Book) -> Book:
    """Return a book whose snippets are those of the book before wherever nothing about them has changed.

    So their triggers and compiled bodies are there already.
    """
    return Book(tuple(_kept(snippet, before.get(snippet.id)) for snippet in book.snippets))


def _kept(snippet: Snippet, before: Snippet | None) -> Snippet:
    return before if before and _said(before) == _said(snippet) else snippet


def _said(snippet: Snippet) -> tuple[object, ...]:
    return snippet.entry, snippet.frame, snippet.shadows, snippet.fault
