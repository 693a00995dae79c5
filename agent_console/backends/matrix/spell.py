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


class Spells:
    """The chats of one room, the present one as the last."""

    def __init__(self, room: str) -> None:
        self._room = room
        self._all: list[Spell] = []

    @property
    def present(self) -> Spell | None:
        """The newest one, closed or not; None before the customer has written."""
        return self._all[-1] if self._all else None

    def begin(self, first: int, at: datetime) -> None:
        """Begin a chat with the message that has, or will have, the sequence `first`."""
        self._all.append(Spell(first, at))

    def end(self, last: int, at: datetime, outcome: str, tags: tuple[str, ...]) -> None:
        """Close the present one with the message of the sequence `last`."""
        if (present := self.present) is not None:
            present.closed_at, present.last, present.outcome, present.tags = at, last, outcome, tags

    def earlier(self) -> list[tuple[str, Spell]]:
        """Return those before the present one with their ids, newest first."""
        return [(f"{self._room}/{place}", one) for place, one in enumerate(self._all[:-1], 1)][::-1]


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
