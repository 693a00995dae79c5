"""How the agent becomes a chat's owner: the system tells every agent yes, so the chat is read back."""

import asyncio
from collections.abc import Iterable
from datetime import timedelta

from agent_console.backends.livehelperchat.holdings import Holdings
from agent_console.backends.livehelperchat.interface import Interface
from agent_console.backends.livehelperchat.row import ChatRow, Stand
from agent_console.backends.livehelperchat.translation import chat_id, conversation_id
from agent_console.domain.chat import ConversationId
from agent_console.ports import Declined
from agent_console.texts import _

NOBODY = 0


class Claims:
    """Takes chats, and opens those that turn out to be the agent's; raises `ExchangeError`."""

    def __init__(
        self, interface: Interface, holdings: Holdings, departments: Iterable[int], settle: timedelta
    ) -> None:
        """`departments` are those whose queues count; none stands for all."""
        self._interface = interface
        self._holdings = holdings
        self._departments = frozenset(departments)
        self._settle = settle.total_seconds()

    def waiting(self, rows: Iterable[ChatRow]) -> list[ChatRow]:
        """Return the chats that the agent may take, the next one first."""
        mine = (NOBODY, self._holdings.me.id)
        queue = (row for row in rows if row.status == Stand.PENDING and row.owner in mine)
        wanted = (row for row in queue if not self._departments or row.department in self._departments)
        return sorted(wanted, key=lambda row: (-row.priority, row.pending or row.opened, row.id))

    async def take_next(self) -> ConversationId | Declined:
        """Take the chat that waited longest; one that somebody else is faster with makes way for the next."""
        for row in self.waiting(await self._interface.open_chats()):
            taken = await self.take(conversation_id(row.id))
            if not isinstance(taken, Declined):
                return taken
        return Declined(_("nobody is waiting for you"), "empty")

    async def take(self, conversation: ConversationId) -> ConversationId | Declined:
        """Take a waiting chat."""
        chat = chat_id(conversation)
        if chat is None:
            return Declined(_("there is no such conversation"), "unknown")
        async with self._holdings.gate(conversation):
            row = await self._interface.find(chat)
            if row is None or row.status != Stand.PENDING or row.owner not in (NOBODY, self._holdings.me.id):
                return taken_by(row)
            await self._interface.set_status(chat, Stand.ACTIVE)
            return await self._read_back(chat)

    async def reopen(self, conversation: ConversationId) -> ConversationId | Declined:
        """Take a closed chat up again, whoever had it."""
        chat = chat_id(conversation)
        if chat is None:
            return Declined(_("there is no such conversation"), "unknown")
        async with self._holdings.gate(conversation):
            row = await self._interface.find(chat)
            if row is None or row.status != Stand.CLOSED:
                return taken_by(row)
            await self._interface.change(chat, user_id=self._holdings.me.id, status=int(Stand.ACTIVE))
            return await self._read_back(chat)

    async def open_given(self, row: ChatRow) -> None:
        """Open a chat that came to the agent without being taken here, once a second look agrees."""
        conversation = conversation_id(row.id)
        gate = self._holdings.gate(conversation)
        if gate.locked():
            return
        async with gate:
            again = await self._interface.find(row.id)
            if again is not None and self._holdings.owns(again) and conversation not in self._holdings:
                await self._holdings.open(again)

    async def check(self, conversation: ConversationId) -> None:
        """Drop a chat that is missing among the agent's, once a second look agrees."""
        gate = self._holdings.gate(conversation)
        held = self._holdings.find(conversation)
        if held is None or gate.locked():
            return
        async with gate:
            again = await self._interface.find(held.row.id)
            if again is None:
                self._holdings.lose_unseen(conversation)
            elif not self._holdings.owns(again):
                self._holdings.lose(again)

    async def _read_back(self, chat: int) -> ConversationId | Declined:
        """Open a chat that is the agent's once all who asked at the same instant have been told yes.

        Not before: each of them writes the whole row as they found it, so that it can go back and forth.
        """
        await asyncio.sleep(self._settle)
        row = await self._interface.find(chat)
        if row is None or not self._holdings.owns(row):
            return taken_by(row)
        conversation = conversation_id(chat)
        if conversation not in self._holdings:
            await self._holdings.open(row)
        return conversation


def taken_by(row: ChatRow | None) -> Declined:
    """Return the answer to an agent who came too late."""
    if row is not None and row.owner and row.owner_name:
        return Declined(_("{name} has this conversation already").format(name=row.owner_name), "taken")
    return Declined(_("somebody else took this customer"), "taken")
