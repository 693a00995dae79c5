"""The messages of every conversation that the console has to do with: read, heard, told."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

from agent_console.backends.chatwoot import reading
from agent_console.backends.chatwoot.api import Api
from agent_console.backends.chatwoot.facts import conversation_id
from agent_console.backends.chatwoot.ledger import Ledger
from agent_console.backends.chatwoot.record import Entry
from agent_console.domain.chat import Message
from agent_console.domain.events import Arrival, CustomerRead, Event, MessageArrived

MOST_HISTORY = 1_000
"""Messages of a conversation that are read; of a longer one, the newest."""
FEWEST_OF_PAGE = 20
"""A server gives so many messages at a time or more, while it has them."""
OVERLAP = 10
"""Messages that are read again: what was committed late has a lower id than what is known."""
WIDE_OVERLAP = 60
"""The same when the socket was away, and changes were not told."""
MOST_LEDGERS = 300


class Transcripts:
    """Ledgers by conversation; what is added to one on the desk is told."""

    def __init__(self, api: Api, tell: Callable[[Event], None]) -> None:
        self.agent = 0
        """The id of this console's agent."""
        self.keeps_marks: bool | None = None
        """Whether the server stores the ids that consoles give; None until that has shown."""
        self._api = api
        self._tell = tell
        self._ledgers: dict[int, Ledger] = {}
        self._loading: dict[int, list[Entry]] = {}
        self._locks: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._told: set[int] = set()
        self._read: dict[int, int] = {}
        self._posting: Counter[int] = Counter()
        self._held_back: defaultdict[int, list[Entry]] = defaultdict(list)

    def find(self, conversation: int) -> Ledger | None:
        """Return a ledger as far as it is known; None for one never read."""
        return self._ledgers.get(conversation)

    async def current(self, conversation: int, overlap: int = OVERLAP) -> Ledger:
        """Return a ledger that has everything the server has now; raises `ChatwootError`.

        So many of the newest messages that are known are read again, because they may have changed.
        """
        async with self._locks[conversation]:
            ledger = self._ledgers.get(conversation)
            if ledger is None:
                return await self._load(conversation)
            self.take_in(conversation, await self._since(conversation, ledger.tail(overlap)))
            return ledger

    def take_in(self, conversation: int, entries: Iterable[Entry]) -> None:
        """Add messages to a ledger that was read, and tell what is new to a desk that has it.

        While a message is leaving, new ones of the agent wait: one of them may be its copy, which would be
        shown beside it, and before what came before it.
        """
        ledger, told = self._ledgers[conversation], list(entries)
        if self._posting[conversation]:
            fresh = [e for e in told if e.sender == self.agent and not ledger.knows(e.id)]
            self._held_back[conversation] += fresh
            told = [e for e in told if e not in fresh]
        self.publish(conversation, ledger.add(told))
        if any(entry.kept for entry in told):
            self.keeps_marks = True
        read = (ledger.sequence(e.id) for e in told if e.status == "read" and e.sender and not e.private)
        self._read_until(conversation, max(read, default=0))

    def publish(self, conversation: int, messages: Sequence[Message]) -> None:
        """Tell what was added to a ledger, where the desk has the conversation."""
        if conversation in self._told:
            key = conversation_id(conversation)
            for message in messages:
                self._tell(MessageArrived(key, message, self._age(message)))

    def hear(self, entry: Entry) -> None:
        """Take over a message that the server pushed; one of a conversation never read is passed over."""
        if entry.conversation in self._loading:
            self._loading[entry.conversation].append(entry)
        elif entry.conversation in self._ledgers:
            self.take_in(entry.conversation, [entry])

    @contextmanager
    def posting(self, conversation: int) -> Iterator[None]:
        """Say that a message is leaving to a conversation; behind it comes `posted`, unless it failed."""
        self._posting[conversation] += 1
        try:
            yield
        except BaseException:
            self._posting[conversation] -= 1
            self.posted(conversation)
            raise
        self._posting[conversation] -= 1

    def posted(self, conversation: int, *stored: Entry) -> None:
        """Take over what was stored, and what waited for that, once nothing more is leaving."""
        waited = () if self._posting[conversation] else self._held_back.pop(conversation, ())
        self.take_in(conversation, (*waited, *stored))

    def open(self, conversation: int) -> tuple[Arrival, ...]:
        """Return all messages for a desk that gets the conversation, and tell it the later ones."""
        self._told.add(conversation)
        return tuple(Arrival(m, self._age(m)) for m in self._ledgers[conversation].messages)

    def end(self, conversation: int) -> None:
        """Tell a desk no more of a conversation."""
        self._told.discard(conversation)

    def read(self, conversation: int) -> int:
        """Return how far the customer has read."""
        return self._read.get(conversation, 0)

    def seen(self, conversation: int, seen_at: float, whole: bool = False) -> None:
        """Note when the customer last looked; `whole`: just now, so all that is there was seen."""
        if ledger := self._ledgers.get(conversation):
            self._read_until(conversation, ledger.read_until(seen_at, whole))

    def reread(self, conversation: int, after: int) -> None:
        """Tell the messages behind a sequence again."""
        if ledger := self._ledgers.get(conversation):
            self.publish(conversation, ledger.messages[max(0, after) :])

    async def _load(self, conversation: int) -> Ledger:
        """Read a conversation from its end, page by page, up to `MOST_HISTORY` messages."""
        heard = self._loading[conversation] = []
        try:
            found = {entry.id: entry for entry in await self._page(conversation)}
            size = len(found)
            while size >= FEWEST_OF_PAGE and len(found) < MOST_HISTORY:
                page = [e for e in await self._page(conversation, before=min(found)) if e.id not in found]
                size = len(page)
                found |= {entry.id: entry for entry in page}
        finally:
            del self._loading[conversation]
        ledger = self._ledgers[conversation] = Ledger()
        self.take_in(conversation, found.values())
        self.take_in(conversation, heard)
        self._forget_some()
        return ledger

    async def _since(self, conversation: int, after: int) -> list[Entry]:
        """Read what came after a message, page by page until none is left."""
        found: list[Entry] = []
        while True:
            page = [e for e in await self._page(conversation, after=after) if e.id > after]
            found += page
            if len(page) < FEWEST_OF_PAGE:
                return found
            after = page[-1].id

    async def _page(self, conversation: int, **where: int) -> tuple[Entry, ...]:
        answer = await self._api.get(f"conversations/{conversation}/messages", **where)
        return tuple(e for e in reading.entries(answer, self._api.base) if e.conversation == conversation)

    def _read_until(self, conversation: int, sequence: int) -> None:
        if sequence > self.read(conversation):
            self._read[conversation] = sequence
            if conversation in self._told:
                self._tell(CustomerRead(conversation_id(conversation), sequence))

    def _age(self, message: Message) -> timedelta:
        return timedelta(seconds=max(0.0, self._api.now() - message.sent_at.timestamp()))

    def _forget_some(self) -> None:
        """Drop ledgers that are on no desk, oldest first, when there are too many."""
        spare = [key for key in self._ledgers if key not in self._told and not self._locks[key].locked()]
        for key in spare[: max(0, len(self._ledgers) - MOST_LEDGERS)]:
            del self._ledgers[key]
            del self._locks[key]
            self._read.pop(key, None)
