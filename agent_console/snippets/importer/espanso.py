"""espanso's own files: they are used as they are, and the report says what of them is off or broken."""

from collections.abc import Iterator, Sequence

from agent_console.snippets.book import Book
from agent_console.snippets.file import SnippetFile
from agent_console.snippets.importer.imported import Imported
from agent_console.snippets.importer.remark import Kind, Remark
from agent_console.snippets.snippet import Snippet
from agent_console.yaml_source import Problem, Source

SETTINGS = "config/"
"""The folder of espanso's settings, beside that of its matches."""
MANIFEST = "_manifest.yml"


def brought(sources: Sequence[Source]) -> Imported:
    """Return the match files of a folder, named by their paths in it, unchanged."""
    files = tuple(source for source in sources if _has_matches(source.name))
    book, problems = Book.load(SnippetFile(source.name, source.text) for source in files)
    remarks = (*_left_out(sources), *map(_broken, problems), *_off(book))
    return Imported(files, len(book.snippets), remarks)


def fires_in_words(sources: Sequence[Source]) -> int:
    """Return how many triggers of some files also fire in the middle of a word."""
    book, _ = Book.load(SnippetFile(source.name, source.text) for source in sources)
    return sum(
        trigger.text[:1].isalnum() and not trigger.left_word
        for snippet in book.snippets
        for trigger in snippet.triggers
    )


def _has_matches(name: str) -> bool:
    return not name.startswith(SETTINGS) and name.rsplit("/", 1)[-1] != MANIFEST


def _left_out(sources: Sequence[Source]) -> Iterator[Remark]:
    for source in sources:
        if source.name.startswith(SETTINGS):
            yield Remark(Kind.LEFT_OUT, "it holds espanso's own settings", source.name)


def _broken(problem: Problem) -> Remark:
    return Remark(Kind.HUMAN, problem.message, problem.file, problem.line)


def _off(book: Book) -> Iterator[Remark]:
    for snippet in book.snippets:
        if snippet.disabled:
            yield Remark(Kind.HUMAN, f"it {snippet.disabled}", snippet.file, snippet.line, _name(snippet))


def _name(snippet: Snippet) -> str:
    return next((trigger.text for trigger in snippet.triggers), snippet.label)
