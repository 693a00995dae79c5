"""LiveHelperChat's REST interface, call by call, in rows."""

from typing import NamedTuple

from agent_console.backends.livehelperchat import row
from agent_console.backends.livehelperchat.exchange import Exchange
from agent_console.backends.livehelperchat.failure import DeniedError, MalformedError, TooLargeError
from agent_console.backends.livehelperchat.field import Fields, rows
from agent_console.backends.livehelperchat.row import (
    ChatRow,
    DepartmentRow,
    MessageRow,
    OperatorRow,
    PresenceRow,
    Stand,
)

PAGE = 100
"""Chats that are asked for at once."""
MOST_PAGES = 50
"""More chats than that nobody has open; it ends a list that repeats itself for ever."""
PAST_PAGE = 10
"""Earlier chats that are asked for at once, with all that was said in them."""
UNTOLD = -1
TAILS = (50_000, 5_000, 500)
"""How many ids before the newest one are asked for when a chat is longer than is read at once."""


class PastChat(NamedTuple):
    """An earlier chat with its messages."""

    chat: ChatRow
    messages: tuple[MessageRow, ...]


class Page(NamedTuple):
    """Some of a list of chats."""

    rows: tuple[Fields, ...]
    total: int
    """How many the whole list has; `UNTOLD` when the system does not say."""

    def ends_at(self, read: int, limit: int) -> bool:
        """Whether the list has no more behind `read` rows; `limit` is how many were asked for at once."""
        if not self.rows:
            return True
        return read >= self.total if self.total != UNTOLD else len(self.rows) < limit


class Interface:
    """Each method is one request, or the pages of one; all raise `ExchangeError`."""

    def __init__(self, exchange: Exchange, username: str) -> None:
        self._exchange = exchange
        self._username = username

    async def me(self) -> OperatorRow:
        """Return the operator that the console signs in as."""
        answer = await self._exchange.get("getuser", {"username": self._username})
        return row.operator(Fields(answer, "the answer").inner("result"))

    async def open_chats(self) -> list[ChatRow]:
        """Return the pending and the active chats that the operator may see, each once."""
        chats: dict[int, ChatRow] = {}
        read = 0
        for _page in range(MOST_PAGES):
            told = await self._chats("0,1", PAGE, read)
            rows = [row.chat(fields) for fields in told.rows]
            chats.update((chat.id, chat) for chat in rows if chat.status in (Stand.PENDING, Stand.ACTIVE))
            read += len(rows)
            if told.ends_at(read, PAGE):
                break
        return list(chats.values())

    async def past_chats(self, email: str, most: int) -> list[PastChat]:
        """Return the newest closed chats of visitors with that e-mail address, and perhaps of others."""
        found: dict[int, PastChat] = {}
        read = 0
        while read < most:
            query = {"email": email, "include_messages": "true"}
            told = await self._chats("2", PAST_PAGE, read, query)
            rows = [PastChat(row.chat(one), _messages(one)) for one in told.rows]
            found.update((one.chat.id, one) for one in rows)
            read += len(rows)
            if told.ends_at(read, PAST_PAGE):
                break
        return list(found.values())

    async def chat(self, chat: int) -> ChatRow:
        """Return one chat, with its owner's name."""
        answer = await self._exchange.get("fetchchat", {"chat_id": str(chat)})
        found = row.chat(Fields(answer, "the answer").inner("chat"))
        if found.id != chat:
            raise MalformedError(f"it tells of chat {found.id} where {chat} was asked for")
        return found

    async def find(self, chat: int) -> ChatRow | None:
        """Return one chat; None when there is none, or none that this operator may read."""
        try:
            return await self.chat(chat)
        except DeniedError:
            return None

    async def messages(self, chat: int, after: int, newest: int) -> list[MessageRow]:
        """Return a chat's messages with ids above `after`, oldest first.

        Of a chat that is longer than is read at once, only those shortly before `newest` come.
        """
        try:
            return await self._messages_after(chat, after)
        except TooLargeError:
            for tail in TAILS:
                try:
                    return await self._messages_after(chat, max(after, newest - tail))
                except TooLargeError:
                    continue
            raise

    async def say(self, chat: int, text: str) -> MessageRow:
        """Write a message as the operator; return it as it is kept."""
        form = {"chat_id": str(chat), "msg": text, "sender": "operator"}
        return row.message(Fields(await self._exchange.post("addmsgadmin", form), "the answer").inner("msg"))

    async def set_status(self, chat: int, status: Stand) -> None:
        """Accept, close or queue a chat; the answer is yes even when nothing came of it."""
        form = {"chat_id": str(chat), "status": str(int(status))}
        Fields(await self._exchange.post("setchatstatus", form), "the answer")

    async def change(self, chat: int, **columns: str | int) -> None:
        """Write columns of a chat."""
        Fields(await self._exchange.put(f"chat/{chat}", columns), "the answer")

    async def set_online(self, operator: int, online: bool) -> bool:
        """Say whether new chats may come to an operator; return what holds now."""
        answer = await self._exchange.get(f"setonlinestatus/{operator}/{int(online)}")
        return Fields(answer, "the answer").inner("result").flag("online") is True

    async def be_active(self, operator: int) -> None:
        """Have an operator count as there for some minutes."""
        Fields(await self._exchange.get(f"updatelastactivity/{operator}"), "the answer")

    async def present(self) -> list[PresenceRow]:
        """Return the operators who are there; newer systems add the others, marked."""
        answer = await self._exchange.get("onlineusers", {"include_user": "true", "include_offline": "true"})
        return [row.presence(fields) for fields in rows(answer, "the list of operators")]

    async def departments(self) -> list[DepartmentRow]:
        """Return the departments."""
        answer = Fields(await self._exchange.get("departments"), "the answer")
        return [row.department(fields) for fields in answer.rows("result")]

    async def _chats(
        self, statuses: str, limit: int, offset: int, more: dict[str, str] | None = None
    ) -> Page:
        query = {"status_ids": statuses, "limit": str(limit), "offset": str(offset), **(more or {})}
        answer = Fields(await self._exchange.get("chats", query), "the answer")
        return Page(tuple(answer.rows("list")), answer.whole("list_count", UNTOLD))

    async def _messages_after(self, chat: int, after: int) -> list[MessageRow]:
        query = {"chat_id": str(chat), "last_message_id": str(after)}
        answer = Fields(await self._exchange.get("fetchchatmessages", query), "the answer")
        told = {one.id: one for one in map(row.message, answer.inner("result").rows("messages"))}
        return [told[one] for one in sorted(told)]


def _messages(chat: Fields) -> tuple[MessageRow, ...]:
    """Return what was said in a chat of a list, which leaves the field out of a chat without any."""
    told = chat.rows("messages") if chat.has("messages") else ()
    return tuple(sorted(map(row.message, told), key=lambda one: one.id))
