"""A whole console without a screen, on a memory chat system and a real journal."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Unpack

from agent_console.backends.memory import MemoryBackend, MemoryWorld
from agent_console.backends.memory_world import Known
from agent_console.domain.chat import ConversationId, Message
from agent_console.domain.customer import Customer, CustomerId
from agent_console.domain.desk import Change
from agent_console.domain.patience import Patience
from agent_console.domain.verdict import Verdict
from agent_console.ports import Answerer, ArrangementMemory, Articles, PhraseStore, SnippetUsage
from agent_console.services.catch_up import Assistance
from agent_console.services.library import Repertoire
from agent_console.services.retry import Retry
from agent_console.services.scrutiny import Caution
from agent_console.services.shelf import SheetSource
from agent_console.services.workspace import Outside, Workspace, assemble
from agent_console.services.writing import WritingAid
from tests.fakes import FillableJournal, FixedRecords, FrozenClock

AT_ONCE = Retry(
    first=timedelta(milliseconds=1), most=timedelta(milliseconds=2), patience=timedelta(milliseconds=20)
)


class Office:
    """An agent, by default Kim, at a console; customers are played through `world`."""

    def __init__(
        self,
        directory: Path,
        clock: FrozenClock,
        world: MemoryWorld,
        filling: bool = False,
        repertoire: Repertoire | None = None,
        name: str = "Kim",
        sheets: SheetSource | None = None,
        usage: SnippetUsage | None = None,
        answerer: Answerer | None = None,
        caution: Caution | None = None,
        assistance: Assistance | None = None,
        device: str = "device",
        articles: Articles | None = None,
        patience: Patience | None = None,
        writing: WritingAid | None = None,
        phrases: PhraseStore | None = None,
        arrangements: ArrangementMemory | None = None,
    ) -> None:
        self.directory = directory
        self.clock = clock
        self.world = world
        self.backend = MemoryBackend(world, name, device)
        self.journal = FillableJournal(directory)
        self.records = FixedRecords()
        helped = assistance or Assistance()
        beside = (self.backend, self.journal, self.records, clock)
        calm, written = patience or Patience(), writing or WritingAid()
        given = (*beside, usage, answerer, sheets, articles, helped)
        outside = Outside(*given, patience=calm, writing=written, phrases=phrases, arrangements=arrangements)
        self.workspace: Workspace = assemble(
            outside, repertoire, filling=filling, retry=AT_ONCE, caution=caution
        )
        self.changes: list[Change] = []
        self.workspace.session.on_change = self.changes.append
        self._session: asyncio.Task[None] | None = None

    def open(self) -> None:
        """Start the session."""
        self._session = asyncio.create_task(self.workspace.session.run())

    async def leave(self) -> None:
        """End the session as quitting does; what went wrong in it is raised here."""
        await self.workspace.session.aclose()
        if self._session is not None:
            await self._session
        await self.journal.aclose()

    async def crash(self) -> None:
        """End the session as kill -9 does: nothing more is done."""
        while self._session is not None and not self._session.done():
            self._session.cancel()
            await asyncio.sleep(0)
        await self.journal.aclose()

    async def ended(self) -> None:
        """Wait until the session has ended by itself."""
        assert self._session is not None
        await self._session

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for what the test is about."""
        async with asyncio.timeout(60):
            while not condition():
                if self._session is not None and self._session.done():
                    await self._session
                    assert condition(), "the session ended"
                await asyncio.sleep(0.001)

    async def serve(self, name: str, *lines: str, **known: Unpack[Known]) -> ConversationId:
        """Let a customer come with these lines, and take them."""
        conversation = self.world.join(name, **known)
        for line in lines:
            self.world.say(conversation, line)
        assert await self.workspace.holdings.take(conversation) is None
        await self.until(lambda: conversation in self.workspace.desk)
        self.clock.advance(10)
        return conversation

    def customer(self, identity: str, name: str) -> Customer:
        """Return a customer of that name."""
        return Customer(CustomerId(identity), name)

    def write(self, conversation: ConversationId, text: str) -> None:
        """Type a text into a conversation's composer, in place of what is there."""
        self.workspace.drafts.edited(conversation, text, len(text))

    def reply(self, conversation: ConversationId, text: str) -> Verdict:
        """Type a text and press Enter."""
        self.write(conversation, text)
        return self.workspace.replies.submit(conversation)

    def draft(self, conversation: ConversationId) -> str:
        """Return what stands in a conversation's composer."""
        return self.workspace.desk.draft(conversation).text

    def echoes(self, conversation: ConversationId) -> tuple[Message, ...]:
        """Return the agent's messages that are not committed."""
        return self.workspace.desk[conversation].echoes

    def texts(self, conversation: ConversationId) -> list[str]:
        """Return what the customer sees."""
        return [message.text for message in self.world.transcript(conversation)]

    async def arrived(self, conversation: ConversationId, *texts: str) -> None:
        """Wait until the customer has exactly these lines, and the desk knows it."""
        await self.until(lambda: self.texts(conversation) == list(texts))
        await self.until(
            lambda: (
                [m.text for m in self.workspace.desk[conversation].transcript] == list(texts)
                and not self.echoes(conversation)
            )
        )
