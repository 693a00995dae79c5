"""What the agent holds, who waits, who is there: compared with the server and told as events."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from agent_console.backends.chatwoot import facts, reading
from agent_console.backends.chatwoot.api import Api
from agent_console.backends.chatwoot.directory import Directory, holds
from agent_console.backends.chatwoot.facts import conversation_id
from agent_console.backends.chatwoot.fault import MalformedError, RefusedError
from agent_console.backends.chatwoot.pace import Pace
from agent_console.backends.chatwoot.record import Chat, Entry, Profile
from agent_console.backends.chatwoot.roster import Roster
from agent_console.backends.chatwoot.tenure import Tenure
from agent_console.backends.chatwoot.transcript import WIDE_OVERLAP, Transcripts
from agent_console.domain.chat import AgentId, Conversation, Presence
from agent_console.domain.customer import Customer
from agent_console.domain.events import (
    ConversationEnded,
    ConversationOpened,
    Event,
    FactsChanged,
    QueueChanged,
    SignedIn,
    TeamChanged,
)

logger = logging.getLogger(__name__)

AT_ONCE = 4
"""Conversations that are read at the same time when the connection is back."""


Start = Callable[[Coroutine[object, object, None]], None]


class Holdings:
    """The conversations on this console's desk, and everything around them."""

    def __init__(self, api: Api, transcripts: Transcripts, tell: Callable[[Event], None], pace: Pace) -> None:
        self.directory = Directory()
        self.roster = Roster()
        self.tenure = Tenure()
        self.transcripts = transcripts
        self._start: Start | None = None
        self._api = api
        self._tell = tell
        self._pace = pace
        self._desk: dict[int, Conversation] = {}
        self._here: set[int] = set()
        self._coming: set[int] = set()
        self._queue: object = None
        self._team: TeamChanged | None = None

    # Reading

    def on_desk(self, conversation: int) -> bool:
        """Whether the agent holds a conversation, and the desk was told."""
        return conversation in self._desk

    @property
    def held(self) -> Sequence[int]:
        """The conversations on the desk."""
        return tuple(self._desk)

    def owns(self, conversation: int, fence: int) -> bool:
        """Whether the agent holds a conversation under that fence."""
        return conversation in self._desk and self.tenure.fence(conversation) == fence

    async def read(self, conversation: int) -> Chat:
        """Read a conversation now, and take over what it says; raises `ChatwootError`."""
        chat = reading.chat(await self._api.get(f"conversations/{conversation}"))
        self.see(chat)
        return chat

    # Coming and going

    async def sign_in(self, profile: Profile, chats: Sequence[Chat], start: Start) -> None:
        """Tell everything anew after the connection came; raises `ChatwootError`.

        `start` runs something beside the connection, until `sign_out`.
        """
        self.roster.me = profile
        self.transcripts.agent = profile.id
        self.directory.list_open(chats)
        self._queue = self._team = None
        held = self.directory.held(profile.id)
        for lost in self._desk.keys() - set(held):
            self._leave(lost)
        self._coming = set(held)
        keys = frozenset(conversation_id(chat) for chat in held)
        self._tell(SignedIn(AgentId(str(profile.id)), profile.name, keys))
        self.tell_surroundings()
        self._start = start
        slots = asyncio.Semaphore(AT_ONCE)
        async with asyncio.TaskGroup() as group:
            for chat in held:
                group.create_task(self._open_in(slots, chat))

    def sign_out(self) -> None:
        """Note that the connection has gone."""
        self._start = None

    def compare(self, chats: Sequence[Chat]) -> list[int]:
        """Take over a list of what is open; return what the agent holds and the list does not have."""
        self.directory.list_open(chats, self._desk)
        listed = {chat.id for chat in chats}
        for chat in listed:
            self._settle(chat)
        self.tell_surroundings()
        return [held for held in self._desk if held not in listed]

    def see(self, chat: Chat) -> None:
        """Take a conversation over as the server told it, and tell what that changes."""
        if self.directory.put(chat) and self._start is not None:
            self._settle(chat.id)
            self.tell_surroundings()

    @contextmanager
    def claiming(self, conversation: int) -> Iterator[None]:
        """Keep a conversation off the desk until its owner is certain."""
        self._coming.add(conversation)
        try:
            yield
        finally:
            self._coming.discard(conversation)

    async def open(self, conversation: int) -> bool:
        """Bring a conversation to the desk that was just read back; False when it is not the agent's."""
        ledger = await self.transcripts.current(conversation, WIDE_OVERLAP)
        chat = self.directory.find(conversation)
        if chat is None or not holds(self.roster.me.id, chat):
            return False
        self.tenure.hold(conversation, self.roster.names().newest_foreign(ledger.activities.values()))
        self.transcripts.seen(conversation, chat.seen_at)
        self._coming.discard(conversation)
        told = self._desk[conversation] = self._facts(chat)
        self._tell(ConversationOpened(told, self.transcripts.open(conversation)))
        return True

    # The surroundings

    def tell_surroundings(self) -> None:
        """Tell the queue and the team, where they are other than before."""
        waiting = self.directory.waiting()
        shown = [
            (c.id, c.customer.name, c.team, c.priority, c.waiting_since, c.subject, c.last_text)
            for c in waiting
        ]
        if shown != self._queue:
            self._queue, now = shown, self._api.now()
            self._tell(QueueChanged(tuple(facts.waiting(chat, now) for chat in waiting)))
        team = self.roster.team(self.directory.counts())
        if team != self._team:
            self._team = team
            self._tell(team)

    def appear(self, contacts: frozenset[int]) -> None:
        """Take over which contacts are there now."""
        self.roster.contacts = contacts
        self._here |= contacts
        for conversation in list(self._desk):
            self._refresh(self.directory[conversation])

    def rename(self, customer: Customer) -> None:
        """Take over what a contact is like now."""
        for conversation in self.directory.of_contact(int(customer.id)):
            chat = self.directory[conversation]
            language = chat.customer.language
            self.see(replace(chat, customer=replace(customer, language=language)))

    def witness(self, activity: Entry) -> None:
        """Note something that happened to a conversation while it was on the desk."""
        if activity.conversation in self._desk and self.roster.names().foreign(activity):
            self.tenure.witness(activity.conversation, activity.id)

    def look(self, conversation: int) -> None:
        """Read a conversation beside everything else, because it may be other than what is known."""
        if self._start is not None:
            self._start(self._look(conversation))

    async def _look(self, conversation: int) -> None:
        await self.read(conversation)

    def _settle(self, conversation: int) -> None:
        """Bring the desk in line with who has a conversation."""
        chat, mine = self.directory[conversation], holds(self.roster.me.id, self.directory[conversation])
        if conversation in self._desk and not mine:
            self._leave(conversation)
            self._tell(ConversationEnded(conversation_id(conversation), facts.farewell(chat)))
        elif conversation in self._desk:
            self._refresh(chat)
        elif mine and conversation not in self._coming and self._start is not None:
            self._coming.add(conversation)
            self._start(self._arrive(conversation))

    async def _arrive(self, conversation: int) -> None:
        """Bring a conversation that was given to the agent, once that has proved to last."""
        try:
            await asyncio.sleep(self._pace.claim)
            self.directory.put(reading.chat(await self._api.get(f"conversations/{conversation}")))
            await self.open(conversation)
        finally:
            self._coming.discard(conversation)

    async def _open_in(self, slots: asyncio.Semaphore, conversation: int) -> None:
        """Bring a conversation to the desk; one that cannot be read keeps no other from it."""
        async with slots:
            try:
                await self.open(conversation)
            except (MalformedError, RefusedError) as error:
                logger.warning("conversation %d cannot be read: %s", conversation, error.reason[:120])
        self._coming.discard(conversation)

    def _refresh(self, chat: Chat) -> None:
        self.transcripts.seen(chat.id, chat.seen_at)
        told = self._facts(chat)
        if told != self._desk[chat.id]:
            self._desk[chat.id] = told
            self._tell(FactsChanged(told))

    def _leave(self, conversation: int) -> None:
        del self._desk[conversation]
        self.transcripts.end(conversation)
        self.tenure.lose(conversation)

    def _facts(self, chat: Chat) -> Conversation:
        read = self.transcripts.read(chat.id)
        return facts.conversation(chat, self.tenure.fence(chat.id), read, self._presence(chat.contact))

    def _presence(self, contact: int) -> Presence:
        if contact in self.roster.contacts:
            return Presence.HERE
        return Presence.LEFT if contact in self._here else Presence.UNKNOWN
