"""Where a chat stood, for an agent who comes back to it after work in others."""

from asyncio import sleep, to_thread
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from agent_console.assist.catch_up import CatchUp
from agent_console.assist.language import pattern
from agent_console.assist.thread import Thread
from agent_console.domain.chat import Author, Conversation, ConversationId, Mode
from agent_console.domain.desk import Change, Desk, Part
from agent_console.domain.record import CaseLine
from agent_console.ports import Clock, Declined, Summariser
from agent_console.services.changes import Changes
from agent_console.services.crew import Crew
from agent_console.services.record_shelf import RecordShelf
from agent_console.texts import _

AWAY_WITH_NEWS = timedelta(seconds=20)
"""After so long in other chats an agent has lost the thread, if something was said meanwhile."""
AWAY = timedelta(seconds=60)
"""After so long, even if nothing was."""
GLANCE = 0.5
"""Seconds between two looks for messages that are not read yet."""
_STEP = 6
"""Messages that are read without letting a key in between."""
_MOST_SENT = 100
"""Messages that a summary is made of, the newest."""


@dataclass(frozen=True, slots=True)
class Assistance:
    """What helps the agent, as the settings want it."""

    catch_up: bool = True
    """Show by itself where a chat stood."""
    summariser: Summariser | None = None
    """What writes it in words of its own; None when nothing does."""
    automatic: bool = False
    """Have it written whenever it is shown, not only for a key."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a machine wrote about a chat; for the agent's eyes, never for a reply."""

    text: str = ""
    failure: str = ""
    """Why there is none, for a person; with neither, it is being written."""


@dataclass(frozen=True, slots=True)
class Return:
    """What an agent who comes back to a chat is shown."""

    catch_up: CatchUp
    unseen: int = 0
    """The sequence of the first message that came meanwhile; 0 when none did."""
    since: datetime | None = None
    """When the agent left it (aware, UTC); None when the agent was never away."""
    summary: Summary | None = None
    """None unless it was asked for."""


@dataclass(frozen=True, slots=True)
class _Leave:
    """How a chat was left."""

    at: float
    head: int
    since: datetime


class CatchUps:
    """Reads along in every chat, and tells at a return where it stood; who writes or leaves ends that."""

    def __init__(
        self,
        desk: Desk,
        records: RecordShelf,
        clock: Clock,
        changes: Changes,
        crew: Crew,
        assistance: Assistance,
    ) -> None:
        self._desk = desk
        self._records = records
        self._clock = clock
        self._changes = changes
        self._crew = crew
        self._assistance = assistance
        self._at: ConversationId | None = None
        self._threads: dict[ConversationId, Thread] = {}
        self._leaves: dict[ConversationId, _Leave] = {}
        self._shown: dict[ConversationId, Return] = {}

    async def tend(self) -> None:
        """Read what is said as it comes, so that nothing is left to be read at a return; until cancelled."""
        await to_thread(pattern.prepare)
        while True:
            self._forget_gone()
            for conversation in list(self._desk.conversations):
                await self._read(conversation)
            await sleep(GLANCE)

    async def _read(self, conversation: ConversationId) -> None:
        read = False
        while not read:
            read = self._follow(conversation, _STEP)
            await sleep(0)

    def came(self, conversation: ConversationId) -> bool:
        """Note that the keys go to a conversation, and return whether there is something to show."""
        if conversation == self._at or conversation not in self._desk:
            return False
        self._leave()
        self._at = conversation
        left = self._leaves.get(conversation)
        if left is None or not self._assistance.catch_up:
            return False
        unseen = self._unseen(self._desk[conversation], left)
        away = timedelta(seconds=self._clock.monotonic() - left.at)
        if away < (AWAY_WITH_NEWS if unseen else AWAY):
            return False
        self._shown[conversation] = self._return(conversation, unseen)
        if self._assistance.automatic:
            self.summarise(conversation)
        return True

    def shown(self, conversation: ConversationId) -> Return | None:
        """Return what is shown in a conversation now."""
        return self._shown.get(conversation)

    def show(self, conversation: ConversationId) -> None:
        """Show where a held conversation stands, because the agent asks."""
        left = self._leaves.get(conversation)
        unseen = 0 if left is None else self._unseen(self._desk[conversation], left)
        self._shown[conversation] = self._return(conversation, unseen)

    def end(self, conversation: ConversationId) -> bool:
        """Show it no longer, and return whether it was shown."""
        ended = self._shown.pop(conversation, None) is not None
        if ended:
            self._changes.announce(Change(Part.FACTS, conversation))
        return ended

    def summarise(self, conversation: ConversationId) -> str:
        """Have a machine write where a held conversation stands; return why that cannot be."""
        summariser = self._assistance.summariser
        if summariser is None:
            return _("no summary service is set up; the settings name one under `assist: endpoint:`")
        if conversation not in self._shown:
            self.show(conversation)
        self._shown[conversation] = replace(self._shown[conversation], summary=Summary())
        said = _lines(self._desk[conversation])
        self._crew.start(lambda: self._have_written(conversation, summariser, said))
        return ""

    async def _have_written(
        self, conversation: ConversationId, summariser: Summariser, said: Sequence[CaseLine]
    ) -> None:
        written = await summariser.summarise(said)
        summary = Summary(failure=written.reason) if isinstance(written, Declined) else Summary(written)
        shown = self._shown.get(conversation)
        if shown is not None and shown.summary == Summary():
            self._shown[conversation] = replace(shown, summary=summary)
            self._changes.announce(Change(Part.FACTS, conversation))

    def _leave(self) -> None:
        """Remember how the conversation was left that had the keys until now."""
        if self._at is None or self._at not in self._desk:
            return
        self.end(self._at)
        head = self._desk[self._at].head
        self._leaves[self._at] = _Leave(self._clock.monotonic(), head, self._clock.now())

    def _return(self, conversation: ConversationId, unseen: int) -> Return:
        while not self._follow(conversation, _STEP):
            pass
        held, left = self._desk[conversation], self._leaves.get(conversation)
        since = None if left is None else left.since
        return Return(self._threads[conversation].catch_up(held), unseen, since)

    def _follow(self, conversation: ConversationId, most: int) -> bool:
        """Read on in a conversation; whether that was all of it."""
        held = self._desk.conversations.get(conversation)
        if held is None:
            return True
        thread = self._threads.setdefault(conversation, Thread())
        orders = self._records.of(conversation).orders
        return thread.follow(held, [order.number for order in orders], most)

    @staticmethod
    def _unseen(held: Conversation, left: _Leave) -> int:
        """Return the first message from somebody else since then."""
        new = (m for m in held.since(left.head) if not m.amends and not m.answers)
        return next((message.sequence for message in new), 0)

    def _forget_gone(self) -> None:
        for kept in (self._threads, self._leaves, self._shown):
            for gone in [conversation for conversation in kept if conversation not in self._desk]:
                kept.pop(gone)


def _lines(held: Conversation) -> list[CaseLine]:
    """Return what a summary is made of: what customer and agents said to each other, no notes."""
    said = [m for m in held.messages[-_MOST_SENT:] if m.mode is Mode.REPLY and m.text and not m.amends]
    return [CaseLine("customer" if m.author is Author.CUSTOMER else "agent", m.text, m.sent_at) for m in said]
