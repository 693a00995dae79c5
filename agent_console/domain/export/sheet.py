"""What of a conversation goes into a file, before it is put into a format."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from agent_console.domain.chat import Author, Conversation, Delivery, Message, Mode


class Format(StrEnum):
    """What a transcript can be saved as; the value is also the end of the file's name."""

    TEXT = "txt"
    HTML = "html"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Entry:
    """One message in a file; every text is raw."""

    author: Author
    name: str
    at: datetime
    """Aware."""
    text: str
    note: bool = False
    edited: bool = False
    deleted: bool = False
    delivery: Delivery = Delivery.SENT
    file: str = ""
    """The name of the file that belongs to it."""
    file_address: str = ""

    @property
    def state(self) -> str:
        """What else there is to say about it; empty for most."""
        words = ("note" if self.note else "", "edited" if self.edited else "", self._delivered)
        return ", ".join(word for word in words if word)

    @property
    def _delivered(self) -> str:
        if self.deleted:
            return "deleted"
        known = (Delivery.SENT, Delivery.DELIVERED, Delivery.READ)
        return "" if self.delivery in known else f"not sent: {self.delivery.value}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One transcript as it is saved."""

    conversation: str
    customer: str
    email: str
    channel: str
    queue: str
    saved_by: str
    saved_at: datetime
    """Aware."""
    with_notes: bool
    entries: tuple[Entry, ...]

    @classmethod
    def of(cls, held: Conversation, saved_by: str, saved_at: datetime, with_notes: bool) -> "Sheet":
        """Return what is saved of a conversation; private notes only `with_notes`."""
        customer = held.customer
        facts = (str(held.id), customer.name, customer.email, held.channel, held.queue)
        return cls(*facts, saved_by, saved_at, with_notes, tuple(_entries(held, with_notes)))


def _entries(held: Conversation, with_notes: bool) -> Iterator[Entry]:
    for message in held.transcript:
        if with_notes or message.mode is not Mode.NOTE:
            yield _entry(message)


def _entry(message: Message) -> Entry:
    file, deleted = message.attachment, message.delivery is Delivery.RECALLED
    return Entry(
        message.author,
        message.name,
        message.sent_at,
        "" if deleted else message.text,
        note=message.mode is Mode.NOTE,
        edited=message.edited and not deleted,
        deleted=deleted,
        delivery=message.delivery,
        file="" if file is None else file.name,
        file_address="" if file is None else file.address,
    )
