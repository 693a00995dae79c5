"""What the person who imports should know of a reply: what became what, and what is left to decide."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self


class Kind(StrEnum):
    """What a remark asks for."""

    CHANGED = "changed"
    """Nothing: it means the same, or nearly."""
    LEFT_OUT = "left out"
    """Nothing, if that is right: it did not come along."""
    HUMAN = "needs a human"
    """A decision that only a person can make."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One line of the report."""

    kind: Kind
    message: str
    file: str = ""
    line: int = 0
    """Where in the source; counts from 1, 0 when it concerns the whole file."""
    reply: str = ""
    """What the source calls the reply."""

    def at(self, line: int, reply: str) -> Self:
        """Return the same remark on a reply that begins on that line."""
        return replace(self, line=line, reply=self.reply or reply)

    def __str__(self) -> str:
        """Return it in one line, its place first."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(part for part in (place, self.kind.value, self.reply, self.message) if part)


def changed(message: str) -> Remark:
    """Return a remark on something that was translated."""
    return Remark(Kind.CHANGED, message)


def left_out(message: str) -> Remark:
    """Return a remark on something that did not come along."""
    return Remark(Kind.LEFT_OUT, message)


def undecided(message: str) -> Remark:
    """Return a remark on something that a person must decide."""
    return Remark(Kind.HUMAN, message)
