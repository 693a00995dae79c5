"""What the hub needs from a store; SQLite is the one for one machine."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from agent_console.domain.chat import AgentId, ConversationId
from agent_console.hub.command import Command, Outcome, StoredMessage
from agent_console.wire.frame import Facts

Listener = Callable[[Outcome], None]


@dataclass(frozen=True, slots=True)
class Account:
    """An agent who may sign in."""

    id: AgentId
    name: str
    accepting: bool


@dataclass(frozen=True, slots=True)
class Holding:
    """A conversation without its messages, with its owner and when its customer began to wait."""

    facts: Facts
    owner: AgentId | None
    waiting_since_ms: int
    """Meaningful in the queue only."""


class Store(Protocol):
    """Everything durable, shared by all connections of a hub.

    `listen` is called with every outcome after it is on disk, in the order of commits, before the
    `commit` that caused it returns. Reads see everything committed before they began.
    """

    async def run(self, listen: Listener) -> None:
        """Commit what is asked for until cancelled; to be run once, supervised."""
        ...

    async def commit(self, command: Command) -> Outcome:
        """Carry a command out; commands take effect in the order in which this was called."""
        ...

    async def account(self, token_hash: bytes) -> Account | None:
        """Return the agent of that token."""
        ...

    async def holding(self, conversation: ConversationId) -> Holding | None:
        """Return a conversation as it stands."""
        ...

    async def held_by(self, agent: AgentId) -> Sequence[ConversationId]:
        """Return what an agent owns, in the order it was taken."""
        ...

    async def queue(self, limit: int) -> Sequence[Holding]:
        """Return who waits, longest first."""
        ...

    async def history(self, conversation: ConversationId, after: int, limit: int) -> Sequence[StoredMessage]:
        """Return the messages after a sequence, oldest first."""
        ...

    def close(self) -> None:
        """Release the database, after `run` has ended."""
        ...
