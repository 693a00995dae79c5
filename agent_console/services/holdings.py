"""Which customers the agent has: taking, closing, reopening, and taking by itself where a pane is free."""

import asyncio

from agent_console.domain.change import Change, Part
from agent_console.domain.chat import ConversationId
from agent_console.domain.desk import Desk
from agent_console.domain.panes import Panes
from agent_console.ports import ChatBackend, Clock, Declined
from agent_console.services.changes import Changes
from agent_console.services.delay import Delay
from agent_console.services.drafts import Drafts
from agent_console.services.seating import Seating
from agent_console.texts import _

GLANCE = 0.25
"""Seconds between two looks for a free pane."""


class Holdings:
    """The agent's commands about conversations; each returns why it was not carried out, or None."""

    def __init__(
        self,
        desk: Desk,
        panes: Panes,
        backend: ChatBackend,
        clock: Clock,
        drafts: Drafts,
        seating: Seating,
        delay: Delay,
        changes: Changes,
        filling: bool,
    ) -> None:
        self.filling = filling
        """Whether waiting customers come to free panes by themselves."""
        self.fetched: set[ConversationId] = set()
        """What the agent took or reopened, until who shows the desk has said where it is."""
        self.dismissed: set[ConversationId] = set()
        """What this console has closed, until who shows the desk has seen it go."""
        self._desk = desk
        self._panes = panes
        self._backend = backend
        self._clock = clock
        self._drafts = drafts
        self._seating = seating
        self._delay = delay
        self._changes = changes
        self._closed: list[ConversationId] = []

    async def take_next(self) -> Declined | None:
        """Take the customer who has waited longest."""
        return await self._take(None)

    async def take(self, conversation: ConversationId) -> Declined | None:
        """Take that waiting customer."""
        return await self._take(conversation)

    async def close(self, conversation: ConversationId, outcome: str = "") -> Declined | None:
        """End a held conversation; `outcome` says how it ended, in a word or two."""
        if conversation not in self._desk:
            return Declined(_("This chat is not yours any more."), "fence")
        if (objection := self._delay.objection(conversation)) is not None:
            return objection
        self.dismissed.add(conversation)  # it may be gone before the answer is here
        declined = await self._backend.close(conversation, self._desk[conversation].fence, outcome)
        if declined is None:
            self._closed.append(conversation)
        else:
            self.dismissed.discard(conversation)
        return declined

    async def reopen_last(self) -> Declined | None:
        """Take up again the conversation that this console closed last."""
        if not self._closed:
            return Declined(_("You have closed no chat since the console started."), "empty")
        gone = [c for c in self._closed if c not in self._desk]  # others came back by themselves
        conversation = (gone or self._closed)[-1]
        asked_at = self._clock.monotonic()
        declined = await self._backend.reopen(conversation)
        if declined is None:
            self._closed = [c for c in self._closed if c != conversation]
            self._expect(conversation, asked_at)
        return declined

    async def set_accepting(self, accepting: bool) -> Declined | None:
        """Say whether new customers may come to the agent."""
        return await self._backend.set_accepting(accepting)

    def excuse(self, conversation: ConversationId) -> None:
        """Stop a customer's clock, because no reply is owed."""
        if conversation in self._desk:
            self._changes.announce(self._desk.excuse(conversation))

    async def watch(self) -> None:
        """Keep free panes filled; runs until it is cancelled."""
        while True:
            await self.fill()
            await asyncio.sleep(GLANCE)

    async def fill(self) -> None:
        """Fill free panes once: from the strip first, then with waiting customers if that is wanted."""
        self._seating.refill()
        while self._may_take():
            if await self._take(None) is not None:
                return

    def _may_take(self) -> bool:
        willing = self.filling and self._desk.accepting
        coming = len(self._desk.conversations) + self._seating.expected
        room = coming < len(self._panes.places)
        quiet = self._drafts.quiet(self._clock.monotonic())
        return willing and room and quiet and self._desk.served

    async def _take(self, conversation: ConversationId | None) -> Declined | None:
        asked_at = self._clock.monotonic()
        taken = await self._backend.take(conversation)
        if isinstance(taken, Declined):
            return taken
        self._expect(taken, asked_at)
        return None

    def _expect(self, conversation: ConversationId, asked_at: float) -> None:
        self.fetched.add(conversation)
        self._seating.want(conversation, asked_at)
        self._changes.announce(Change(Part.HOLDINGS, conversation))
