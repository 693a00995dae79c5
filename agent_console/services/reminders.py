"""Customers who fall silent, and those who only say thanks: what the agent may do about them."""

from asyncio import to_thread
from dataclasses import dataclass

from agent_console.assist import promise
from agent_console.assist.parting import owes_no_reply, prepare
from agent_console.domain.chat import ConversationId
from agent_console.domain.desk import Desk
from agent_console.domain.patience import Patience
from agent_console.domain.silence import Reminder, reminder
from agent_console.ports import Clock
from agent_console.services.crew import Crew
from agent_console.services.library import Library


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A canned response that a silent customer may get, once the agent sends it."""

    reminder: Reminder
    snippet: str
    """Its id."""


class Reminders:
    """Suggests; nothing is written or sent by itself."""

    def __init__(self, desk: Desk, clock: Clock, library: Library, crew: Crew, patience: Patience) -> None:
        self.ready = False
        """Whether messages can be read without anybody having to wait for it."""
        self._desk = desk
        self._clock = clock
        self._library = library
        self._patience = patience
        self._read: dict[ConversationId, tuple[int, bool]] = {}
        crew.start(self._prepare)

    def suggestion(self, conversation: ConversationId) -> Suggestion | None:
        """Return what a silent customer of a held conversation may get now; None for nothing.

        Nothing is suggested before it is due, or where the canned response is not there.
        """
        if not self.ready:
            return None
        due = reminder(self._desk[conversation], self._clock.monotonic(), self._patience, promise.pending)
        if due is None:
            return None
        snippet = self._patience.nudge_reply if due is Reminder.NUDGE else self._patience.close_reply
        return None if self._library.book.get(snippet) is None else Suggestion(due, snippet)

    def owes_no_reply(self, conversation: ConversationId) -> bool:
        """Return whether a customer waits for a reply to nothing but thanks and goodbyes."""
        held = self._desk[conversation]
        if held.waiting.since is None or not self.ready:
            return False
        head, found = self._read.get(conversation, (0, False))
        if head != held.head:
            found = owes_no_reply(held)
            self._read[conversation] = (held.head, found)
        return found

    async def _prepare(self) -> None:
        await to_thread(prepare)
        await to_thread(promise.prepare)
        self.ready = True
