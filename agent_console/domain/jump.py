"""The way that the agent took from conversation to conversation, to go back and forth on."""

from collections.abc import Container

from agent_console.domain.chat import ConversationId

_MOST = 100
"""Steps of the way that are remembered; nobody goes back further."""


class JumpList:
    """Where the agent has been, in order, and where on that way the agent is."""

    def __init__(self) -> None:
        self._way: list[ConversationId] = []
        self._at = -1

    def visit(self, conversation: ConversationId) -> None:
        """Note that the agent is at a conversation; who goes elsewhere from the middle forgets the rest."""
        if self._way and self._way[self._at] == conversation:
            return
        self._way = [*self._way[: self._at + 1], conversation][-_MOST:]
        self._at = len(self._way) - 1

    def step(self, by: int, held: Container[ConversationId]) -> ConversationId | None:
        """Go back (-1) or forth (1) to the nearest other conversation that is still held, and return it.

        None when there is none that way; then nothing changes.
        """
        here = self._way[self._at] if self._way else None
        at = self._at + by
        while 0 <= at < len(self._way):
            if self._way[at] in held and self._way[at] != here:
                self._at = at
                return self._way[at]
            at += by
        return None
