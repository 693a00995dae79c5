"""Looks at the countdowns, and hands the sender what nobody has taken back in time."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Final

from agent_console.domain.chat import ConversationId, Delivery
from agent_console.domain.countdown import Countdown, Delayed
from agent_console.domain.desk import Desk
from agent_console.ports import Clock, Journal
from agent_console.services.crew import Crew
from agent_console.services.drafts import Drafts
from agent_console.services.echoes import Echoes
from agent_console.services.ledger import Ledger
from agent_console.services.outcomes import Outcomes
from agent_console.services.sender import Sender

GLANCE: Final = timedelta(seconds=0.1)
"""Between two looks at the countdowns."""
LAPSE: Final = 1.0
"""Seconds without a look after which nobody can have seen the countdowns: the machine slept."""


class Departure:
    """Keeps the countdowns of the desk going; none of them runs out unseen.

    After the machine slept, and when the chat system can be reached again, a second is left.
    """

    def __init__(
        self,
        desk: Desk,
        clock: Clock,
        journal: Journal,
        drafts: Drafts,
        echoes: Echoes,
        sender: Sender,
        outcomes: Outcomes,
        ledger: Ledger,
        crew: Crew,
    ) -> None:
        self._desk = desk
        self._clock = clock
        self._journal = journal
        self._drafts = drafts
        self._echoes = echoes
        self._sender = sender
        self._outcomes = outcomes
        self._ledger = ledger
        self._crew = crew
        self._countdowns: dict[ConversationId, Countdown] = {}
        self._watching = False
        self._looked_at = 0.0

    def of(self, conversation: ConversationId) -> Countdown | None:
        """Return the countdown of a conversation, over or not; None when it has none."""
        return self._countdowns.get(conversation)

    def __iter__(self) -> Iterator[Countdown]:
        """Yield all countdowns."""
        yield from self._countdowns.values()

    def add(self, reply: Delayed) -> None:
        """Let a reply wait, behind those of its conversation that wait already."""
        now = self._clock.monotonic()
        self._countdowns.setdefault(reply.intent.conversation, Countdown()).add(reply, now)
        if not self._watching:
            self._watching, self._looked_at = True, now
            self._crew.start(self._watch)

    def look(self) -> None:
        """Let go of what has waited long enough."""
        now = self._clock.monotonic()
        lapsed = now - self._looked_at > LAPSE
        self._looked_at = now
        for conversation, countdown in list(self._countdowns.items()):
            if lapsed or not self._desk.online(conversation):
                countdown.postpone(now)
            self._let_go(countdown)
            if countdown.over:
                del self._countdowns[conversation]

    async def _watch(self) -> None:
        while self._countdowns:
            await self._crew.pause(GLANCE)
            if self._crew.over:
                return
            self.look()
        self._watching = False

    def _let_go(self, countdown: Countdown) -> None:
        reply = countdown.release(self._clock.monotonic())
        if reply is not None:
            self._echoes.show(reply.intent, Delivery.SAVING)
            self._crew.start(lambda: self._leave(reply, countdown), to_the_end=True)

    async def _leave(self, reply: Delayed, countdown: Countdown) -> None:
        await self._ledger.keep(lambda: self._journal.accept(reply.intent))
        if reply.draft is not None:
            self._drafts.forget(reply.draft)
        self._sender.add(reply.intent)
        countdown.left(self._clock.monotonic())
        self._outcomes.note(replace(reply.line, at=self._clock.now()), reply.draft)
        self._let_go(countdown)
