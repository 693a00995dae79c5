"""The addresses in a conversation's transcript, the newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from agent_console.domain.chat import ClientId, Conversation, Delivery, Message, Mode
from agent_console.domain.hyperlink import Hyperlink, Kind, links

MOST: Final = 200
"""Addresses that are listed at most, the newest."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An address, and who wrote it when; every text is raw."""

    link: Hyperlink
    message: ClientId
    author: str
    at: datetime
    note: bool = False
    file: str = ""
    """The name of the file that is fetched there; empty for an address in the words of a message."""


def every_mention(held: Conversation) -> Iterator[Mention]:
    """Yield the addresses of a transcript as often as they were written, the newest message's first."""
    for message in reversed(held.transcript):
        yield from _of(message)


def mentions(held: Conversation) -> list[Mention]:
    """Return every address of a transcript once, where it was written last."""
    found: dict[str, Mention] = {}
    for mention in every_mention(held):
        found.setdefault(mention.link.address, mention)
        if len(found) >= MOST:
            break
    return list(found.values())


def _of(message: Message) -> Iterator[Mention]:
    if message.delivery is Delivery.RECALLED:
        return
    note = message.mode is Mode.NOTE
    for link in links(message.text):
        yield Mention(link, message.client_id, message.name, message.sent_at, note)
    file = message.attachment
    if file is not None and file.address:
        kind = Kind.WEB if file.address.lower().startswith(("https://", "http://")) else Kind.OTHER
        link = Hyperlink(0, 0, file.address, kind, file.address)
        yield Mention(link, message.client_id, message.name, message.sent_at, note, file.name)
