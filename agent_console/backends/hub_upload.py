"""Takes one file to a hub piece by piece, over any number of connections."""

import base64
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable

from agent_console.domain.chat import ConversationId
from agent_console.ports import Declined
from agent_console.wire.frame import Chunk, Frame, Offer, Progress, Unstored
from agent_console.wire.limit import CHUNK_BYTES

Answer = Progress | Unstored
Ask = Callable[[Offer, Frame], Awaitable[Answer]]
"""Sends a frame about an offered file and returns the hub's answer; when the connection was lost meanwhile,
offers the file again and returns the answer to that."""


class HubUpload:
    """One file on its way; only the piece that the hub has not confirmed is kept."""

    def __init__(self, conversation: ConversationId, name: str, size: int, ask: Ask) -> None:
        self._offer = Offer(secrets.token_hex(16), name, size, conversation)
        self._ask = ask

    async def run(self, content: AsyncIterator[bytes]) -> str | Declined:
        """Send everything and return the upload's id, or why the hub does not take it."""
        answer = await self._ask(self._offer, self._offer)
        async for piece, start in _pieces(content):
            answer = await self._deliver(piece, start, answer)
            if isinstance(answer, Unstored):
                break
        return self._outcome(answer)

    async def _deliver(self, piece: bytes, start: int, answer: Answer) -> Answer:
        end = start + len(piece)
        while isinstance(answer, Progress) and answer.received < end:
            if answer.received < start:
                return Unstored(self._offer.upload, "lost", "the hub lost a part of the file; send it again")
            rest = base64.b64encode(piece[answer.received - start :]).decode()
            answer = await self._ask(self._offer, Chunk(self._offer.upload, answer.received, rest))
        return answer

    def _outcome(self, answer: Answer) -> str | Declined:
        match answer:
            case Progress(ready=True):
                return self._offer.upload
            case Unstored(code=code, reason=reason):
                return Declined(reason, code)
            case _:
                return Declined("the file ended before its size was reached; send it again", "short")


async def _pieces(content: AsyncIterator[bytes]) -> AsyncIterator[tuple[bytes, int]]:
    """Cut a stream into pieces that fit into a frame, each with where it starts."""
    start = 0
    async for block in content:
        for cut in range(0, len(block), CHUNK_BYTES):
            piece = block[cut : cut + CHUNK_BYTES]
            yield piece, start
            start += len(piece)
