"""Questions to a hub that wait for their answers."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Hashable, Iterator
from contextlib import contextmanager

from agent_console.wire.frame import Frame

ANSWER_SECONDS = 10.0
"""After this long without an answer nobody knows what became of a question."""
REPEAT_SECONDS = 0.8
"""After about this long without an answer a message leaves again; each further wait is twice as long, up to
`ANSWER_SECONDS`, so that a hub which is only slow gets few copies."""
BYTES_A_SECOND = 2 * 1024
"""For each so many bytes a message waits a second longer. Slow lines need that, and so does a hub that lets a
customer wait who writes a lot at once: copies would count, and make the next message wait the longer."""

Answer = asyncio.Future[Frame | None]


def waits(size: int, chance: Callable[[], float] = random.random) -> Iterator[float]:
    """Yield the seconds before each repetition of a message of so many bytes.

    `chance`, from 0 to 1, spreads many clients.
    """
    wait = REPEAT_SECONDS + size / BYTES_A_SECOND
    most = max(wait, ANSWER_SECONDS)
    while True:
        yield wait * (0.75 + chance() / 2)
        wait = min(2 * wait, most)


class Answers:
    """Matches answers to the questions that wait for them, by a key that both carry."""

    def __init__(self) -> None:
        self._waiting: dict[Hashable, Answer] = {}

    async def ask(self, key: Hashable, sent: Awaitable[bool]) -> Frame | None:
        """Send a question and return its answer; None when it did not leave, or no answer came."""
        with self._expected(key) as answer:
            try:
                async with asyncio.timeout(ANSWER_SECONDS):
                    return await answer if await sent else None
            except TimeoutError:
                return None

    async def insist(self, key: Hashable, send: Callable[[str], Awaitable[bool]], line: str) -> Frame | None:
        """Send again and again until there is an answer; for what counts once however often it comes.

        A frame can be lost while the connection stands. Returns None when the connection is lost; a limit
        is the caller's to set.
        """
        pauses = waits(len(line.encode()))
        with self._expected(key) as answer:
            while await send(line):
                done, _ = await asyncio.wait((answer,), timeout=next(pauses))
                if done:
                    return answer.result()
        return None

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

    @contextmanager
    def _expected(self, key: Hashable) -> Iterator[Answer]:
        answer: Answer = asyncio.get_running_loop().create_future()
        self._waiting[key] = answer
        try:
            yield answer
        finally:
            if self._waiting.get(key) is answer:
                del self._waiting[key]
