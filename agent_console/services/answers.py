"""Answers from outside that canned responses wait for: one at a time for each conversation, and in time."""

import asyncio
from datetime import timedelta

from agent_console.domain.chat import ConversationId
from agent_console.domain.desk import Desk
from agent_console.domain.outside import Reach, Request
from agent_console.ports import Answerer, AnswerError

PATIENCE = timedelta(seconds=10)
"""How long an answer may take."""
GLANCE = 0.1
"""Seconds between two looks whether the conversation is still here."""
WHOM = {
    Reach.CLIPBOARD: "the clipboard",
    Reach.SHELL: "a shell command",
    Reach.SCRIPT: "a script",
    Reach.HTTP: "a web service",
}


class Answers:
    """Asks the world outside, which answers only what the user's config allows."""

    def __init__(self, desk: Desk, answerer: Answerer | None = None, patience: timedelta = PATIENCE) -> None:
        self._desk = desk
        self._answerer = answerer
        self._patience = patience
        self._asking: dict[ConversationId, asyncio.Task[str]] = {}

    async def answer(self, conversation: ConversationId, request: Request) -> str:
        """Return the answer to a held conversation's question.

        Raises `AnswerError` when none comes in time, and when the question is given up: because the
        conversation leaves, or because another question is asked for it.
        """
        if self._answerer is None:
            raise AnswerError(f"nothing here can ask {WHOM[request.reach]}")
        earlier = self._asking.get(conversation)
        if earlier is not None:
            earlier.cancel()
        asking = asyncio.create_task(_asked(self._answerer, request))
        self._asking[conversation] = asking
        try:
            return await self._heard(conversation, request, asking)
        finally:
            asking.cancel()
            if self._asking.get(conversation) is asking:
                del self._asking[conversation]

    async def _heard(
        self, conversation: ConversationId, request: Request, asking: "asyncio.Task[str]"
    ) -> str:
        seconds = self._patience.total_seconds()
        try:
            async with asyncio.timeout(seconds):
                while not asking.done():
                    if conversation not in self._desk:
                        raise AnswerError("this chat is not yours any more")
                    await asyncio.wait((asking,), timeout=GLANCE)
        except TimeoutError:
            raise AnswerError(f"{WHOM[request.reach]} did not answer within {seconds:g} s") from None
        if asking.cancelled():
            raise AnswerError("another canned reply was called for")
        return asking.result()


async def _asked(answerer: Answerer, request: Request) -> str:
    return await answerer.answer(request)
