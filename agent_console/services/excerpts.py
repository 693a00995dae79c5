"""Puts a value of a customer's record into what is being written to that customer, and nobody else."""

from agent_console.domain.change import Change, Part
from agent_console.domain.chat import ConversationId, Mode
from agent_console.domain.desk import Desk
from agent_console.domain.text import without_controls
from agent_console.domain.verdict import Ruling
from agent_console.services.changes import Changes
from agent_console.services.drafts import Drafts
from agent_console.services.replies import Replies
from agent_console.texts import _


class Excerpts:
    """Inserts at the cursor, set off from the words around it."""

    def __init__(self, desk: Desk, drafts: Drafts, replies: Replies, changes: Changes) -> None:
        self._desk = desk
        self._drafts = drafts
        self._replies = replies
        self._changes = changes

    def insert(self, conversation: ConversationId, value: str) -> str:
        """Insert a raw value on one line; return why it was not, for a person, or an empty text."""
        words = " ".join(without_controls(value).split())
        if conversation not in self._desk:
            return _("the conversation has left the desk: nothing was inserted")
        if self._held(conversation):
            return _("a reply is held here: answer first")
        draft = self._drafts.begun(conversation)
        before, behind = draft.text[: draft.cursor], draft.text[draft.cursor :]
        space = " " if before and not before[-1].isspace() and before[-1] not in "(#\"“‘'" else ""
        after = " " if behind and behind[0].isalnum() else ""
        self._drafts.adopt(draft.replaced(draft.cursor, draft.cursor, f"{space}{words}{after}"))
        self._changes.announce(Change(Part.DRAFT, conversation))
        return ""

    def _held(self, conversation: ConversationId) -> bool:
        """Whether the draft waits for an answer, and takes no text meanwhile."""
        hold = self._replies.held(conversation)
        asked = hold is not None and hold.verdict.ruling is Ruling.ASK
        return asked and self._desk.mode(conversation) is Mode.REPLY
