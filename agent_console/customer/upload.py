"""A file on its way to the hub, piece by piece; after a loss it goes on where the hub is."""

import asyncio
import secrets
from base64 import b64encode

from agent_console.customer.answer import Answers
from agent_console.customer.line import Line
from agent_console.customer.outbox import RETRY_SECONDS
from agent_console.customer.reach import Reach
from agent_console.domain.outbox import Refused
from agent_console.wire import codec
from agent_console.wire.frame import Chunk, Frame, Offer, Progress, Unstored
from agent_console.wire.limit import CHUNK_BYTES

BUSY = "busy"
"""The code of an answer that is the hub's own trouble; the same offer may be taken later."""
BUSY_SECONDS = 1.0


class Uploader:
    """Brings files to the hub, however often the line falls meanwhile."""

    def __init__(self, line: Line, answers: Answers, reach: Reach) -> None:
        self._line = line
        self._answers = answers
        self._reach = reach

    async def upload(self, name: str, content: bytes) -> str | Refused:
        """Return the id under which the hub has the whole file, for a message to name."""
        offer = Offer(secrets.token_hex(16), name, len(content))
        while True:
            if refusal := await self._reach.wait():
                return Refused(refusal)
            match await self._pieces(offer, content):
                case Progress(ready=True):
                    return offer.upload
                case Unstored(code=code, reason=reason) if code != BUSY:
                    return Refused(reason, code)
                case Unstored():
                    await asyncio.sleep(BUSY_SECONDS)
                case _:
                    await asyncio.sleep(RETRY_SECONDS)

    async def _pieces(self, offer: Offer, content: bytes) -> Frame | None:
        """Offer the file and send what the hub lacks; returns its last answer, None when there was none."""
        received = -1
        answer = await self._ask(offer)
        while isinstance(answer, Progress) and not answer.ready and answer.received > received:
            received = answer.received
            piece = content[received : received + CHUNK_BYTES]
            answer = await self._ask(Chunk(offer.upload, received, b64encode(piece).decode()))
        return answer

    async def _ask(self, frame: Offer | Chunk) -> Frame | None:
        return await self._answers.ask(("upload", frame.upload), self._line.send(codec.encode(frame)))
