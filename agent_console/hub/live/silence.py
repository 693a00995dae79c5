"""Customers who leave an agent's reply without an answer."""

from agent_console.domain.chat import Author, ConversationId, Mode
from agent_console.hub.clock import HubClock
from agent_console.hub.command import FallSilent
from agent_console.hub.live.vigil import Vigil, unfinished
from agent_console.hub.outcome import Moved, Outcome, Posted
from agent_console.hub.store import Store


class Silence:
    """Tells the store when nothing has come from a customer for a while after a reply."""

    def __init__(self, store: Store, clock: HubClock, seconds: float) -> None:
        self._store = store
        self._seconds = seconds
        # Whether the last word really was an agent's is looked at once more in the transaction.
        self._vigil: Vigil[ConversationId] = Vigil(store, clock, FallSilent)

    def hear(self, outcome: Outcome) -> None:
        """Begin to count at a reply, and stop when the customer writes or nobody holds the chat any more."""
        match outcome:
            case Posted(conversation, message=message) if message.author is Author.CUSTOMER:
                self._vigil.deadlines.clear(conversation)
            case Posted(conversation, message=message) if _replies(message.author, message.mode):
                self._vigil.deadlines.set(conversation, self._seconds)
            case Moved(conversation=conversation, after=None):
                self._vigil.deadlines.clear(conversation)
            case _:
                pass  # nobody has said anything

    async def run(self) -> None:
        """Watch until cancelled; in what was open before the hub began, the count begins anew."""
        async for holding in unfinished(self._store):
            if holding.facts.id not in self._vigil.deadlines:
                self._vigil.deadlines.set(holding.facts.id, self._seconds)
        await self._vigil.run()


def _replies(author: Author, mode: Mode) -> bool:
    return author is Author.AGENT and mode is Mode.REPLY
