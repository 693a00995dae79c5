"""A visitor's earlier chats, found by the e-mail address that the visitor gave."""

from collections.abc import Sequence

from agent_console.backends.livehelperchat import translation
from agent_console.backends.livehelperchat.holdings import Holdings
from agent_console.backends.livehelperchat.interface import Interface, PastChat
from agent_console.backends.livehelperchat.row import ChatRow, Stand
from agent_console.domain.chat import ConversationId
from agent_console.domain.record import Case, CaseLine
from agent_console.ports import Declined
from agent_console.texts import _

MOST_CHATS = 200
"""The newest ones; nobody reads further back beside a chat."""


class Past:
    """Asks for closed chats page by page; raises `ExchangeError`."""

    def __init__(self, interface: Interface, holdings: Holdings, url: str) -> None:
        self._interface = interface
        self._holdings = holdings
        self._url = url.rstrip("/")

    async def chats(self, conversation: ConversationId) -> Sequence[Case] | Declined:
        """Return the earlier chats of a held chat's visitor, newest first."""
        held = self._holdings.find(conversation)
        if held is None:
            return Declined(_("you do not hold this conversation any more"), "fence")
        found = await self._found(held.row) if held.row.email.strip() else []
        found.sort(key=lambda one: one.chat.id, reverse=True)
        return [translation.case(one.chat, one.messages, self._url) for one in found]

    async def lines(self, conversation: ConversationId, case: str) -> Sequence[CaseLine] | Declined:
        """Return what was said in one of them, oldest first."""
        held = self._holdings.find(conversation)
        if held is None:
            return Declined(_("you do not hold this conversation any more"), "fence")
        unknown = Declined(_("this customer has no such chat"), "unknown")
        chat = translation.chat_id(ConversationId(case))
        if chat is None:
            return unknown
        row = await self._interface.find(chat)
        if row is None or not earlier(row, held.row):
            return unknown
        messages = await self._interface.messages(chat, 0, row.last_message)
        return [translation.case_line(one, row.nick, self._url) for one in messages]

    async def _found(self, present: ChatRow) -> list[PastChat]:
        told = await self._interface.past_chats(present.email, MOST_CHATS)
        return [one for one in told if earlier(one.chat, present)]


def earlier(row: ChatRow, present: ChatRow) -> bool:
    """Whether a chat is an earlier one of the same visitor: the system's own filter is not relied on."""
    address = present.email.strip().casefold()
    same = bool(address) and row.email.strip().casefold() == address
    return same and row.status == Stand.CLOSED and row.id != present.id
