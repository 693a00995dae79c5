"""What the agent is writing: one draft for each conversation and mode."""

from collections.abc import Mapping
from types import MappingProxyType

from agent_console.domain.chat import ConversationId, Mode
from agent_console.domain.draft import Draft

Slot = tuple[ConversationId, Mode]


class DraftShelf:
    """Keeps drafts, and in which mode each conversation is being written to."""

    def __init__(self) -> None:
        self._drafts: dict[Slot, Draft] = {}
        self._modes: dict[ConversationId, Mode] = {}

    @property
    def all(self) -> Mapping[Slot, Draft]:
        """The drafts that hold text."""
        return MappingProxyType(self._drafts)

    def mode(self, conversation: ConversationId) -> Mode:
        """Return the mode that the conversation's composer is in, until somebody switches it."""
        return self._modes.get(conversation, Mode.REPLY)

    def switch(self, conversation: ConversationId, mode: Mode) -> bool:
        """Write in that mode from now on; returns whether that is another one."""
        changed = self.mode(conversation) is not mode
        self._modes[conversation] = mode
        return changed

    def put(self, draft: Draft) -> None:
        """Keep a draft; an empty one is forgotten."""
        slot = (draft.conversation, draft.mode)
        if draft.text:
            self._drafts[slot] = draft
        else:
            self._drafts.pop(slot, None)
