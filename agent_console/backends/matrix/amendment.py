"""Other words, or none, for an agent's own message."""

from agent_console.backends.matrix.chat import Chat
from agent_console.backends.matrix.claim import holds, not_yours
from agent_console.backends.matrix.event import EDIT_OF, NOTE
from agent_console.backends.matrix.posting import Posting
from agent_console.backends.matrix.sending import MOST_BYTES
from agent_console.backends.matrix.transcript import Line
from agent_console.domain.chat import Author, Delivery, Mode
from agent_console.ports import Declined
from agent_console.texts import _

_OF_FILE = ("msgtype", "url", "info")


class Amendments:
    """Raises `OutageError` and `RefusalError`."""

    def __init__(self, me: str, posting: Posting) -> None:
        self._me = me
        self._posting = posting

    async def amend(self, chat: Chat, sequence: int, text: str, fence: int) -> Declined | None:
        """Put other words into a message; without any, take its words out."""
        line, now = chat.transcript.at(sequence), chat.transcript.now(sequence)
        if line is None or now is None or (line.sender, now.author) != (self._me, Author.AGENT):
            return Declined(_("only its writer can change a message"), "writer")
        if now.mode is Mode.REPLY and not holds(chat, self._me, fence):
            return not_yours()
        if now.delivery is Delivery.RECALLED or (text and now.text == text):
            return None
        if len(text.encode(errors="replace")) > MOST_BYTES:
            return Declined(_("a message may have {most} bytes").format(most=f"{MOST_BYTES:,}"), "too_long")
        if now.mode is Mode.NOTE:
            await self._amend_note(chat, line, text)
        elif text:
            await self._edit(chat, line, text)
        else:
            await self._delete(chat, sequence)
        return None

    async def _edit(self, chat: Chat, line: Line, text: str) -> None:
        new: dict[str, object] = {"msgtype": "m.text", "body": text}
        if line.message.attachment is not None:
            new = {key: line.file[key] for key in _OF_FILE if key in line.file}
            new |= {"filename": line.message.attachment.name, "body": text}
        relation = {"rel_type": "m.replace", "event_id": line.event}
        content = {**new, "body": f"* {text}", "m.new_content": new, "m.relates_to": relation}
        await self._posting.message(chat, content)

    async def _delete(self, chat: Chat, sequence: int) -> None:
        """Take the words out of the message and of every edit; the message first."""
        message, *edits = chat.transcript.versions(sequence)
        await self._posting.redact(chat, message)
        for edit in edits:
            await self._posting.redact(chat, edit, f"{EDIT_OF}{message}")

    async def _amend_note(self, chat: Chat, line: Line, text: str) -> None:
        await self._posting.mark(chat, NOTE, {"amends": line.event}, {"body": text} if text else None)
        if not text:
            for aside in chat.transcript.asides(line.message.sequence):
                await self._posting.redact_aside(aside)
