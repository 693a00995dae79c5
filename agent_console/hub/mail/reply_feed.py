"""Agents' replies as mails, in conversations with customers who have an address and no chat."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agent_console.domain.chat import AgentId, Author, ClientId, ConversationId, Mode, Status
from agent_console.hub.command import Resume
from agent_console.hub.mail import identifier, reply
from agent_console.hub.mail.courier import Undeliverable
from agent_console.hub.mail.errand import Errand, Mail, Page
from agent_console.hub.mail.identifier import OwnId
from agent_console.hub.mail.persistence import carried_out
from agent_console.hub.mail.remark import remark
from agent_console.hub.mail.reply import Attached, Reply, Sender
from agent_console.hub.outcome import StoredMessage
from agent_console.hub.premises import Premises
from agent_console.wire.frame import Facts, File
from agent_console.wire.translation import moment

CHANNELS = frozenset({"email", "form"})
"""Where replies go by mail: whoever filled in a form is not there any more."""
MOST_LINES = 200
"""Messages that are read at once."""


@dataclass(frozen=True, slots=True)
class _Talk:
    """A reply, and what was said around it."""

    before: Sequence[StoredMessage]
    """The first message of the conversation, and the last ones before the reply."""
    reply: StoredMessage
    after: Sequence[StoredMessage]

    @property
    def text(self) -> str:
        """The words of the reply, as its writer wants them now."""
        amendments = [line.text for line in self.after if line.amends == self.reply.sequence]
        return amendments[-1] if amendments else self.reply.text


@dataclass(frozen=True, slots=True)
class ReplyFeed:
    """The replies in the hub's log."""

    premises: Premises
    sender: Sender

    @property
    def name(self) -> str:
        """What the store remembers its position under."""
        return "mail.replies"

    async def page(self, after: int) -> Page:
        """Return the replies behind a place, whatever channel they are in."""
        lines = await self.premises.store.messages_after(after, MOST_LINES)
        errands = [
            Errand(line.id, line.conversation, line.message.sequence, line.message.sent_ms)
            for line in lines
            if _reply(line.message)
        ]
        return Page(errands, lines[-1].id if lines else None)

    async def mail(self, errand: Errand) -> Mail | Undeliverable | None:
        """Return a reply as a mail; None for one of another channel, or one that was deleted meanwhile."""
        holding = await self.premises.store.holding(errand.conversation)
        if holding is None or holding.facts.topic.channel not in CHANNELS:
            return None
        recipient = holding.facts.profile.email.strip()
        talk = await self._talk(errand)
        if not recipient or not (talk.text or talk.reply.file):
            return None
        if not reply.deliverable(recipient) or recipient.lower() == self.sender.address.lower():
            return Undeliverable(f"{recipient[:100]} is no address of a customer")
        return Mail(reply.compose(self.sender, await self._reply(holding.facts, talk)), recipient)

    async def give_up(self, errand: Errand, reason: str) -> None:
        """Leave a note for the agents, and give a closed conversation back to whoever wrote the reply."""
        message = (await self._talk(errand)).reply
        note = f"This reply did not reach the customer by e-mail: {reason}\n\n{message.text[:200]}"
        once = ClientId(f"undelivered.{errand.conversation}.{errand.number}")
        await carried_out(self.premises.store, remark(errand.conversation, once, note))
        holding = await self.premises.store.holding(errand.conversation)
        if holding is not None and holding.facts.status is Status.CLOSED:
            await carried_out(self.premises.store, Resume(AgentId(message.writer), errand.conversation))

    async def _reply(self, facts: Facts, talk: "_Talk") -> Reply:
        received = [line.client_id for line in talk.before if _received(line)]
        file = talk.reply.file
        return Reply(
            id=OwnId(facts.id, talk.reply.sequence),
            recipient=facts.profile.email.strip(),
            recipient_name=facts.profile.name,
            concern=facts.topic.concern,
            text=talk.text,
            written_at=moment(talk.reply.sent_ms),
            chain=tuple(_chain(facts.id, talk.before, self.sender.domain)),
            answers=received[-1] if received else "",
            files=() if file is None else (await self._attached(file),),
        )

    async def _talk(self, errand: Errand) -> "_Talk":
        store, conversation, number = self.premises.store, errand.conversation, errand.number
        before = await store.earlier(conversation, number, MOST_LINES)
        if before and before[0].sequence > 1:
            before = [*await store.history(conversation, 0, 1), *before]
        written, *after = await store.history(conversation, number - 1, MOST_LINES)
        return _Talk(before, written, after)

    async def _attached(self, file: File) -> Attached:
        stored = await self.premises.files.open(file.path)
        if stored is None:
            return Attached(f"{file.name}.txt", "text/plain", b"This file is not kept any more.\n")
        with stored.content:
            content = await asyncio.to_thread(stored.content.read)
        return Attached(file.name, file.kind, content)


def _reply(message: StoredMessage) -> bool:
    return message.author is Author.AGENT and message.mode is Mode.REPLY and not message.amends


def _received(message: StoredMessage) -> bool:
    return message.author is Author.CUSTOMER and identifier.original(message.client_id)


def _chain(conversation: ConversationId, lines: Sequence[StoredMessage], domain: str) -> Iterator[str]:
    """Yield the Message-IDs of the thread, oldest first."""
    for line in lines:
        if _received(line):
            yield line.client_id
        elif _reply(line):
            yield OwnId(conversation, line.sequence).at(domain)
