"""Finds the desk as the agent left it: who was attended, what was promised, how far each chat was read."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Final, TypeVar

from agent_console.domain import events
from agent_console.domain.arrangement import Arrangement
from agent_console.domain.change import Change, Part
from agent_console.domain.chat import Author, Conversation, ConversationId, Mode, Promise
from agent_console.domain.desk import Desk
from agent_console.domain.panes import Panes
from agent_console.ports import ArrangementMemory, Clock, JournalError
from agent_console.services.attention import Attention
from agent_console.services.changes import Changes
from agent_console.services.crew import Crew
from agent_console.services.drafts import Drafts

Value = TypeVar("Value")

GLANCE: Final = timedelta(seconds=1)
"""Between two looks whether there is something to keep."""


class Resumption:
    """Keeps the arrangement while nobody types, and once more at the end; what was typed has its journal.

    Where a conversation's places are known from an earlier run, they count until the agent goes elsewhere,
    whenever the conversation comes; those of one that is not held any more are forgotten.
    """

    def __init__(
        self,
        desk: Desk,
        panes: Panes,
        drafts: Drafts,
        attention: Attention,
        clock: Clock,
        changes: Changes,
        crew: Crew,
        memory: ArrangementMemory | None = None,
    ) -> None:
        self.trouble = ""
        """Why the arrangement is not kept; one raw line, or empty."""
        self._desk = desk
        self._panes = panes
        self._drafts = drafts
        self._attention = attention
        self._clock = clock
        self._changes = changes
        self._crew = crew
        self._memory = memory
        self._earlier = Arrangement()
        self._kept = Arrangement()
        self._readings: dict[ConversationId, int] = {}
        self._promises: dict[ConversationId, Promise] = {}
        """Those of conversations that have not come yet; the same goes for what is excused."""
        self._excused: dict[ConversationId, int] = {}
        self._recall()

    @property
    def attended(self) -> ConversationId | None:
        """Whom the agent was with when the last run ended, while nobody was gone to in this one."""
        earlier = self._earlier.attended
        return earlier if self._attention.at is None and earlier in self._desk else None

    def reading(self, conversation: ConversationId) -> int | None:
        """Return the sequence of the uppermost message that is read; None where the end is in view."""
        return self._readings.get(conversation)

    def read(self, conversation: ConversationId, sequence: int | None) -> None:
        """Note which message is the uppermost in view; None where the reader follows the end."""
        if sequence is None:
            self._readings.pop(conversation, None)
        else:
            self._readings[conversation] = sequence

    def came(self, conversation: ConversationId) -> None:
        """Go on with what the earlier run had settled in a conversation that has come to the desk."""
        promise, head = self._promises.pop(conversation, None), self._excused.pop(conversation, None)
        held = self._desk[conversation]
        if promise is not None and held.promise is None:
            event = events.PromiseNoted(conversation, promise)
            self._changes.announce(self._desk.apply(event, self._clock.monotonic()))
        if head is not None and not any(one.author is Author.CUSTOMER for one in held.since(head)):
            self._changes.announce(self._desk.excuse(conversation))

    async def tend(self) -> None:
        """Write notes where the earlier run did, then keep the arrangement until the session has ended."""
        written = {conversation for conversation, _mode in self._desk.drafts}
        for conversation in self._earlier.notes - written:  # where something is written, it says itself what
            self._drafts.switch(conversation, Mode.NOTE)
        while not self._crew.over:
            await self._crew.pause(GLANCE)
            self.look()

    def look(self) -> None:
        """Keep the arrangement if it is another one than the last that was kept, and nobody types."""
        if self._crew.over or self._drafts.quiet(self._clock.monotonic()):
            self._keep()

    def _keep(self) -> None:
        # Before the chat system has said who is held, nobody is, and everything would be forgotten.
        if self._memory is None or not self._desk.agent_name:
            return
        now = self._now()
        if now == self._kept:
            return
        try:
            self._memory.keep(now)
            self._kept, self.trouble = now, ""
        except JournalError as error:
            self.trouble = str(error)
            self._changes.announce(Change(Part.STATUS))

    def _recall(self) -> None:
        """Take over the earlier run's arrangement, before any conversation comes."""
        if self._memory is None:
            return
        try:
            self._earlier = self._kept = self._memory.arrangement()
        except JournalError as error:
            self.trouble = str(error)
        self._readings.update(self._earlier.readings)
        self._promises.update(self._earlier.promises)
        self._excused.update(self._earlier.excused)

    def _now(self) -> Arrangement:
        known = self._panes.seats  # those who are here, and those who were held and still come
        held = self._desk.conversations.values()
        attended = self._attention.at or self._earlier.attended
        noted = {one.id: one.noted for one in held if one.noted is not None}
        excused = {one.id: one.head for one in held if _owes_nothing(one)}
        return Arrangement(
            attended if attended in known else None,
            frozenset(one for one in known if self._desk.mode(one) is Mode.NOTE),
            _of(known, self._readings),
            _of(known, self._promises | noted),
            _of(known, self._excused | excused),
        )


def _owes_nothing(held: Conversation) -> bool:
    """Whether nobody waits, and not because of a reply."""
    return held.wait.since is None and held.replied_at is None and held.head > 0


def _of(
    known: Collection[ConversationId], values: Mapping[ConversationId, Value]
) -> dict[ConversationId, Value]:
    return {conversation: value for conversation, value in values.items() if conversation in known}
