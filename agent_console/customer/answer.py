"""Questions to a hub that wait for their answers."""

import asyncio
from collections.abc import Awaitable, Hashable

from agent_console.wire.frame import Frame

ANSWER_SECONDS = 10.0
"""After this long without an answer nobody knows what became of a question."""


class Answers:
    """Matches answers to the questions that wait for them, by a key that both carry."""

    def __init__(self) -> None:
        self._waiting: dict[Hashable, asyncio.Future[Frame | None]] = {}

    async def ask(self, key: Hashable, sent: Awaitable[bool]) -> Frame | None:
        """Send a question and return its answer; None when it did not leave, or no answer came."""
        answer: asyncio.Future[Frame | None] = asyncio.get_running_loop().create_future()
        self._waiting[key] = answer
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                return await answer if await sent else None
        except TimeoutError:
            return None
        finally:
            if self._waiting.get(key) is answer:
                del self._waiting[key]

    def give(self, key: Hashable, frame: Frame) -> None:
        """Answer a question; an answer that nobody waits for any more is dropped."""
        answer = self._waiting.get(key)
        if answer is not None and not answer.done():
            answer.set_result(frame)

    def lose(self) -> None:
        """Leave every open question without an answer, because the connection is gone."""
        for answer in self._waiting.values():
            if not answer.done():
                answer.set_result(None)
