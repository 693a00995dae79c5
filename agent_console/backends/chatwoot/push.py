"""What a Chatwoot pushes over its socket, decoded."""

from dataclasses import dataclass

from agent_console.backends.chatwoot import reading
from agent_console.backends.chatwoot.fault import MalformedError
from agent_console.backends.chatwoot.field import Fields
from agent_console.backends.chatwoot.record import Availability, Chat, Entry
from agent_console.domain.customer import Customer
from agent_console.wire import strict_json
from agent_console.wire.error import FrameError

CONVERSATION_EVENTS = frozenset(
    {
        "conversation.created",
        "conversation.updated",
        "conversation.status_changed",
        "conversation.contact_changed",
        "conversation.bot_handoff",
        "conversation.mentioned",
        "assignee.changed",
        "team.changed",
    }
)


@dataclass(frozen=True, slots=True)
class MessagePushed:
    """A message came, or changed."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class ChatPushed:
    """Something about a conversation is other than before."""

    chat: Chat
    read: bool = False
    """Whether its customer has just looked."""


@dataclass(frozen=True, slots=True)
class TypingPushed:
    """Somebody began to write, or stopped."""

    conversation: int
    contact: int
    """0 for anybody but a contact."""
    on: bool


@dataclass(frozen=True, slots=True)
class PresencePushed:
    """Who is there now; None for what was not told."""

    users: dict[int, Availability] | None
    contacts: frozenset[int] | None


@dataclass(frozen=True, slots=True)
class ContactPushed:
    """Something about a contact is other than before."""

    customer: Customer


@dataclass(frozen=True, slots=True)
class StalePushed:
    """What was read before may be other now."""


Push = MessagePushed | ChatPushed | TypingPushed | PresencePushed | ContactPushed | StalePushed


@dataclass(frozen=True, slots=True)
class Signal:
    """One frame of the socket."""

    type: str
    """`welcome`, `ping`, `confirm_subscription`, `reject_subscription`, `disconnect`; empty for news."""
    identifier: str
    news: Fields
    reason: str = ""


def signal(data: str | bytes) -> Signal:
    """Return a frame; raises `MalformedError` for one that is none."""
    try:
        fields = Fields.of(strict_json.parse(data if isinstance(data, str) else data.decode()), "frame")
    except (FrameError, UnicodeDecodeError):
        raise MalformedError("frame") from None
    return Signal(
        fields.text("type"), fields.text("identifier"), fields.inner("message"), fields.text("reason")
    )


def push(news: Fields, account: int, base: str) -> Push | None:
    """Return what a frame tells; None for another account's and for what is of no concern here.

    Raises `MalformedError` when it is not as the protocol says.
    """
    event, data = news.text("event"), news.inner("data")
    if data.number("account_id") not in (account, None):
        return None
    if event in CONVERSATION_EVENTS or event == "conversation.read":
        return ChatPushed(reading.chat(data.raw), read=event == "conversation.read")
    match event:
        case "message.created" | "message.updated":
            return MessagePushed(reading.entry(data.raw, base))
        case "conversation.typing_on" | "conversation.typing_off":
            return _typing(data, on=event.endswith("_on"))
        case "presence.update":
            return _presence(data)
        case "contact.updated" | "contact.merged":
            return ContactPushed(reading.customer(data))
        case "contact.deleted" | "account.cache_invalidated" | "page:reload":
            return StalePushed()
        case _:
            return None


def _typing(data: Fields, on: bool) -> TypingPushed:
    user = data.inner("user")
    contact = (user.number("id") or 0) if user.text("type") in ("", "contact") else 0
    return TypingPushed(data.inner("conversation").identity(), contact, on and not data.flag("is_private"))


def _presence(data: Fields) -> PresencePushed:
    users = {_key(key): reading.availability(value) for key, value in data.inner("users").pairs()}
    contacts = frozenset(_key(key) for key, value in data.inner("contacts").pairs() if value == "online")
    return PresencePushed(users if data.has("users") else None, contacts if data.has("contacts") else None)


def _key(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 19 else 0
