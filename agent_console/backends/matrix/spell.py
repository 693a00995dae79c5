"""The chats that one room holds after each other, each from its beginning to its closing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from agent_console.domain.chat import Message, Mode
from agent_console.domain.record import Case, CaseLine, Contact


@dataclass
class Spell:
    """One of them; a customer who writes after the end begins the next."""

    first: int
    """The sequence of its first message."""
    opened_at: datetime
    closed_at: datetime | None = None
    last: int = 0
    """The sequence of its last message, once it is closed."""
    outcome: str = ""
    tags: tuple[str, ...] = ()


def case(spell: Spell, identity: str, said: Sequence[Message]) -> Case:
    """Return one of them as a past case."""
    replies = [message.text for message in said if message.mode is Mode.REPLY and message.text]
    return Case(
        id=identity,
        subject=next(iter(replies), ""),
        status=spell.outcome or "closed",
        opened_at=spell.opened_at,
        closed_at=spell.closed_at,
        tags=spell.tags,
        last_line=next(reversed(replies), ""),
        contact=Contact.CHAT,
    )


def line(message: Message) -> CaseLine:
    """Return one thing that was said."""
    file = f"[{message.attachment.name}]" if message.attachment is not None else ""
    return CaseLine(
        author=message.name or message.author,
        text=" ".join(filter(None, (message.text, file))),
        at=message.sent_at,
        note=message.mode is Mode.NOTE,
        edited=message.edited,
    )
