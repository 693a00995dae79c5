"""Short ways from another tool's text to a book, for the tests of the importers."""

from agent_console.snippets.book import Book
from agent_console.snippets.context import Context
from agent_console.snippets.expansion import Expansion
from agent_console.snippets.file import SnippetFile
from agent_console.snippets.importer.form import FORMS
from agent_console.snippets.importer.imported import Imported
from agent_console.snippets.importer.remark import Kind
from agent_console.yaml_source import Source
from tests.snippets.shelf import ANA


def brought(form: str, text: str, name: str = "export.csv") -> Imported:
    """Return what becomes of one source."""
    return FORMS[form].brought([Source(name, text)])


def shelved(imported: Imported) -> Book:
    """Return the book of what was written, which must load without a problem."""
    book, problems = Book.load(SnippetFile(file.name, file.text) for file in imported.files)
    assert [problem.summary for problem in problems] == []
    assert [problem.summary for snippet in book.snippets for problem in snippet.problems] == []
    return book


def texts(imported: Imported, context: Context = ANA, locale: str = "") -> list[str]:
    """Return the text of every reply for a customer."""
    book = shelved(imported)
    expansions = [book.expand(snippet.id, context, locale) for snippet in book.snippets]
    return [expansion.text for expansion in expansions if isinstance(expansion, Expansion)]


def remarks(imported: Imported, kind: Kind) -> list[tuple[int, str]]:
    """Return the remarks of a kind, each with its line."""
    return [(remark.line, remark.message) for remark in imported.remarks if remark.kind is kind]
