"""The replies that were stopped at Enter, one a conversation, until the agent decides or edits."""

from agent_console.domain.chat import ConversationId
from agent_console.domain.desk import Change, Part
from agent_console.domain.hold import Hold
from agent_console.domain.verdict import Verdict
from agent_console.ports import Clock
from agent_console.services.changes import Changes


class Holds:
    """Holds by conversation."""

    def __init__(self, clock: Clock, changes: Changes) -> None:
        self._clock = clock
        self._changes = changes
        self._holds: dict[ConversationId, Hold] = {}

    def of(self, conversation: ConversationId) -> Hold | None:
        """Return why the conversation's draft was stopped; None when it is not."""
        return self._holds.get(conversation)

    def put(self, conversation: ConversationId, verdict: Verdict) -> None:
        """Stop the conversation's draft for that reason."""
        self._holds[conversation] = Hold(verdict, self._clock.monotonic())
        self._changes.announce(Change(Part.DRAFT, conversation))

    def clear(self, conversation: ConversationId) -> None:
        """Let go of the conversation's draft; one that is not held changes nothing."""
        if self._holds.pop(conversation, None) is not None:
            self._changes.announce(Change(Part.DRAFT, conversation))
