"""A customer's earlier chats, asked of a hub page by page."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from agent_console.domain.chat import ConversationId
from agent_console.domain.record import Case, CaseLine
from agent_console.wire import translation
from agent_console.wire.codec import LARGEST
from agent_console.wire.frame import Frame, Past, PastChat, PastLine, PastLines, ReadPast, ReadPastLines

MOST_CHATS = 200
"""The newest ones; nobody reads further back beside a chat."""

Ask = Callable[[Callable[[int], Frame]], Awaitable[Frame | None]]
"""Sends the frame that is made with a request's number; returns the answer, None when none comes."""


class HubPast:
    """Reads pages until there are no more; what is no page is returned as it came."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    async def chats(self, conversation: ConversationId) -> Sequence[Case] | Frame | None:
        """Return the earlier chats of a held conversation's customer, newest first."""
        chats: list[PastChat] = []
        while True:
            answer = await self._ask(partial(_chats_before, conversation, chats[-1].id if chats else 0))
            if not isinstance(answer, Past):
                return answer
            chats.extend(answer.chats)
            if not (answer.more and answer.chats) or len(chats) >= MOST_CHATS:
                return [translation.past_chat(chat) for chat in chats[:MOST_CHATS]]

    async def lines(self, conversation: ConversationId, case: str) -> Sequence[CaseLine] | Frame | None:
        """Return what was said in one of them, oldest first."""
        chat = int(case) if case.isascii() and case.isdecimal() else 0
        lines: list[PastLine] = []
        while True:
            after = lines[-1].sequence if lines else 0
            answer = await self._ask(partial(_lines_after, conversation, min(chat, LARGEST), after))
            if not isinstance(answer, PastLines):
                return answer
            lines.extend(answer.lines)
            if not (answer.more and answer.lines):
                return [translation.past_line(line) for line in lines]


def _chats_before(conversation: ConversationId, before: int, request: int) -> Frame:
    return ReadPast(request, conversation, before)


def _lines_after(conversation: ConversationId, chat: int, after: int, request: int) -> Frame:
    return ReadPastLines(request, conversation, chat, after)
