"""The wire's records to the domain's nouns and back; the only place that knows both."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from agent_console.domain.attachment import Attachment
from agent_console.domain.chat import Conversation, Message, Mode, Promise
from agent_console.domain.customer import Customer, CustomerId
from agent_console.domain.events import Arrival, ConversationOpened, QueueChanged, TeamChanged, Waiting
from agent_console.domain.history import Step
from agent_console.domain.record import Case, CaseLine, Contact
from agent_console.domain.team import Colleague, Question
from agent_console.wire.frame import (
    Entry,
    Facts,
    File,
    HistoryLine,
    Opened,
    OpenQuestion,
    PastChat,
    PastLine,
    Profile,
    Queue,
    Team,
)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def duration(milliseconds: int) -> timedelta:
    """Return a length of time on the wire."""
    return timedelta(milliseconds=milliseconds)


def moment(sent_ms: int) -> datetime:
    """Return an instant on the wire as an aware time."""
    return EPOCH + duration(sent_ms)


def attachment(file: File, hub: str) -> Attachment:
    """Return a stored file; `hub` is the address of the hub, which serves the file too."""
    parts = urlsplit(hub)
    address = f"{parts.scheme.replace('ws', 'http', 1)}://{parts.netloc}{file.path}"
    return Attachment(file.name, file.kind, file.size, address, file.width, file.height)


def arrival(entry: Entry, hub: str = "") -> Arrival:
    """Return a committed message with its age; `hub` is the address of the hub."""
    message = Message(
        client_id=entry.client_id,
        author=entry.author,
        name=entry.name,
        text=entry.text,
        sent_at=moment(entry.sent_ms),
        sequence=entry.sequence,
        mode=entry.mode,
        attachment=attachment(entry.file, hub) if entry.file is not None else None,
        amends=entry.amends,
        handed_over=entry.handed_over,
    )
    return Arrival(message, duration(entry.age_ms))


def arrivals(entries: Iterable[Entry], hub: str = "") -> tuple[Arrival, ...]:
    """Return committed messages with their ages."""
    return tuple(arrival(entry, hub) for entry in entries)


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
        timezone=profile.timezone,
        company=profile.company,
        custom=tuple((detail.label, detail.value) for detail in profile.custom),
    )


def conversation(facts: Facts) -> Conversation:
    """Return a conversation without messages."""
    promised = Promise(moment(facts.hold_until_ms), facts.promise) if facts.hold_until_ms else None
    return Conversation(
        id=facts.id,
        customer=customer(facts.customer, facts.profile),
        channel=facts.topic.channel,
        queue=facts.topic.queue,
        concern=facts.topic.concern,
        page=facts.topic.page,
        page_title=facts.topic.page_title,
        referrer=facts.topic.referrer,
        status=facts.status,
        fence=facts.fence,
        tags=facts.tags,
        priority=facts.priority,
        promise=promised,
        outcome=facts.outcome,
        blocked=facts.blocked,
        presence=facts.presence,
        read=facts.read,
        callback_at=moment(facts.topic.callback_ms) if facts.topic.callback_ms else None,
    )


def opened(frame: Opened, hub: str = "") -> ConversationOpened:
    """Return the event that a conversation is the agent's."""
    return ConversationOpened(conversation(frame.facts), arrivals(frame.messages, hub))


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
                place.channel,
                place.priority,
            )
            for place in frame.waiting
        )
    )


def team(frame: Team) -> TeamChanged:
    """Return the event that these colleagues and queues are there."""
    peers = frame.peers
    colleagues = tuple(Colleague(p.id, p.name, p.online, p.accepting, p.holding) for p in peers)
    return TeamChanged(colleagues, frame.queues)


def question(asked: OpenQuestion, hub: str = "") -> Question:
    """Return a colleague's question, with its conversation as the asker sees it."""
    seen = conversation(asked.facts)
    for one in arrivals(asked.messages, hub):
        seen = seen.arrived(one.message, at=0.0)
    return Question(asked.id, asked.asker, asked.text, seen, duration(asked.age_ms))


def step(line: HistoryLine) -> Step:
    """Return one move of a conversation's history."""
    return Step(line.id, moment(line.at_ms), line.move, line.by, line.detail)


def past_chat(chat: PastChat) -> Case:
    """Return an earlier chat without its lines."""
    return Case(
        id=str(chat.id),
        subject=chat.subject,
        status=chat.outcome or chat.status,
        opened_at=moment(chat.opened_ms),
        closed_at=moment(chat.closed_ms) if chat.closed_ms else None,
        tags=chat.tags,
        rating=chat.rating or None,
        last_line=chat.last_line,
        contact=Contact.CHAT,
    )


def past_line(line: PastLine) -> CaseLine:
    """Return one thing that was said in an earlier chat; a file stands in it by its name."""
    said = (line.text, f"[{line.file}]" if line.file else "")
    return CaseLine(
        author=line.name or line.author,
        text=" ".join(filter(None, said)),
        at=moment(line.sent_ms),
        note=line.mode is Mode.NOTE,
        edited=line.edited,
    )
