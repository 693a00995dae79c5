"""The frames that a customer's client sends."""

from dataclasses import dataclass, field

from agent_console.domain.chat import ClientId
from agent_console.domain.customer import CustomerId
from agent_console.wire.record import Profile, Topic
from agent_console.wire.version import PROTOCOL


@dataclass(frozen=True, slots=True)
class CustomerHello:
    """A customer's first frame; an id that the hub has never seen is a new customer's."""

    customer: CustomerId
    """128 random bits in lower-case hexadecimal, made by the client."""
    secret: str
    """Proves that the id is the client's own."""
    device: str
    profile: Profile
    topic: Topic = field(default_factory=Topic)
    cursor: int = 0
    protocol: int = PROTOCOL


@dataclass(frozen=True, slots=True)
class Say:
    """A customer's message."""

    client_id: ClientId
    number: int
    text: str
    file: str = ""
    """The id of an upload that goes with it."""


@dataclass(frozen=True, slots=True)
class Leave:
    """The customer ends the chat."""

    request: int


@dataclass(frozen=True, slots=True)
class Rate:
    """What the customer thinks of the chat."""

    request: int
    score: int
    """From 1, bad, to 5, good."""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class MailTranscript:
    """Asks for the conversation by e-mail."""

    request: int
    email: str


@dataclass(frozen=True, slots=True)
class Visit:
    """The customer is on another page now."""

    page: str
    page_title: str = ""
    referrer: str = ""
