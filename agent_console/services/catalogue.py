"""What the picker lists and shows: replies found for a conversation, as they would be inserted there."""

from dataclasses import dataclass

from agent_console.domain.chat import ConversationId
from agent_console.domain.desk import Desk
from agent_console.services.library import Library
from agent_console.snippets.context import Context
from agent_console.snippets.expansion import Trouble
from agent_console.snippets.snippet import Snippet

MOST_OFFERS = 50


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


class Catalogue:
    """Looks through the loaded canned responses for one held conversation at a time."""

    def __init__(self, desk: Desk, library: Library) -> None:
        self._desk = desk
        self._library = library

    def offers(self, conversation: ConversationId, query: str) -> list[Offer]:
        """Return what the picker lists for a query, best first, at most 50."""
        if conversation not in self._desk:
            return []
        context = self._library.context(conversation)
        found = self._library.book.search(query, MOST_OFFERS)
        return [self._offer(snippet, context) for snippet in found]

    def preview(self, conversation: ConversationId, snippet_id: str) -> Preview:
        """Return a canned response exactly as it would be inserted now."""
        expansion = self._library.expansion(conversation, snippet_id)
        if isinstance(expansion, Trouble):
            return Preview(error=expansion.reason)
        return Preview(expansion.text, expansion.missing)

    def _offer(self, snippet: Snippet, context: Context) -> Offer:
        blocked = self._library.book.blocked(snippet.id, context)
        return Offer(snippet.id, snippet.label, snippet.trigger, blocked)
