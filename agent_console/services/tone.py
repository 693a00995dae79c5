"""How what is being written reads: told quietly, never in the way of sending it."""

from collections.abc import Mapping

from agent_console.assist import tone
from agent_console.assist.tone import Length
from agent_console.domain.chat import Author, ConversationId, Mode
from agent_console.domain.cue import Side
from agent_console.domain.desk import Desk
from agent_console.domain.draft import Draft
from agent_console.services.cues import CueBook
from agent_console.services.tongue import Tongue
from agent_console.texts import _

_LATEST = 30
"""Replies of each conversation by which it is known what is usual here."""


class Tone:
    """Looks at drafts to customers; each is read once."""

    def __init__(self, desk: Desk, book: CueBook, enabled: bool) -> None:
        self._desk = desk
        self._book = book
        self._enabled = enabled
        self._tongue = Tongue(desk)
        self._read: dict[ConversationId, tuple[str, str]] = {}
        self._usually: tuple[Mapping[ConversationId, int], Length] = ({}, tone.USUAL)
        """What is usual, and how far each conversation had come when that was looked at."""

    def remark(self, conversation: ConversationId) -> str:
        """Return what the agent might want to know of a held conversation's reply; mostly nothing."""
        draft = self._desk.draft(conversation, Mode.REPLY)
        if not self._enabled or not draft.text or self._desk.mode(conversation) is Mode.NOTE:
            return ""
        read = self._read.get(conversation)
        if read is None:
            self._forget_the_gone()
        if read is None or read[0] != draft.text:
            read = self._read[conversation] = (draft.text, self._remark(draft))
        return read[1]

    def _remark(self, draft: Draft) -> str:
        language = self._tongue.of(draft.conversation)
        for cue in self._book.cues(draft.text, Side.AGENT, language):
            words = _("{mark}: “{text}” may read as unfriendly")
            return words.format(mark=cue.mark, text=draft.text[cue.start : cue.end])
        return next(iter(tone.remarks(draft.text, self._usual())), "")

    def _usual(self) -> Length:
        heads = {held.id: held.head for held in self._desk.conversations.values()}
        if self._usually[0] != heads:
            self._usually = (heads, self._measured())
        return self._usually[1]

    def _measured(self) -> Length:
        replies = [
            message.text
            for held in self._desk.conversations.values()
            for message in held.messages[-_LATEST:]
            if message.author is Author.AGENT and message.mode is Mode.REPLY
        ]
        return tone.usual(replies)

    def _forget_the_gone(self) -> None:
        for gone in [one for one in self._read if one not in self._desk]:
            del self._read[gone]
