"""Received mails into the hub's store: each becomes a message, whatever it holds."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from itertools import islice

from agent_console.domain.chat import ClientId, ConversationId
from agent_console.hub.command import Receive
from agent_console.hub.mail import identifier, letter, reply
from agent_console.hub.mail.letter import Letter
from agent_console.hub.mail.mailbox import Parcel
from agent_console.hub.mail.origin import Origin
from agent_console.hub.mail.persistence import PAUSE_SECONDS, carried_out
from agent_console.hub.mail.quotation import fresh
from agent_console.hub.mail.remark import remark
from agent_console.hub.mail.reply import Sender
from agent_console.hub.outcome import BUSY, Rejected
from agent_console.hub.premises import Premises
from agent_console.hub.store import Choice
from agent_console.wire.frame import File, Profile, Topic
from agent_console.wire.limit import TEXT_BYTES

LONGEST_BYTES = TEXT_BYTES - 4096
"""Of a text that is one message; the rest of the room is for what the hub says about it."""
HEAD_CHARACTERS = 2000
"""How much of a longer text is shown; the whole comes as a file."""
MOST_FILES = 20
MOST_REPORT_CHARACTERS = 1500
MOST_OWN_IDS = 20
"""Of the hub's own mails that one report may name."""

_OWN_ID = re.compile(rb"<([0-9a-f]{32}\.[0-9]{1,10}@[A-Za-z0-9.-]{1,255})>")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Intake:
    """Takes the mails of one mailbox in."""

    premises: Premises
    sender: Sender
    queue: str
    """Where new conversations wait."""

    async def take(self, parcel: Parcel) -> None:
        """Commit a mail; returns when it is on disk, and does nothing for one that is there already."""
        mail = await asyncio.to_thread(letter.read, parcel.raw)
        if await self._returned(mail) or await self._reported(mail, parcel.raw):
            return
        known = await self._answered(mail)
        text = await asyncio.to_thread(fresh, mail.text) if known else mail.text
        marks = [f"[{mark}]" for mark in _marks(mail, parcel)]
        files: list[File] = []
        async for file in self._files(mail, text):
            if isinstance(file, File):
                files.append(file)
            else:
                marks.append(f"[{file}]")
        if len(text.encode()) > LONGEST_BYTES:
            text = f"{text[:HEAD_CHARACTERS]} […]"
        words = "\n".join((*marks, text)).strip()
        await self._commit(mail, known, words or "[This e-mail has no text.]", files)

    async def _commit(self, mail: Letter, known: ConversationId | None, text: str, files: list[File]) -> None:
        """Commit the words with the first file, and each further file as a message of its own."""
        profile = Profile(mail.name, mail.sender)
        topic = Topic(concern=reply.without_token(mail.subject), channel="email", queue=self.queue)
        threads = tuple(self._threads(mail, known))
        for number, file in enumerate(files or [None]):
            command = Receive(
                profile=profile,
                topic=topic,
                threads=(mail.id, *threads) if number else threads,
                client_id=ClientId(f"{mail.id}#{number}") if number else mail.id,
                text="" if number else text,
                file=file,
            )
            outcome = await carried_out(self.premises.store, command)
            if isinstance(outcome, Rejected):
                logger.warning("the mail %s was not taken: %s", mail.id, outcome.reason)
                return

    def _threads(self, mail: Letter, known: ConversationId | None) -> Iterator[str]:
        """Yield what the mail may belong to, surest first; the store compares the addresses."""
        for message_id in mail.threads:
            own = identifier.own(message_id, self.sender.domain)
            yield own.conversation if own else identifier.client_id(message_id)
        if known:
            yield known

    async def _answered(self, mail: Letter) -> ConversationId | None:
        """Return the conversation of this sender's that the mail answers, if that is certain.

        Then everything that it quotes is in the conversation already.
        """
        for message_id in mail.threads:
            own = identifier.own(message_id, self.sender.domain)
            if own and await self._belongs(own.conversation, mail.sender):
                return own.conversation
        return await self._named(mail)

    async def _named(self, mail: Letter) -> ConversationId | None:
        """Return the sender's conversation that the subject names: some programs keep nothing else."""
        beginning = reply.token(mail.subject)
        if not beginning:
            return None
        for person in await self.premises.store.customers(mail.sender):
            if person.profile.email.strip().lower() != mail.sender:
                continue
            for holding in await self.premises.store.conversations(Choice(customer=person.id)):
                if holding.facts.id.startswith(beginning):
                    return holding.facts.id
        return None

    async def _belongs(self, conversation: ConversationId, address: str) -> bool:
        holding = await self.premises.store.holding(conversation)
        return holding is not None and holding.facts.profile.email.strip().lower() == address

    async def _files(self, mail: Letter, text: str) -> AsyncIterator[File | str]:
        """Keep what came along; yield each file, or why it was not taken."""
        enclosed = [(file.name, file.content) for file in mail.enclosures[:MOST_FILES]]
        if len(text.encode()) > LONGEST_BYTES:
            enclosed.insert(0, ("e-mail.txt", text.encode()))
        for number, (name, content) in enumerate(enclosed):
            upload = identifier.digest(f"{mail.id} {number}".encode())[:32]
            kept = await self._kept(mail.sender, upload, name, content)
            yield f"The file {name[:100]} was not taken: {kept}" if isinstance(kept, str) else kept
        if len(mail.enclosures) > MOST_FILES:
            yield f"{len(mail.enclosures) - MOST_FILES} more files were not taken"

    async def _kept(self, uploader: str, upload: str, name: str, content: bytes) -> File | str:
        while True:
            kept = await self.premises.files.keep(uploader, upload, name, content)
            if isinstance(kept, File):
                return kept
            if kept.code != BUSY:
                return kept.reason
            await asyncio.sleep(PAUSE_SECONDS)

    async def _returned(self, mail: Letter) -> bool:
        """Whether it is one of the hub's own mails, come back because its address forwards to the hub's."""
        own = identifier.own(mail.id, self.sender.domain)
        if own is None or mail.sender != self.sender.address.lower():
            return False
        return await self.premises.store.holding(own.conversation) is not None

    async def _reported(self, mail: Letter, raw: bytes) -> bool:
        """Put what a mail server says about one of the hub's mails beside the reply that it is about.

        Whoever can name the Message-ID has had the mail, so that strangers cannot write such notes.
        """
        if mail.origin is not Origin.REPORT:
            return False
        for found in islice(_OWN_ID.finditer(raw), MOST_OWN_IDS):
            own = identifier.own(found[1].decode(), self.sender.domain)
            if own and await self.premises.store.holding(own.conversation):
                said = mail.text[:MOST_REPORT_CHARACTERS].strip()
                note = f"A mail server reports about a reply in this conversation:\n{said}"
                await carried_out(self.premises.store, remark(own.conversation, mail.id, note))
                return True
        return False


def _marks(mail: Letter, parcel: Parcel) -> Iterator[str]:
    """Yield what an agent should know before reading."""
    if mail.origin is not Origin.PERSON:
        yield f"This is no person's e-mail, but: {mail.origin}."
    if mail.trouble:
        yield f"Not all of this e-mail could be read: {mail.trouble}. The whole of it is in the mailbox."
    if parcel.cut:
        yield f"This e-mail has {parcel.size:,} bytes: only its beginning is here, all of it in the mailbox."
