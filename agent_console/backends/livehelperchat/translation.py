"""LiveHelperChat's rows as the desk's own values."""

from collections.abc import Mapping, Sequence

from agent_console.backends.livehelperchat.field import moment
from agent_console.backends.livehelperchat.markup import readable
from agent_console.backends.livehelperchat.row import (
    BOT,
    LEFT,
    VISITOR,
    ChatRow,
    DepartmentRow,
    MessageRow,
    Stand,
)
from agent_console.domain.chat import (
    Author,
    ClientId,
    Conversation,
    ConversationId,
    Message,
    Mode,
    Presence,
    Priority,
    Status,
)
from agent_console.domain.customer import Customer, CustomerId
from agent_console.domain.record import Case, CaseLine, Contact

STATUSES: Mapping[int, Status] = {
    Stand.PENDING: Status.WAITING,
    Stand.ACTIVE: Status.OPEN,
    Stand.CLOSED: Status.CLOSED,
}


def conversation_id(chat: int) -> ConversationId:
    """Return a chat's id as the desk has it."""
    return ConversationId(str(chat))


def chat_id(conversation: ConversationId) -> int | None:
    """Return a conversation's id as the system has it; None for what is none of its."""
    plain = conversation.isascii() and conversation.isdecimal() and len(conversation) <= 15
    return int(conversation) if plain else None


def customer_id(conversation: ConversationId) -> CustomerId:
    """Return who a conversation's customer is: a chat has one visitor, who is known by nothing else."""
    return CustomerId(f"visitor-{conversation}")


def conversation(row: ChatRow, queue: str, fence: int) -> Conversation:
    """Return a chat's facts."""
    return Conversation(
        id=conversation_id(row.id),
        customer=customer(row),
        queue=queue,
        page=row.page,
        referrer=row.came_from,
        status=STATUSES.get(row.status, Status.CLOSED),
        fence=fence,
        priority=priority(row),
        presence=Presence.LEFT if row.user_status == LEFT else Presence.HERE,
    )


def customer(row: ChatRow) -> Customer:
    """Return who the visitor is, as far as the system knows."""
    custom = (*row.custom, ("remarks", row.remarks)) if row.remarks else row.custom
    return Customer(
        id=customer_id(conversation_id(row.id)),
        name=row.nick,
        email=row.email,
        phone=row.phone,
        language=row.language,
        timezone=row.timezone,
        custom=custom,
    )


def priority(row: ChatRow) -> Priority:
    """Return a chat's priority, which is any whole number there; above 0 goes before, below it behind."""
    if row.priority == 0:
        return Priority.NORMAL
    return Priority.HIGH if row.priority > 0 else Priority.LOW


def message(row: MessageRow, sequence: int, client_id: ClientId, nick: str, url: str) -> Message:
    """Return a message; what the system says is for operators only."""
    author = author_of(row.writer)
    return Message(
        client_id=client_id,
        author=author,
        name=nick if author is Author.CUSTOMER else row.name,
        text=readable(row.text, row.writer, url),
        sent_at=moment(row.time),
        sequence=sequence,
        mode=Mode.NOTE if author is Author.SYSTEM else Mode.REPLY,
    )


def author_of(writer: int) -> Author:
    """Return who wrote, by the message's `user_id`."""
    if writer == VISITOR:
        return Author.CUSTOMER
    if writer > VISITOR:
        return Author.AGENT
    return Author.BOT if writer == BOT else Author.SYSTEM


def case(row: ChatRow, messages: Sequence[MessageRow], url: str) -> Case:
    """Return an earlier chat of a visitor."""
    said = [readable(one.text, one.writer, url) for one in messages if one.writer >= VISITOR]
    asked = (readable(one.text, one.writer, url) for one in messages if one.writer == VISITOR)
    return Case(
        id=str(row.id),
        subject=next(asked, ""),
        status="closed",
        opened_at=moment(row.opened) if row.opened else None,
        closed_at=moment(row.closed) if row.closed else None,
        last_line=said[-1] if said else "",
        contact=Contact.CHAT,
    )


def case_line(row: MessageRow, nick: str, url: str) -> CaseLine:
    """Return what was said in an earlier chat."""
    one = message(row, 0, ClientId(""), nick, url)
    return CaseLine(one.name, one.text, one.sent_at, note=one.mode is Mode.NOTE)


def queue_name(row: ChatRow, departments: Mapping[int, DepartmentRow]) -> str:
    """Return the name of a chat's department; empty when it is not known."""
    known = departments.get(row.department)
    return known.name if known is not None else ""
