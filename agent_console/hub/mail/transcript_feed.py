"""Customers' conversations as mails to themselves, when they ask for it."""

import logging
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field, replace

from agent_console.domain.chat import Author, ConversationId
from agent_console.domain.history import Move
from agent_console.hub.live.bucket import Buckets
from agent_console.hub.mail import reply
from agent_console.hub.mail.courier import Undeliverable
from agent_console.hub.mail.errand import Errand, Mail, Page
from agent_console.hub.mail.reply import Sender
from agent_console.hub.outcome import StoredMessage
from agent_console.hub.premises import Premises
from agent_console.wire.translation import moment

MOST_LINES = 200
"""Lines that are read at once."""
MOST_MESSAGES = 2000
"""The newest part of a conversation that is sent."""
A_DAY = 5
"""Transcripts that one address gets a day, of however many conversations: anybody can name any address."""
DAY_SECONDS = 24 * 60 * 60

SUBJECTS: Mapping[str, str] = {
    "en": "Your conversation with {}",
    "de": "Ihr Gespräch mit {}",
    "nb": "Samtalen din med {}",
    "ru": "Ваш разговор: {}",
}

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TranscriptFeed:
    """The wishes for a transcript in the hub's history."""

    premises: Premises
    sender: Sender
    _buckets: Buckets = field(default_factory=lambda: Buckets(A_DAY / DAY_SECONDS, A_DAY))
    _counted: set[int] = field(default_factory=set)
    """Errands that have taken their place in the day's number."""

    @property
    def name(self) -> str:
        """What the store remembers its position under."""
        return "mail.transcripts"

    async def page(self, after: int) -> Page:
        """Return the wishes behind a place."""
        moves = await self.premises.store.moves_after(after, MOST_LINES)
        errands = [
            Errand(move.line.id, move.conversation, move.line.id, move.line.at_ms)
            for move in moves
            if move.line.move is Move.TRANSCRIPT
        ]
        return Page(errands, moves[-1].line.id if moves else None)

    async def mail(self, errand: Errand) -> Mail | Undeliverable | None:
        """Return the conversation as a mail, as its customer has heard it.

        None before an agent has answered: until then all of it is the customer's own words, and the hub
        would carry them, in the company's name, to whatever address is given.
        """
        [wish] = await self.premises.store.steps(errand.conversation, errand.place - 1, 1)
        holding = await self.premises.store.holding(errand.conversation)
        lines = await self._lines(errand.conversation)
        if holding is None or not any(line.author is Author.AGENT for line in lines):
            return None
        if not reply.deliverable(wish.detail) or not self._within_limits(errand, wish.detail):
            return Undeliverable("the address is none, or got enough transcripts today")
        subject = SUBJECTS.get(holding.facts.profile.language.partition("-")[0], SUBJECTS["en"])
        content = reply.notice(
            self.sender,
            recipient=wish.detail,
            subject=subject.format(self.sender.name or self.sender.address),
            text="\n\n".join(map(_told, lines)),
            name=f"transcript.{errand.conversation}.{errand.place}",
            at=moment(errand.made_ms),
        )
        return Mail(content, wish.detail)

    async def give_up(self, errand: Errand, reason: str) -> None:
        """Log it; no agent can do anything about it."""
        logger.warning("a transcript of %s was not sent: %s", errand.conversation, reason)

    def _within_limits(self, errand: Errand, address: str) -> bool:
        if errand.place not in self._counted:
            if self._buckets.take(address.lower(), self.premises.clock.seconds()):
                return False
            self._counted.add(errand.place)
        return True

    async def _lines(self, conversation: ConversationId) -> list[StoredMessage]:
        """Return what the customer was told, each message as its writer wants it now."""
        lines: dict[int, StoredMessage] = {}
        async for line in self._heard(conversation):
            if not line.amends:
                lines[line.sequence] = line
            elif line.amends in lines:
                lines[line.amends] = replace(lines[line.amends], text=line.text, file=None)
        return [line for line in lines.values() if line.text or line.file][-MOST_MESSAGES:]

    async def _heard(self, conversation: ConversationId) -> AsyncIterator[StoredMessage]:
        after = 0
        while page := await self.premises.store.heard(conversation, after, MOST_LINES):
            for line in page:
                yield line
            after = page[-1].heard


def _told(line: StoredMessage) -> str:
    file = [f"[{line.file.name}]"] if line.file else []
    said = "\n".join((*([line.text] if line.text else []), *file))
    return f"{reply.one_line(line.name)}, {moment(line.sent_ms):%Y-%m-%d %H:%M} UTC\n{said}"
