"""What a Chatwoot keeps: one account's agents, contacts, conversations and messages, and whom it tells."""

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, object]

INCOMING, OUTGOING, ACTIVITY, TEMPLATE = range(4)
ACCOUNT = 1
INBOX = 2


@dataclass
class User:
    """An agent."""

    id: int
    name: str
    token: str
    pubsub: str
    availability: str = "online"
    sockets: int = 0

    @property
    def status(self) -> str:
        return self.availability if self.sockets else "offline"

    def row(self) -> Json:
        return {
            "id": self.id,
            "name": self.name,
            "available_name": self.name,
            "account_id": ACCOUNT,
            "role": "agent",
            "email": f"{self.name.lower()}@example.com",
            "availability_status": self.status,
            "thumbnail": "",
        }


@dataclass
class Contact:
    """A customer."""

    id: int
    name: str
    blocked: bool = False
    online: bool = False
    attributes: Json = field(default_factory=dict)

    def row(self) -> Json:
        return {
            "id": self.id,
            "name": self.name,
            "email": f"{self.name.replace(' ', '.').lower()}@example.com",
            "phone_number": None,
            "identifier": None,
            "blocked": self.blocked,
            "type": "contact",
            "additional_attributes": {},
            "custom_attributes": self.attributes,
        }


@dataclass
class Line:
    """A message."""

    id: int
    room: "Room"
    kind: int
    content: str | None
    created_at: int
    private: bool = False
    sender: User | Contact | None = None
    attributes: Json = field(default_factory=dict)
    files: list[Json] = field(default_factory=list)
    content_type: str = "text"
    status: str = "sent"
    bot: bool = False

    def row(self) -> Json:
        if isinstance(self.sender, User):
            sender: Json = {"id": self.sender.id, "name": self.sender.name, "type": "user"}
        elif self.sender is not None:
            sender = self.sender.row()
        else:
            sender = {"id": 3, "name": "Botty", "type": "agent_bot"} if self.bot else {}
        row: Json = {
            "id": self.id,
            "content": self.content,
            "account_id": ACCOUNT,
            "inbox_id": INBOX,
            "conversation_id": self.room.id,
            "message_type": self.kind,
            "private": self.private,
            "status": self.status,
            "content_type": self.content_type,
            "content_attributes": self.attributes,
            "source_id": None,
            "created_at": self.created_at,
        }
        return (
            row | ({"sender": sender} if sender else {}) | ({"attachments": self.files} if self.files else {})
        )


@dataclass
class Room:
    """A conversation."""

    id: int
    contact: Contact
    created_at: int
    status: str = "open"
    assignee: User | None = None
    team: Json | None = None
    priority: str | None = None
    labels: list[str] = field(default_factory=list)
    waiting_since: int = 0
    contact_seen: int = 0
    agent_seen: int = 0
    active_at: int = 0
    updated_at: float = 0.0
    muted: bool = False
    lines: list[Line] = field(default_factory=list)

    def row(self) -> Json:
        spoken = [line for line in self.lines if line.kind != ACTIVITY]
        meta: Json = {
            "sender": self.contact.row(),
            "channel": "Channel::WebWidget",
            "hmac_verified": False,
            "team": self.team,
        }
        if self.assignee is not None:
            meta |= {"assignee": self.assignee.row(), "assignee_type": "User"}
        return {
            "id": self.id,
            "account_id": ACCOUNT,
            "inbox_id": INBOX,
            "status": self.status,
            "priority": self.priority,
            "labels": list(self.labels),
            "custom_attributes": {},
            "additional_attributes": {
                "browser": {"browser_language": "en"},
                "referer": "https://shop.example.com/cart",
            },
            "can_reply": True,
            "muted": self.muted,
            "snoozed_until": None,
            "unread_count": 0,
            "waiting_since": self.waiting_since,
            "agent_last_seen_at": self.agent_seen,
            "contact_last_seen_at": self.contact_seen,
            "last_activity_at": self.active_at,
            "timestamp": self.active_at,
            "created_at": self.created_at,
            "updated_at": self.updated_at,
            "messages": [spoken[-1].row()] if spoken else [],
            "meta": meta,
        }


class Office:
    """One account; every change is told to whoever listens at that moment, and to nobody later."""

    def __init__(self) -> None:
        self.users: dict[int, User] = {}
        self.contacts: dict[int, Contact] = {}
        self.rooms: dict[int, Room] = {}
        self.teams: list[Json] = [
            {"id": 11, "name": "billing"},
            {"id": 12, "name": "sales"},
            {"id": 13, "name": "Returns"},
        ]
        self.canned: list[Json] = []
        self.orders: dict[int, list[Json]] = {}
        """Of the shop that is joined, by contact."""
        self.continues = False
        """Whether a customer who writes after the end comes back in the same conversation."""
        self.tell: Callable[[str, Json, User | Contact | None], None] = lambda *_: None
        self._lines = itertools.count(9001)
        self._rooms = itertools.count(148)
        self._people = itertools.count(7)

    # People

    def user(self, name: str) -> User:
        """Return the agent of that name, who is hired when there is none."""
        for user in self.users.values():
            if user.name == name:
                return user
        number = next(self._people)
        user = User(number, name, f"token-of-{name}", f"pubsub-of-{name}")
        self.users[number] = user
        return user

    def contact(self, name: str) -> Contact:
        """Return the contact of that name, who is new when there is none."""
        for contact in self.contacts.values():
            if contact.name == name:
                return contact
        number = next(self._people)
        self.contacts[number] = Contact(number, name)
        return self.contacts[number]

    def present(self) -> None:
        """Tell who is there."""
        users = {str(user.id): user.status for user in self.users.values() if user.sockets}
        contacts = {str(contact.id): "online" for contact in self.contacts.values() if contact.online}
        self.tell("presence.update", {"account_id": ACCOUNT, "users": users, "contacts": contacts}, None)

    # Conversations

    def latest(self, contact: Contact) -> Room | None:
        """Return a contact's newest conversation."""
        return next(
            (r for r in sorted(self.rooms.values(), key=lambda r: -r.id) if r.contact is contact), None
        )

    def write(self, contact: Contact, content: str, **more: Any) -> Line:  # noqa: ANN401  fields of `Line`
        """Let a contact write."""
        room = self.latest(contact)
        if room is None or (room.status == "resolved" and not self.continues):
            now = int(time.time())
            room = Room(next(self._rooms), contact, now, status="resolved" if contact.blocked else "open")
            self.rooms[room.id] = room
            self.change(room, "conversation.created")
        if not contact.online:
            contact.online = True
            self.present()
        line = self.add(room, INCOMING, content, sender=contact, **more)
        if room.status in ("resolved", "snoozed") and not contact.blocked:
            room.status = "open"
            self.note_activity(room, f"Conversation was reopened by {contact.name}")
            self.change(room, "conversation.status_changed")
        return line

    def add(self, room: Room, kind: int, content: str | None, echo: str = "", **more: Any) -> Line:  # noqa: ANN401
        """Store a message and tell it."""
        now = int(time.time())
        line = Line(next(self._lines), room, kind, content, now, **more)
        room.lines.append(line)
        waited = room.waiting_since
        if kind == INCOMING:
            room.waiting_since = room.waiting_since or now
        elif kind == OUTGOING and not line.private and isinstance(line.sender, User):
            room.waiting_since = 0
        if kind != ACTIVITY:
            room.active_at = now
        self.tell("message.created", self.pushed(line) | ({"echo_id": echo} if echo else {}), None)
        if room.waiting_since != waited:
            self.change(room, "conversation.updated")
        return line

    def pushed(self, line: Line) -> Json:
        """Return a message as the socket has it."""
        room = line.room
        assignee = room.assignee.id if room.assignee else None
        return line.row() | {"conversation": {"assignee_id": assignee, "last_activity_at": room.active_at}}

    def note_activity(self, room: Room, text: str) -> None:
        """Write a line about what happened."""
        self.add(room, ACTIVITY, text)

    def change(self, room: Room, event: str) -> None:
        """Tell that a conversation is other than before."""
        room.updated_at = max(time.time(), room.updated_at + 0.000_001)
        self.tell(event, room.row(), None)

    def assign(self, room: Room, user: User | None, by: User | None) -> None:
        """Give a conversation to an agent, or to nobody; the last one who asks has it."""
        if user is room.assignee:
            return
        room.assignee = user
        who = by.name if by else "System"
        if user is None:
            self.note_activity(room, f"Conversation unassigned by {who}")
        elif user is by:
            self.note_activity(room, f"{user.name} self-assigned this conversation")
        else:
            self.note_activity(room, f"Assigned to {user.name} by {who}")
        self.change(room, "assignee.changed")

    def set_status(self, room: Room, status: str, by: User) -> None:
        """Open, resolve, put off."""
        if status != room.status:
            room.status = status
            if status == "resolved":
                room.waiting_since = 0
            word = {"open": "reopened", "resolved": "marked resolved"}.get(status, status)
            self.note_activity(room, f"Conversation was {word} by {by.name}")
            self.change(room, "conversation.status_changed")

    def set_labels(self, room: Room, labels: list[str], by: User) -> None:
        """Put exactly these labels on."""
        for label in [one for one in labels if one not in room.labels]:
            self.note_activity(room, f"{by.name} added {label}")
        for label in [one for one in room.labels if one not in labels]:
            self.note_activity(room, f"{by.name} removed {label}")
        room.labels = labels
        self.change(room, "conversation.updated")

    def delete(self, line: Line) -> None:
        """Take the words out of a message."""
        line.content, line.files = "This message was deleted", []
        line.attributes = {**line.attributes, "deleted": True}
        self.tell("message.updated", self.pushed(line), None)

    def fail(self, line: Line, why: str) -> None:
        """Have the channel refuse a message that was taken."""
        line.status, line.attributes = "failed", {**line.attributes, "external_error": why}
        self.tell("message.updated", self.pushed(line), None)

    def read(self, contact: Contact) -> None:
        """Let a contact look at the newest conversation."""
        room = self.latest(contact)
        assert room is not None
        room.contact_seen = int(time.time())
        self.change(room, "conversation.read")

    def type(self, sender: User | Contact, room: Room, on: bool) -> None:
        """Tell that somebody writes, or has stopped; not to the one who does."""
        kind = "contact" if isinstance(sender, Contact) else "user"
        user = {"id": sender.id, "name": sender.name, "type": kind}
        data: Json = {"conversation": room.row(), "user": user, "is_private": False, "account_id": ACCOUNT}
        self.tell("conversation.typing_on" if on else "conversation.typing_off", data, sender)
