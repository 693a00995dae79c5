"""Takes conversations and ends them; of two who take one at once both are told yes, so it is read back."""

import asyncio
import time

from agent_console.backends.chatwoot import facts, listing
from agent_console.backends.chatwoot.api import Api
from agent_console.backends.chatwoot.directory import holds, unowned
from agent_console.backends.chatwoot.holding import Holdings
from agent_console.backends.chatwoot.pace import Pace
from agent_console.backends.chatwoot.record import Chat, State
from agent_console.domain.chat import Author, ConversationId
from agent_console.ports import Declined
from agent_console.texts import _

MOST_CANDIDATES = 5
"""Waiting customers that are tried when somebody else is always the quicker one."""


class Ownership:
    """Becomes and ceases to be the owner of conversations; every method raises `ChatwootError`."""

    def __init__(self, api: Api, holdings: Holdings, pace: Pace) -> None:
        self._api = api
        self._holdings = holdings
        self._pace = pace

    async def take(self, conversation: ConversationId | None) -> ConversationId | Declined:
        """Become the owner of a waiting conversation, by default the next one."""
        if conversation is not None:
            return await self._take(facts.number(conversation))
        for chat in await listing.unassigned(self._api):
            self._holdings.see(chat)
        for chat in list(self._holdings.directory.waiting())[:MOST_CANDIDATES]:
            answer = await self._take(chat.id)
            if not isinstance(answer, Declined):
                return answer
        return Declined(_("nobody is waiting for you"), "empty")

    async def reopen(self, conversation: ConversationId) -> Declined | None:
        """Take a closed conversation up again as its owner."""
        chat = await self._holdings.read(facts.number(conversation))
        if chat.state is State.OPEN and chat.assignee not in (None, self._holdings.roster.me.id):
            return _taken(chat)
        with self._holdings.claiming(chat.id):
            if chat.state is not State.OPEN:
                await self._api.post(f"conversations/{chat.id}/toggle_status", {"status": "open"})
            return await self._claim(chat.id, 0.0)

    async def close(self, conversation: ConversationId, fence: int) -> Declined | None:
        """End a conversation that the agent holds."""
        number = facts.number(conversation)
        if not self._holdings.owns(number, fence):
            return not_yours()
        if await self._unread(number):
            return Declined(_("the customer has just written; read it first"), "unread")
        chat = await self._holdings.read(number)
        if not self._holdings.owns(number, fence):
            return not_yours()
        await self._api.post(f"conversations/{number}/toggle_status", {"status": "resolved"})
        chat = await self._holdings.read(number)
        return Declined(_("Chatwoot did not close it"), "refused") if chat.state is State.OPEN else None

    async def _take(self, number: int) -> ConversationId | Declined:
        began = time.monotonic()
        with self._holdings.claiming(number):
            chat = await self._holdings.read(number)
            if holds(self._holdings.roster.me.id, chat):
                return await self._keep(number)
            if not unowned(chat):
                return _taken(chat)
            declined = await self._claim(number, began)
        return declined or facts.conversation_id(number)

    async def _keep(self, number: int) -> ConversationId | Declined:
        """Bring what is the agent's already to the desk, where it is not there yet."""
        if self._holdings.on_desk(number) or await self._holdings.open(number):
            return facts.conversation_id(number)
        return _taken(self._holdings.directory.find(number))

    async def _claim(self, number: int, began: float) -> Declined | None:
        """Assign a conversation to the agent, and bring it to the desk if that lasts.

        Whoever read it as nobody's before this assignment assigns it too, and the last one has it. So it is
        read back only after as long as that can take: some times as long as it took here.
        """
        me = self._holdings.roster.me.id
        await self._api.post(f"conversations/{number}/assignments", {"assignee_id": me})
        took = time.monotonic() - began if began else 0.0
        await asyncio.sleep(max(self._pace.claim, 2 * took))
        chat = await self._holdings.read(number)
        if not holds(me, chat):
            return _taken(chat)
        if self._holdings.on_desk(number) or await self._holdings.open(number):
            return None
        return _taken(self._holdings.directory.find(number))

    async def _unread(self, number: int) -> bool:
        """Whether the customer wrote something that the desk was not told yet; it is told now."""
        transcripts = self._holdings.transcripts
        before = len(known.messages) if (known := transcripts.find(number)) else 0
        ledger = await transcripts.current(number)
        return any(m.author is Author.CUSTOMER and not m.amends for m in ledger.messages[before:])


def not_yours() -> Declined:
    """Return why only the owner may do something."""
    return Declined(_("you do not hold this conversation any more"), "fence")


def _taken(chat: Chat | None) -> Declined:
    if chat is not None and chat.assignee is not None and chat.assignee_name:
        return Declined(_("{name} has taken it").format(name=chat.assignee_name), "taken")
    return Declined(_("nobody is waiting there any more"), "taken")
