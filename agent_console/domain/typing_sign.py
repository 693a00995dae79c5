"""Which customers are writing: each sign of it counts for a few seconds."""

from datetime import timedelta

from agent_console.domain.chat import ConversationId

TYPING = timedelta(seconds=6)
"""How long one sign counts; chat systems repeat it about every three seconds."""


class TypingSigns:
    """The newest sign of each conversation."""

    def __init__(self) -> None:
        self._signs: dict[ConversationId, tuple[float, str]] = {}

    def seen(self, conversation: ConversationId, preview: str, now: float) -> None:
        """Note that the customer is writing at the monotonic instant `now`."""
        self._signs[conversation] = (now, preview)

    def over(self, conversation: ConversationId) -> None:
        """Note that the customer has sent what they wrote, or that the conversation left."""
        self._signs.pop(conversation, None)

    def preview(self, conversation: ConversationId, now: float) -> str | None:
        """Return what the customer has written so far, "" where that is not told; None when nobody writes."""
        since, preview = self._signs.get(conversation, (float("-inf"), ""))
        return preview if now - since < TYPING.total_seconds() else None
