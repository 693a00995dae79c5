"""What is a reference in a body of espanso's kind; everything else with braces is text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

REFERENCE = re.compile(r"\{\{\s*(?P<name>\w+)(?:\.(?P<part>\w+))?\s*\}\}")


class Reference(NamedTuple):
    """A variable that is named in a text."""

    name: str
    part: str
    """Which part of a value with several; "" when none is named."""
    offset: int


def references(text: str) -> Iterator[Reference]:
    """Yield the references of a text, in its order."""
    for match in REFERENCE.finditer(text):
        yield Reference(match["name"], match["part"] or "", match.start())


def references_in(params: object) -> Iterator[Reference]:
    """Yield the references in the texts of a variable's params; their offsets are those in each text."""
    match params:
        case str():
            yield from references(params)
        case list():
            for item in params:
                yield from references_in(item)
        case dict():
            for value in params.values():
                yield from references_in(value)
