"""In which languages a conversation is written."""

from agent_console.domain.chat import Author, Conversation, ConversationId, Mode
from agent_console.domain.desk import Desk
from agent_console.guard.language.recognition import language_of

_LATEST = 5
"""Messages of a customer that tell their language where the chat system does not."""


class Tongue:
    """Goes by what the chat system says, else by what the customer writes."""

    def __init__(self, desk: Desk, notes: str = "") -> None:
        """`notes` is the language that the team writes its notes in; empty when that is not known."""
        self._desk = desk
        self._notes = notes
        self._heard: dict[ConversationId, tuple[int, str]] = {}

    def of(self, conversation: ConversationId, mode: Mode = Mode.REPLY) -> str:
        """Return the BCP 47 tag of what is written in a held conversation; empty when nobody can tell."""
        if mode is Mode.NOTE:
            return self._notes
        held = self._desk[conversation]
        return held.customer.language or self._recognised(held)

    def _recognised(self, held: Conversation) -> str:
        head, language = self._heard.get(held.id, (-1, ""))
        if head == -1:
            self._forget_the_gone()
        if head != held.head:
            theirs = [one.text for one in held.messages if one.author is Author.CUSTOMER][-_LATEST:]
            # Once it was plain, a short "ok" does not make it uncertain.
            language = language_of(" ".join(theirs)) or language
            self._heard[held.id] = (held.head, language)
        return language

    def _forget_the_gone(self) -> None:
        for gone in [one for one in self._heard if one not in self._desk]:
            del self._heard[gone]
