"""What the interface tells. Ids are strings; times are whole milliseconds since 1970 (UTC), as `*_ms`."""

from agent_console.domain.chat import Author, Mode, Presence, Priority, Status
from agent_console.domain.history import Move
from agent_console.hub.rest.operation import Part


class Customer(Part):
    """A customer, as they or their channel said who they are."""

    id: str
    name: str
    email: str
    phone: str
    language: str
    """BCP 47 tag; empty when unknown."""
    account: str
    order_number: str
    timezone: str
    """The IANA zone of their clock; empty when unknown."""
    company: str
    custom: dict[str, str]
    """What else is known, by the labels that agents read."""
    blocked: bool


class Conversation(Part):
    """A conversation without its messages."""

    id: str
    customer: Customer
    channel: str
    """`chat`, `form`, `callback` or `email`."""
    queue: str
    concern: str
    page: str
    """The address of the page that the customer is on; without user, fragment and secret parameters."""
    page_title: str
    referrer: str
    """The address of the page before."""
    status: Status
    owner: str | None
    """The id of the agent who holds it."""
    owner_name: str
    fence: int
    """Counts the owners; what is sent under an older fence is refused."""
    head: int
    """The sequence of its newest message; 0 when there is none."""
    tags: tuple[str, ...]
    priority: Priority
    hold_until_ms: int
    """When the agent promised to be back; 0 without a promise."""
    promise: str
    outcome: str
    """How it ended when it was last closed."""
    presence: Presence
    read: int
    """The sequence up to which the customer has read."""
    callback_ms: int
    """When the customer wants to be called; 0 when it does not matter."""


class Chat(Part):
    """One chat of a conversation, which is closed and begun anew."""

    id: int
    """Grows with time."""
    conversation: str
    first: int
    """The sequence of its first message."""
    last: int
    """The sequence of its last message."""
    subject: str
    """The concern, or how it began where none was named; cut."""
    status: Status
    outcome: str
    opened_ms: int
    closed_ms: int
    """0 while it goes on."""
    tags: tuple[str, ...]
    rating: int
    """From 1, bad, to 5, good; 0 when not rated."""
    last_line: str
    """The last thing that was said to or by the customer; cut."""


class File(Part):
    """A file that came with a message; its content is at the hub's own port."""

    name: str
    """A label from whoever sent it; not to be trusted as a path."""
    kind: str
    """Its MIME type, as found in its content."""
    size: int
    """Bytes."""
    path: str
    width: int
    """Of a picture, in pixels; 0 for anything else."""
    height: int


class Message(Part):
    """A committed message, or an amendment of an earlier one."""

    sequence: int
    """Its place in the conversation: 1, 2, 3, ... without holes."""
    id: str
    """The id that its writer gave it; for a message by this interface, its Idempotency-Key."""
    author: Author
    name: str
    text: str
    """Raw, as it was written; never markup."""
    mode: Mode
    """`reply` is for the customer, `note` for colleagues only."""
    sent_ms: int
    amends: int
    """The sequence of the message whose words this one replaces; empty text takes them away; else 0."""
    file: File | None
    handed_over: bool
    """Whether this note came with the conversation from the agent who had it before."""


class Step(Part):
    """One move of a conversation's history, which is never changed."""

    id: int
    """Grows with time."""
    at_ms: int
    move: Move
    by: str
    """Who did it; empty for the system."""
    detail: str


class Agent(Part):
    """An agent of the team."""

    id: str
    name: str
    accepting: bool
    queues: tuple[str, ...]
    """The queues whose customers come to the agent; empty: all."""
    holding: int
    """How many conversations the agent has."""


class ConversationPage(Part):
    """Conversations, newest first."""

    items: tuple[Conversation, ...]
    next: str | None
    """The cursor of the next page; null at the end."""


class MessagePage(Part):
    """Messages, in the order that was asked for."""

    items: tuple[Message, ...]
    next: str | None
    """The cursor of the next page; null at the end."""


class History(Part):
    """The moves of a conversation, oldest first."""

    items: tuple[Step, ...]
    next: str | None
    """The cursor of the next page; null at the end."""


class CustomerPage(Part):
    """Customers."""

    items: tuple[Customer, ...]
    next: str | None
    """The cursor of the next page; null at the end."""


class ChatPage(Part):
    """The chats of a customer, newest first."""

    items: tuple[Chat, ...]
    next: str | None
    """The cursor of the next page; null at the end."""


class Team(Part):
    """Every agent."""

    items: tuple[Agent, ...]


class Question(Part):
    """A colleague's question that waits for an answer."""

    id: str
    conversation: str
    asker: str
    """What the colleague is called."""
    text: str
    asked_ms: int


class Questions(Part):
    """The questions that wait for the caller's answer, oldest first."""

    items: tuple[Question, ...]


class Queues(Part):
    """The names of the queues."""

    items: tuple[str, ...]


class Tags(Part):
    """The tags of a conversation."""

    items: tuple[str, ...]


class Posted(Part):
    """A message is committed."""

    sequence: int
    sent_ms: int
    repeated: bool
    """Whether an earlier request with the same key committed it."""


class Transcript(Part):
    """What was said, with the final words of what was edited, and without what was deleted."""

    conversation: Conversation
    messages: tuple[Message, ...]


class Webhook(Part):
    """A program that is told what happens, and how telling it goes."""

    id: str
    url: str
    events: tuple[str, ...]
    """The types that it wants; empty: all."""
    made_ms: int
    failures: int
    """How many attempts in a row have failed."""
    failure: str
    """Why the last attempt failed; empty when it did not."""
    dead: bool
    """Whether nothing is sent any more, after too many failures."""


class NewWebhook(Webhook):
    """A webhook that was just made."""

    secret: str
    """Signs every event, as Standard Webhooks says; shown this once."""


class Webhooks(Part):
    """Every webhook."""

    items: tuple[Webhook, ...]
