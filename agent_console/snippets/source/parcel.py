"""What was read of a sound file as bare values, which can be kept on disk and taken up again."""

from typing import Any, NamedTuple

from agent_console.snippets.file import SnippetFile
from agent_console.snippets.source import plain
from agent_console.snippets.source.schema import Head, PlainHead
from agent_console.snippets.source.sheet import Entry, Sheet


class Parcel(NamedTuple):
    """A sheet without its file: texts, numbers, booleans, lists and dicts."""

    native: bool
    head: dict[str, Any]
    entries: list[tuple[int, int, dict[str, Any]]]
    """Line, position and keys of each match."""


def packed(sheet: Sheet) -> Parcel | None:
    """Return a sheet as bare values; None for one with problems, which have to be found anew."""
    if sheet.problems:
        return None
    entries = [(entry.line, entry.position, dict(entry.keys)) for entry in sheet.entries]
    return Parcel(sheet.native, sheet.head.model_dump(exclude_unset=True), entries)


def unpacked(parcel: Parcel, file: SnippetFile) -> Sheet:
    """Return the sheet of a file whose text is the one that was read then.

    Raises pydantic's ValidationError for a head that no file can have.
    """
    return Sheet(file, parcel.native, _head(parcel), tuple(Entry(*entry) for entry in parcel.entries))


def _head(parcel: Parcel) -> Head:
    if parcel.native:
        return Head.model_validate(parcel.head)
    return plain.head(PlainHead.model_validate(parcel.head))
