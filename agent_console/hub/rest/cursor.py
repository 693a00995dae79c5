"""Cursors: where a listing goes on. A client passes one back as it came, and reads nothing out of it."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from http import HTTPStatus

from agent_console.hub.rest.problem import ProblemError

MOST_DIGITS = 18
"""Whatever has no more fits into the database's numbers."""


def cursor(listing: str, position: object) -> str:
    """Return the cursor behind that position of a listing."""
    return urlsafe_b64encode(f"{listing}:{position}".encode()).decode().rstrip("=")


def position(listing: str, given: str) -> str:
    """Return the position in a cursor of that listing; raises `ProblemError` for anything else."""
    try:
        text = urlsafe_b64decode(f"{given}{'=' * (-len(given) % 4)}".encode("ascii")).decode()
    except ValueError:
        text = ""
    kind, separator, found = text.partition(":")
    if kind != listing or not separator:
        raise _foreign()
    return found


def number(listing: str, given: str) -> int:
    """Return the position in a cursor of a listing that counts; raises `ProblemError` for anything else."""
    found = position(listing, given)
    if not (found.isascii() and found.isdecimal() and len(found) <= MOST_DIGITS):
        raise _foreign()
    return int(found)


def _foreign() -> ProblemError:
    advice = "the cursor is none that this listing gave; begin without one"
    return ProblemError(HTTPStatus.BAD_REQUEST, "cursor", advice)
