"""The wire's records to the domain's nouns and back; the only place that knows both."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from agent_console.domain.chat import Conversation, Message
from agent_console.domain.customer import Customer, CustomerId
from agent_console.domain.events import Arrival, ConversationOpened, QueueChanged, Waiting
from agent_console.wire.frame import Entry, Facts, Opened, Profile, Queue

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def duration(milliseconds: int) -> timedelta:
    """Return a length of time on the wire."""
    return timedelta(milliseconds=milliseconds)


def moment(sent_ms: int) -> datetime:
    """Return an instant on the wire as an aware time."""
    return EPOCH + duration(sent_ms)


def arrival(entry: Entry) -> Arrival:
    """Return a committed message with its age."""
    message = Message(
        client_id=entry.client_id,
        author=entry.author,
        name=entry.name,
        text=entry.text,
        sent_at=moment(entry.sent_ms),
        sequence=entry.sequence,
    )
    return Arrival(message, duration(entry.age_ms))


def arrivals(entries: Iterable[Entry]) -> tuple[Arrival, ...]:
    """Return committed messages with their ages."""
    return tuple(arrival(entry) for entry in entries)


def customer(customer_id: CustomerId, profile: Profile) -> Customer:
    """Return the customer of a profile."""
    return Customer(
        id=customer_id,
        name=profile.name,
        email=profile.email,
        phone=profile.phone,
        language=profile.language,
        account=profile.account,
        order_number=profile.order_number,
    )


def conversation(facts: Facts) -> Conversation:
    """Return a conversation without messages."""
    return Conversation(
        id=facts.id,
        customer=customer(facts.customer, facts.profile),
        channel=facts.topic.channel,
        queue=facts.topic.queue,
        concern=facts.topic.concern,
        page=facts.topic.page,
        status=facts.status,
        fence=facts.fence,
    )


def opened(frame: Opened) -> ConversationOpened:
    """Return the event that a conversation is the agent's."""
    return ConversationOpened(conversation(frame.facts), arrivals(frame.messages))


def queue(frame: Queue) -> QueueChanged:
    """Return the event that the queue is now this."""
    return QueueChanged(
        tuple(
            Waiting(
                place.conversation,
                place.name,
                place.concern,
                place.queue,
                duration(place.age_ms),
            )
            for place in frame.waiting
        )
    )
