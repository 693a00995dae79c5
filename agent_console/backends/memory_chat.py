"""One conversation as a chat system keeps it: messages, facts, and what happened to it."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from agent_console.domain.chat import (
    AgentId,
    Author,
    ClientId,
    Conversation,
    ConversationId,
    Message,
    Mode,
    Status,
)
from agent_console.domain.history import Move, Step


@dataclass
class Spell:
    """A chat from its beginning to its end: a conversation that is closed and begun anew has several."""

    first: int
    """The sequence of its first message."""
    opened_at: datetime
    closed_at: datetime | None = None
    concern: str = ""
    outcome: str = ""
    tags: tuple[str, ...] = ()


@dataclass
class Chat:
    """Changed by its world only."""

    facts: Conversation
    waiting_since: float
    owner: AgentId | None = None
    arrivals: list[tuple[Message, float]] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    """The last send number of each device."""
    steps: list[Step] = field(default_factory=list)
    seen: int = 0
    """The sequence up to which its agents have read."""
    spells: list[Spell] = field(default_factory=list)
    """The chats that it had, the present one included."""

    @property
    def id(self) -> ConversationId:
        return self.facts.id

    @property
    def head(self) -> int:
        return len(self.arrivals)

    def find(self, client_id: ClientId, author: Author) -> Message | None:
        """Return what that writer sent under an id."""
        return next((m for m, _at in self.arrivals if (m.client_id, m.author) == (client_id, author)), None)

    def at(self, sequence: int) -> Message | None:
        """Return a message by its sequence, with the words that were put into it since."""
        return next((m for m in self.folded().shown if m.sequence == sequence), None)

    def heard(self) -> tuple[Message, ...]:
        """Return what the customer sees: no notes, and amended messages as they are now."""
        return tuple(m for m in self.folded().shown if m.mode is Mode.REPLY)

    def move(self, owner: AgentId | None, status: Status) -> None:
        """Give the conversation to another owner; what an earlier one still sends is refused from now on."""
        self.owner = owner
        self.facts = replace(self.facts, status=status, fence=self.facts.fence + (owner is not None))

    def tell(self, at: datetime, move: Move, by: str = "", detail: str = "") -> None:
        """Append a line to the history, where chats begin and end."""
        present = self.spells[-1] if self.spells and self.spells[-1].closed_at is None else None
        if move in (Move.QUEUED, Move.REOPENED) and present is None:
            self.spells.append(Spell(self.head + 1, at))
        elif move is Move.CLOSED and present is not None:
            present.closed_at, present.outcome = at, detail
            present.concern, present.tags = self.facts.concern, self.facts.tags
        self.steps.append(Step(len(self.steps) + 1, at, move, by, detail))

    def folded(self) -> Conversation:
        """Return the conversation with its messages, as an agent sees it."""
        folded = self.facts
        for message, at in self.arrivals:
            folded = folded.arrived(message, at)
        return folded
