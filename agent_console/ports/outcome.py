"""What a command comes to that somebody outside was asked to carry out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Declined:
    """A command that the chat system did not carry out, with the reason for a person."""

    reason: str
    code: str = ""
    """For programs: `taken`, `empty`, `fence`, `offline`, ..."""
