"""One agent's session: everything that happens without a key press."""

import asyncio
from collections.abc import Callable

from agent_console.domain.desk import Change
from agent_console.ports import ChatBackend
from agent_console.services.changes import Changes
from agent_console.services.crew import Crew
from agent_console.services.delay import Delay
from agent_console.services.drafts import Drafts
from agent_console.services.holdings import Holdings
from agent_console.services.inbound import Inbound
from agent_console.services.read_marks import ReadMarks
from agent_console.services.sender import Sender
from agent_console.services.subjects import Subjects
from agent_console.services.undelivered import Undelivered

BURST = 50
"""Events after which the screen gets its turn."""


class Session:
    """Runs the conversation with the chat system, and the tasks beside it."""

    def __init__(
        self,
        backend: ChatBackend,
        inbound: Inbound,
        sender: Sender,
        undelivered: Undelivered,
        delay: Delay,
        drafts: Drafts,
        holdings: Holdings,
        read_marks: ReadMarks,
        subjects: Subjects,
        changes: Changes,
        crew: Crew,
    ) -> None:
        self._backend = backend
        self._inbound = inbound
        self._sender = sender
        self._undelivered = undelivered
        self._delay = delay
        self._drafts = drafts
        self._holdings = holdings
        self._read_marks = read_marks
        self._subjects = subjects
        self._changes = changes
        self._crew = crew

    @property
    def on_change(self) -> Callable[[Change], None]:
        """Called after each change to the desk, the panes, a record or a hold; set it before `run`."""
        return self._changes.listener

    @on_change.setter
    def on_change(self, listener: Callable[[Change], None]) -> None:
        self._changes.listener = listener

    @property
    def unsent_elsewhere(self) -> int:
        """How many accepted replies wait for conversations that are not on the desk."""
        return self._sender.elsewhere

    async def run(self) -> None:
        """Serve until the chat system refuses the agent, or `aclose`.

        Raises `JournalError` when what an earlier run left cannot be read, and an `ExceptionGroup`
        when a task beside it fails in a way that nobody foresaw.
        """
        self._drafts.restore(accepted=self._sender.restore() | self._undelivered.restore())
        self._delay.restore()
        self._crew.start(self._holdings.watch)
        self._crew.start(self._subjects.watch)
        self._crew.start(self._read_marks.watch)
        async with self._crew.working():
            await self._receive()

    async def aclose(self) -> None:
        """Close the connection; `run` returns once what was submitted is in the journal."""
        self._drafts.save_rest()
        await self._backend.aclose()

    async def _receive(self) -> None:
        received = 0
        async for event in self._backend.events():
            self._inbound.take(event)
            received += 1
            if received % BURST == 0:
                await asyncio.sleep(0)
