"""Values out of a homeserver's answers: what is not of the right type counts as absent."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

Content = Mapping[str, object]
NOTHING: Content = MappingProxyType({})
LARGEST_NUMBER = 2**53
LONGEST_NAME = 255
"""Bytes of an id, by the specification."""


def mapping(value: object) -> Content:
    """Return a JSON object; an empty one for anything else."""
    return value if isinstance(value, dict) else NOTHING


def sequence(value: object) -> Sequence[object]:
    """Return a JSON array; an empty one for anything else."""
    return value if isinstance(value, list) else ()


def text(value: object) -> str:
    """Return a string; an empty one for anything else."""
    return value if isinstance(value, str) else ""


def number(value: object) -> int | None:
    """Return a whole number from 0 to what JSON carries exactly; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 <= value <= LARGEST_NUMBER else None


def name(value: object, sigil: str) -> str:
    """Return an id that begins with a sigil; an empty text for anything that can be none."""
    given = text(value)
    if not given.startswith(sigil) or not given.isprintable():
        return ""
    try:
        return given if len(given.encode()) <= LONGEST_NAME else ""
    except UnicodeEncodeError:  # half a character
        return ""
