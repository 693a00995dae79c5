"""Canned responses as the composer and the picker need them."""

from dataclasses import dataclass

from agent_console.domain.chat import ConversationId


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of the picker."""

    id: str
    label: str
    trigger: str
    blocked: str = ""
    """Why it cannot be used here; empty when it can."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A canned response as it would be inserted, or why it cannot be."""

    text: str = ""
    holes: tuple[str, ...] = ()
    """The values that are missing, such as `order.number`."""
    error: str = ""


class Library:
    """The loaded canned responses, filled in for one conversation at a time."""

    def __init__(self, problems: tuple[str, ...] = ()) -> None:
        self.problems = problems
        """What is wrong in the files: `file:line:column` lines for the status line."""

    def offers(self, conversation: ConversationId, query: str) -> list[Offer]:
        """Return what the picker lists for a query, best first, at most 50."""
        return []

    def preview(self, conversation: ConversationId, snippet_id: str) -> Preview:
        """Return a canned response exactly as it would be inserted."""
        return Preview(error=f"There is no canned response {snippet_id}.")
