"""The replies of one source, before they are written down."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol, Self, TypeVar

from agent_console.snippets.importer.remark import Remark
from agent_console.snippets.importer.reply import Reply


class OmittedError(Exception):
    """A reply does not come along."""

    def __init__(self, remark: Remark) -> None:
        super().__init__(remark.message)
        self.remark = remark


class Placed(Protocol):
    """Something that begins on a line of the source."""

    @property
    def line(self) -> int:
        """The line; counts from 1."""
        ...


Entry = TypeVar("Entry", bound=Placed)


@dataclass(frozen=True, slots=True)
class Collection:
    """What was found in one source."""

    replies: tuple[Reply, ...]
    omissions: tuple[Remark, ...] = ()
    """What did not come along, and why."""

    @classmethod
    def of(cls, entries: Iterable[Entry], reply: Callable[[Entry], Reply]) -> Self:
        """Return what `reply` makes of the entries; those for which it raises OmittedError are omissions."""
        replies: list[Reply] = []
        omissions: list[Remark] = []
        for entry in entries:
            try:
                replies.append(reply(entry))
            except OmittedError as error:
                omissions.append(error.remark.at(entry.line, ""))
        return cls(tuple(replies), tuple(omissions))
