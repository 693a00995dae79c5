"""One of the things that the picker finds, as the picker uses it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from textual.content import Content

from agent_console.domain.article import Passage
from agent_console.domain.chat import ConversationId

Place = int | None
"""Which line is highlighted; None when there is none."""


class Host(Protocol):
    """What is around the picker; told in the same tick, because the next key may be there already."""

    def insert(self, conversation: ConversationId, snippet: str, locale: str = "") -> None:
        """Insert a canned reply for the conversation that the picker was opened for, and close it."""
        ...

    def insert_passage(self, conversation: ConversationId, passage: Passage, linked: bool) -> None:
        """Insert a help article's passage, or its link, for that conversation, and close the picker."""
        ...

    def note_missing(self, conversation: ConversationId, typed: str) -> None:
        """Note that no help article answers what was typed, or else what the customer asked."""
        ...

    def close_picker(self) -> None:
        """Close the picker without a choice."""
        ...


class Section(Protocol):
    """Finds one kind of thing for one conversation at a time."""

    def titled(self, recipient: Content) -> Content:
        """Return what is found, and for whom: the picker's title."""
        ...

    async def find(self, conversation: ConversationId, query: str) -> bool:
        """Find what fits a query; False when a later query has overtaken this one."""
        ...

    async def make_ready(self) -> None:
        """Prepare for the first query, a little at a time."""
        ...

    @property
    def lines(self) -> Sequence[Content]:
        """What was found, one line each."""
        ...

    @property
    def key_line(self) -> Content:
        """What the keys do."""
        ...

    def page(self, place: Place) -> Content:
        """Return what there is to see of a line that has just been highlighted."""
        ...

    def turned(self, place: Place, step: int) -> Content | None:
        """Return the page's other side that many steps on; None when there is none."""
        ...

    @property
    def choices(self) -> Mapping[str, Callable[[Place], None]]:
        """What can be done with the highlighted line, by the ids of commands of lists."""
        ...
