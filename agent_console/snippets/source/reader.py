"""From the text of one file to its sheet: in one pass when it is sound, with all that is wrong when not."""

from collections.abc import Iterable

from pydantic import ValidationError

from agent_console.snippets import collector
from agent_console.snippets.file import SnippetFile
from agent_console.snippets.source import examiner, native, plain
from agent_console.snippets.source.schema import NATIVE, Head, PlainHead
from agent_console.snippets.source.sheet import Entry, Sheet
from agent_console.yaml_source import SNIPPET_LIMITS, IrregularError, Outline, SourceError, outline


def read(file: SnippetFile) -> Sheet:
    """Return what a file says; raises nothing.

    In dialect `support/1` a bad match is left out and the rest stays. A file without `dialect` is
    espanso's, where a bad type or a duplicate key drops the file, and a match without body itself.
    """
    try:
        return _sound(file, outline(file.text, "matches", SNIPPET_LIMITS))
    except (IrregularError, ValidationError):
        return _examined(file)


def read_all(files: Iterable[SnippetFile]) -> list[Sheet]:
    """Return what each file says; raises nothing."""
    with collector.waiting():
        return [read(file) for file in files]


def _examined(file: SnippetFile) -> Sheet:
    try:
        return examiner.examined(file)
    except SourceError as error:
        return Sheet(file, problems=error.problems)


def _sound(file: SnippetFile, found: Outline) -> Sheet:
    """Return the sheet of a file without mistakes; raise IrregularError or ValidationError for others."""
    matches = found.root.pop("matches", None)
    dialect = "dialect" in found.root
    if (dialect and found.root["dialect"] != NATIVE) or not isinstance(matches, (list, type(None))):
        raise IrregularError
    keys = map(native.keys if dialect else plain.keys, matches or ())
    entries = tuple(map(Entry, found.lines, range(len(found.lines)), keys))
    names = [entry.name for entry in entries if "id" in entry.keys]
    if len(set(names)) < len(names):
        raise IrregularError
    head = Head.model_validate(found.root) if dialect else plain.head(PlainHead.model_validate(found.root))
    return Sheet(file, dialect, head, entries)
