"""Answers from outside that canned responses wait for: one at a time for each conversation, and in time."""

import asyncio
from datetime import timedelta
from typing import Final

from agent_console.domain.chat import ConversationId
from agent_console.domain.desk import Desk
from agent_console.domain.outside import Reach, Request
from agent_console.ports import Answerer, AnswerError
from agent_console.texts import N_, _

PATIENCE = timedelta(seconds=10)
"""How long an answer may take."""
GLANCE = 0.1
"""Seconds between two looks whether the conversation is still here."""
_SAID: Final = {
    Reach.CLIPBOARD: (
        N_("nothing here can ask the clipboard"),
        N_("the clipboard did not answer within {seconds} s"),
        N_("{reply}: asking the clipboard …"),
    ),
    Reach.SHELL: (
        N_("nothing here can ask a shell command"),
        N_("a shell command did not answer within {seconds} s"),
        N_("{reply}: asking a shell command …"),
    ),
    Reach.SCRIPT: (
        N_("nothing here can ask a script"),
        N_("a script did not answer within {seconds} s"),
        N_("{reply}: asking a script …"),
    ),
    Reach.HTTP: (
        N_("nothing here can ask a web service"),
        N_("a web service did not answer within {seconds} s"),
        N_("{reply}: asking a web service …"),
    ),
}
"""What is said of whom: that nobody asks it, that it was too slow, and that it is being asked."""


def asking(reply: str, request: Request) -> str:
    """Return in one line that a canned reply waits for an answer."""
    return _(_SAID[request.reach][2]).format(reply=reply)


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
            raise AnswerError(_(_SAID[request.reach][0]))
        earlier = self._asking.get(conversation)
        if earlier is not None:
            earlier.cancel()
        task = asyncio.create_task(_asked(self._answerer, request))
        self._asking[conversation] = task
        try:
            return await self._heard(conversation, request, task)
        finally:
            task.cancel()
            if self._asking.get(conversation) is task:
                del self._asking[conversation]

    async def _heard(self, conversation: ConversationId, request: Request, task: "asyncio.Task[str]") -> str:
        seconds = self._patience.total_seconds()
        try:
            async with asyncio.timeout(seconds):
                while not task.done():
                    if conversation not in self._desk:
                        raise AnswerError(_("this chat is not yours any more"))
                    await asyncio.wait((task,), timeout=GLANCE)
        except TimeoutError:
            slow = _(_SAID[request.reach][1]).format(seconds=f"{seconds:g}")
            raise AnswerError(slow) from None
        if task.cancelled():
            raise AnswerError(_("another canned reply was called for"))
        return task.result()


async def _asked(answerer: Answerer, request: Request) -> str:
    return await answerer.answer(request)
