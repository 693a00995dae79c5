"""Puts a held conversation's transcript into a format for a file."""

import asyncio
from typing import Final

from agent_console.domain.chat import ConversationId
from agent_console.domain.desk import Desk
from agent_console.domain.export.data import data
from agent_console.domain.export.file_name import file_name
from agent_console.domain.export.page import page
from agent_console.domain.export.plain import plain
from agent_console.domain.export.sheet import Format, Sheet
from agent_console.ports import Clock, Declined, LocalFiles
from agent_console.texts import _

_WRITERS: Final = {Format.TEXT: plain, Format.HTML: page, Format.JSON: data}


class Export:
    """Reads conversations as they are at that moment."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock

    def count(self, conversation: ConversationId, with_notes: bool) -> int:
        """Return how many messages of a held conversation would be saved."""
        return len(self._sheet(conversation, with_notes).entries)

    def file_name(self, conversation: ConversationId, form: Format) -> str:
        """Return what the file of a held conversation should be called."""
        return file_name(self._desk[conversation].customer.name, self._clock.now(), form)

    async def save(
        self,
        conversation: ConversationId,
        form: Format,
        with_notes: bool,
        path: str,
        files: LocalFiles,
        replacing: bool = False,
    ) -> Declined | None:
        """Write a transcript into a file; declined as `exists` where there is one, unless `replacing` it."""
        if conversation not in self._desk:
            return Declined(_("the conversation has left the desk: nothing was saved"))
        # A very long transcript takes a while to write out, and keys must not wait for it.
        text = await asyncio.to_thread(_WRITERS[form], self._sheet(conversation, with_notes))
        return await files.save(path, text, replacing)

    def _sheet(self, conversation: ConversationId, with_notes: bool) -> Sheet:
        agent = self._desk.connection(conversation).agent_name
        return Sheet.of(self._desk[conversation], agent, self._clock.now(), with_notes)
