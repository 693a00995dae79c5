"""Mails that have to go out because of something in the hub's log."""

from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Protocol

from agent_console.domain.chat import ConversationId
from agent_console.hub.mail.courier import Undeliverable


@dataclass(frozen=True, slots=True)
class Errand:
    """A line of the hub's log that a mail is due for."""

    place: int
    """In the feed of the whole hub."""
    conversation: ConversationId
    number: int
    """Grows within the conversation."""
    made_ms: int


@dataclass(frozen=True, slots=True)
class Page:
    """A piece of a feed."""

    errands: Sequence[Errand]
    end: int | None
    """The place up to which it goes; None when nothing was left."""


@dataclass(frozen=True, slots=True)
class Mail:
    """What is to be delivered, and to whom."""

    content: EmailMessage
    recipient: str


class Feed(Protocol):
    """Where errands come from, and what they are."""

    @property
    def name(self) -> str:
        """What the store remembers its position under."""
        ...

    async def page(self, after: int) -> Page:
        """Return what is due behind a place."""
        ...

    async def mail(self, errand: Errand) -> Mail | Undeliverable | None:
        """Return the mail of an errand; None when there is none to send any more."""
        ...

    async def give_up(self, errand: Errand, reason: str) -> None:
        """Tell whom it concerns that the mail will never arrive."""
        ...
