"""What can be asked of the hub's database; each question is answered on the reading thread."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Concatenate, ParamSpec, TypeVar

from agent_console.domain.chat import AgentId, ConversationId
from agent_console.domain.customer import CustomerId
from agent_console.hub.database import (
    chronicle,
    episode,
    message_log,
    person,
    question,
    reader_position,
    reading,
    staff,
    subscription,
)
from agent_console.hub.database.connection import Connection, TroubleError
from agent_console.hub.outcome import StoredMessage
from agent_console.hub.store import (
    Account,
    Choice,
    Episode,
    FeedMessage,
    FeedMove,
    Holding,
    Member,
    Person,
    PutQuestion,
    Spot,
    UnreadableError,
)
from agent_console.hub.webhook import Webhook
from agent_console.wire.frame import HistoryLine, PastLine

Given = ParamSpec("Given")
Result = TypeVar("Result")


class DatabaseArchive:
    """An `Archive` with a connection and a thread of its own."""

    def __init__(self, reader: Connection) -> None:
        """`reader` is the archive's own from now on, which closes it."""
        self._reader = reader
        self._reading = ThreadPoolExecutor(1, "hub-reader")

    async def account(self, token_hash: bytes) -> Account | None:
        """Return who signs in with that token; nobody when it was revoked."""
        return await self._read(staff.account, token_hash)

    async def team(self) -> Sequence[Member]:
        """Return the agents who may sign in, by name."""
        return await self._read(staff.team)

    async def queues(self) -> Sequence[str]:
        """Return the names of the queues in use, sorted."""
        return await self._read(staff.queues)

    async def questions_for(self, agent: AgentId) -> Sequence[PutQuestion]:
        """Return the questions that wait for an agent's answer, oldest first."""
        return await self._read(question.put_to, agent)

    async def holding(self, conversation: ConversationId) -> Holding | None:
        """Return a conversation as it stands."""
        return await self._read(reading.holding, conversation)

    async def held_by(self, agent: AgentId) -> Sequence[ConversationId]:
        """Return what an agent owns, in the order it was taken."""
        return await self._read(reading.held_by, agent)

    async def queue(self, limit: int) -> Sequence[Holding]:
        """Return who waits, the next one first: by priority, then by turn."""
        return await self._read(reading.queue, limit)

    async def place(self, conversation: ConversationId) -> Spot | None:
        """Return the place of a waiting conversation in its queue."""
        return await self._read(reading.place, conversation)

    async def places(self) -> Mapping[ConversationId, Spot]:
        """Return the places of all waiting conversations, each in its queue."""
        return await self._read(reading.places)

    async def paces(self) -> Mapping[str, int]:
        """Return how long the customers taken last had waited, by queue: the median, in milliseconds."""
        return await self._read(chronicle.paces)

    async def conversations(
        self, choice: Choice, before: int | None = None, limit: int = 50
    ) -> Sequence[Holding]:
        """Return conversations with a lower number than `before`, newest first."""
        return await self._read(reading.conversations, choice, before, limit)

    async def customers(self, search: str = "", after: str = "", limit: int = 50) -> Sequence[Person]:
        """Return customers after an id, by id; `search` is in their name or e-mail address."""
        return await self._read(person.customers, search, after, limit)

    async def customer(self, customer: CustomerId) -> Person | None:
        """Return a customer."""
        return await self._read(person.customer, customer)

    async def episodes(
        self,
        customer: CustomerId,
        before: int | None = None,
        limit: int = 50,
        apart: ConversationId | None = None,
    ) -> Sequence[Episode]:
        """Return a customer's chats before one, newest first, but for the present one of a conversation."""
        return await self._read(episode.of_customer, customer, before, limit, apart)

    async def episode_lines(
        self, customer: CustomerId, chat: int, after: int, limit: int
    ) -> Sequence[PastLine] | None:
        """Return what was said in a chat after a sequence, oldest first; None when it is not theirs."""
        return await self._read(episode.lines, customer, chat, after, limit)

    async def history(self, conversation: ConversationId, after: int, limit: int) -> Sequence[StoredMessage]:
        """Return the messages after a sequence, oldest first, notes among them."""
        return await self._read(message_log.history, conversation, after, limit)

    async def earlier(self, conversation: ConversationId, before: int, limit: int) -> Sequence[StoredMessage]:
        """Return the last messages before a sequence, oldest first, notes among them."""
        return await self._read(message_log.earlier, conversation, before, limit)

    async def heard(self, conversation: ConversationId, after: int, limit: int) -> Sequence[StoredMessage]:
        """Return what the customer is told after one of the customer's numbers, oldest first."""
        return await self._read(message_log.heard, conversation, after, limit)

    async def messages_after(self, after: int, limit: int) -> Sequence[FeedMessage]:
        """Return the messages of all conversations after one, in the order of commits."""
        return await self._read(message_log.messages_after, after, limit)

    async def steps(self, conversation: ConversationId, after: int, limit: int) -> Sequence[HistoryLine]:
        """Return the moves of a conversation after one, oldest first."""
        return await self._read(chronicle.steps, conversation, after, limit)

    async def moves_after(self, after: int, limit: int) -> Sequence[FeedMove]:
        """Return the moves of all conversations after one, in the order of commits."""
        return await self._read(chronicle.moves_after, after, limit)

    async def position(self, name: str) -> int:
        """Return how far a reader has come; 0 for one that has not begun."""
        return await self._read(reader_position.position, name)

    async def webhooks(self) -> Sequence[Webhook]:
        """Return where programs whose tokens count are told what happens, oldest first."""
        return await self._read(subscription.webhooks)

    def close(self) -> None:
        """Finish what is being read, and close the connection."""
        self._reading.shutdown()
        self._reader.close()

    async def _read(
        self,
        question: Callable[Concatenate[Connection, Given], Result],
        *given: Given.args,
        **named: Given.kwargs,
    ) -> Result:
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._reading, lambda: question(self._reader, *given, **named))
        except TroubleError as error:
            raise UnreadableError(f"the hub's database cannot be read at the moment: {error}") from error
