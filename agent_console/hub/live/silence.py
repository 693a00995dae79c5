"""Customers who leave an agent's reply without an answer."""

from collections.abc import Mapping, Sequence

from agent_console.domain.chat import Author, ConversationId, Mode
from agent_console.hub.clock import HubClock
from agent_console.hub.command import Command, FallSilent
from agent_console.hub.live.vigil import Vigil, unfinished
from agent_console.hub.outcome import Moved, Outcome, Posted
from agent_console.hub.store import Store


class Silence:
    """Tells the store when nothing has come from a customer for a while after a reply.

    Of all hubs, one watches at a time.
    """

    def __init__(self, store: Store, clock: HubClock, seconds: float) -> None:
        self._store = store
        self._seconds = seconds
        self._watching = False
        self._vigil: Vigil[ConversationId] = Vigil(store, clock, self._plan)

    def hear(self, outcome: Outcome) -> None:
        """Begin to count at a reply, and stop when the customer writes or nobody holds the chat any more."""
        match outcome:
            case Posted(conversation, message=message) if message.author is Author.CUSTOMER:
                self._vigil.deadlines.clear(conversation)
            case Posted(conversation, message=message) if _replies(message.author, message.mode):
                self._begin(conversation)
            case Moved(conversation=conversation, after=None):
                self._vigil.deadlines.clear(conversation)
            case _:
                pass  # nobody has said anything

    async def run(self) -> None:
        """Watch until cancelled; in what was open before this began, the count begins anew."""
        self._watching = True
        try:
            async for holding in unfinished(self._store):
                if holding.facts.id not in self._vigil.deadlines:
                    self._begin(holding.facts.id)
            await self._vigil.run()
        finally:
            self._watching = False
            self._vigil.deadlines.clear_all()

    def _begin(self, conversation: ConversationId) -> None:
        if self._watching:
            self._vigil.deadlines.set(conversation, self._seconds)

    async def _plan(self, conversations: Sequence[ConversationId]) -> Mapping[ConversationId, Command]:
        # Whether the last word really was an agent's is looked at once more in the transaction.
        return {conversation: FallSilent(conversation) for conversation in conversations}


def _replies(author: Author, mode: Mode) -> bool:
    return author is Author.AGENT and mode is Mode.REPLY
