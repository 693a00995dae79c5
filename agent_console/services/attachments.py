"""Files for customers and colleagues: uploaded first, then sent as messages of their own."""

import uuid
from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass

from agent_console.domain.change import Change, Part
from agent_console.domain.chat import ClientId, Conversation, ConversationId, Mode
from agent_console.domain.desk import Desk
from agent_console.domain.outbox import Intent
from agent_console.ports import ChatBackend, Clock, Declined
from agent_console.services.acceptance import Acceptance
from agent_console.services.changes import Changes
from agent_console.texts import _


def _not_yours() -> Declined:
    return Declined(_("This chat is not yours any more; the file was not sent."), "fence")


@dataclass(slots=True)
class Transfer:
    """A file on its way to the chat system; sizes are bytes."""

    name: str
    size: int
    sent: int = 0


class Attachments:
    """Uploads files and has them sent to the chat, and in the mode, that they were chosen for."""

    def __init__(
        self, desk: Desk, backend: ChatBackend, clock: Clock, acceptance: Acceptance, changes: Changes
    ) -> None:
        self._desk = desk
        self._backend = backend
        self._clock = clock
        self._acceptance = acceptance
        self._changes = changes
        self._transfers: defaultdict[ConversationId, list[Transfer]] = defaultdict(list)

    def under_way(self, conversation: ConversationId) -> tuple[Transfer, ...]:
        """Return the files of a conversation that are being uploaded, in the order they were chosen."""
        return tuple(self._transfers.get(conversation, ()))

    @property
    def uploading(self) -> int:
        """How many files are being uploaded, over all conversations."""
        return sum(map(len, self._transfers.values()))

    async def send(
        self, conversation: ConversationId, name: str, content: AsyncIterator[bytes], size: int
    ) -> Declined | None:
        """Upload a file of `size` bytes and send it; returns why not, or None once it is an echo.

        While the connection is lost, this waits for it. What `content` raises ends it.
        """
        if conversation not in self._desk:
            return _not_yours()
        if not self._backend.capabilities_of(conversation).attachments:
            return Declined(_("This chat system takes no files."), "unsupported")
        held, mode = self._desk[conversation], self._desk.mode(conversation)
        upload = await self._upload(conversation, Transfer(name, size), content)
        if isinstance(upload, Declined):
            return upload
        now = self._desk.conversations.get(conversation)
        if now is None or (now.customer.id, now.fence) != (held.customer.id, held.fence):
            return _not_yours()
        self._acceptance.take_file(self._intent(held, mode, upload, name))
        return None

    async def _upload(
        self, conversation: ConversationId, transfer: Transfer, content: AsyncIterator[bytes]
    ) -> str | Declined:
        self._transfers[conversation].append(transfer)
        try:
            counted = self._counted(conversation, transfer, content)
            return await self._backend.upload(conversation, transfer.name, counted, transfer.size)
        finally:
            self._transfers[conversation].remove(transfer)
            self._changes.announce(Change(Part.FACTS, conversation))

    async def _counted(
        self, conversation: ConversationId, transfer: Transfer, content: AsyncIterator[bytes]
    ) -> AsyncIterator[bytes]:
        """Pass a file on, and note how much of it was asked for."""
        async for block in content:
            self._changes.announce(Change(Part.FACTS, conversation))
            yield block
            transfer.sent += len(block)

    def _intent(self, held: Conversation, mode: Mode, upload: str, name: str) -> Intent:
        return Intent(
            client_id=ClientId(str(uuid.uuid4())),
            conversation=held.id,
            customer=held.customer.id,
            fence=held.fence,
            mode=mode,
            text="",
            accepted_at=self._clock.now(),
            attachment=upload,
            file_name=name,
        )
