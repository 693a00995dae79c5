"""A file on its way to the hub, piece by piece; after a loss it goes on where the hub is."""

import asyncio
import secrets
from base64 import b64encode
from collections.abc import AsyncIterator

from agent_console.customer.answer import Answers
from agent_console.customer.line import Line
from agent_console.customer.outbox import RETRY_SECONDS
from agent_console.customer.reach import Reach
from agent_console.domain.chat import ConversationId
from agent_console.domain.outbox import Refused
from agent_console.texts import _
from agent_console.wire import codec
from agent_console.wire.frame import NONE, Chunk, Frame, Offer, Progress, Unstored
from agent_console.wire.limit import CHUNK_BYTES, Objection
from agent_console.wire.parcel import fitted

BUSY = "busy"
"""The code of an answer that is the hub's own trouble; the same offer may be taken later."""
BUSY_SECONDS = 1.0


class Uploader:
    """Brings files to the hub, however often the line falls meanwhile; a customer's or an agent's."""

    def __init__(self, line: Line, answers: Answers, reach: Reach) -> None:
        self._line = line
        self._answers = answers
        self._reach = reach

    async def upload(self, name: str, content: bytes) -> str | Refused:
        """Return the id under which the hub has the whole file, for a message to name."""
        return await self.stream(name, _once(content), len(content))

    async def stream(
        self, name: str, content: AsyncIterator[bytes], size: int, conversation: ConversationId = NONE
    ) -> str | Refused:
        """Do the same for a file that is read while it is sent; an agent says for which conversation."""
        offer, source = Offer(secrets.token_hex(16), name, size, conversation), _Source(content)
        if isinstance(trouble := fitted(offer), Objection):
            return Refused(trouble.reason, trouble.code)
        while True:
            if refusal := await self._reach.wait():
                return Refused(refusal, "offline")
            match await self._pieces(offer, source):
                case Progress(ready=True):
                    return offer.upload
                case Unstored(code=code, reason=reason) if code != BUSY:
                    return Refused(reason, code)
                case Unstored():
                    await asyncio.sleep(BUSY_SECONDS)
                case _:
                    await asyncio.sleep(RETRY_SECONDS)

    async def _pieces(self, offer: Offer, source: "_Source") -> Frame | None:
        """Offer the file and send what the hub lacks; returns its last answer, None when there was none."""
        received = -1
        answer = await self._ask(offer)
        while isinstance(answer, Progress) and not answer.ready and answer.received > received:
            received = answer.received
            piece = await source.piece(received)
            if not piece:
                return Unstored(offer.upload, "short", _("the file is shorter than it was; send it again"))
            answer = await self._ask(Chunk(offer.upload, received, b64encode(piece).decode()))
        return answer

    async def _ask(self, frame: Offer | Chunk) -> Frame | None:
        return await self._answers.ask(("upload", frame.upload), self._line.send(codec.encode(frame)))


class _Source:
    """A file that is read as far as it is needed, and kept, because a hub that restarts may ask again."""

    def __init__(self, content: AsyncIterator[bytes]) -> None:
        self._content = content
        self._kept = bytearray()

    async def piece(self, start: int) -> bytes:
        """Return the most that one frame carries from there on; nothing behind the end."""
        end = start + CHUNK_BYTES
        while len(self._kept) < end and (block := await anext(self._content, b"")):
            self._kept += block
        return bytes(self._kept[start:end])


async def _once(content: bytes) -> AsyncIterator[bytes]:
    yield content
