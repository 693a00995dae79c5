"""A chat system as the services see it: the contract that every adapter keeps."""

from collections.abc import AsyncIterator, Sequence
from typing import Protocol

from agent_console.domain.action import Action
from agent_console.domain.capability import Capabilities
from agent_console.domain.chat import ConversationId
from agent_console.domain.events import Event
from agent_console.domain.history import Step
from agent_console.domain.outbox import Intent, SendResult
from agent_console.domain.record import Case, CaseLine
from agent_console.ports.outcome import Declined


class ChatBackend(Protocol):
    """A chat system, as the agent of one console sees it; or several, as one.

    Contract, for every implementation: `events` reconnects by itself and ends only on `LinkChanged`
    to REFUSED or on `aclose`. Messages of one conversation come in sequence order, without holes and
    without repeats, over any number of reconnects; an acknowledgement comes after everything with a
    lower sequence, or the message itself does. A message is acknowledged only when it is durable.
    """

    @property
    def capabilities(self) -> Capabilities:
        """What can be done here at all; anything else is declined as `unable` wherever it is tried."""
        ...

    def capabilities_of(self, conversation: ConversationId) -> Capabilities:
        """What can be done in one conversation."""
        ...

    def events(self) -> AsyncIterator[Event]:
        """Yield what happens, from `SignedIn` and everything held on; to be iterated once."""
        ...

    async def send(self, intent: Intent) -> SendResult:
        """Deliver one reply; the same client id sent again gives the same answer and no second message."""
        ...

    async def take(self, conversation: ConversationId | None = None) -> ConversationId | Declined:
        """Become the owner of a waiting conversation, by default the one that waited longest."""
        ...

    async def close(self, conversation: ConversationId, fence: int, outcome: str = "") -> Declined | None:
        """End a conversation that the agent holds under that fence; `outcome` says how, in a word or two.

        A system that can tell declines it as `unread` when the customer wrote what this console lacks yet.
        """
        ...

    async def reopen(self, conversation: ConversationId) -> Declined | None:
        """Take a closed conversation up again as its owner."""
        ...

    async def set_accepting(self, accepting: bool) -> Declined | None:
        """Say whether new customers may come to this agent."""
        ...

    async def perform(self, conversation: ConversationId, fence: int, action: Action) -> Declined | None:
        """Carry an action out; declined as `fence` when only the owner may, and the agent is not."""
        ...

    async def history(self, conversation: ConversationId) -> Sequence[Step] | Declined:
        """Return everything that happened to a conversation, oldest first."""
        ...

    async def past(self, conversation: ConversationId) -> Sequence[Case] | Declined:
        """Return the earlier chats of a held conversation's customer, newest first, without their lines."""
        ...

    async def past_lines(self, conversation: ConversationId, case: str) -> Sequence[CaseLine] | Declined:
        """Return what was said in one of them, oldest first, private notes included."""
        ...

    async def upload(
        self, conversation: ConversationId, name: str, content: AsyncIterator[bytes], size: int
    ) -> str | Declined:
        """Store a file for a message to this conversation; return the id that `Intent.attachment` names."""
        ...

    async def typing(self, conversation: ConversationId) -> None:
        """Tell the customer that the agent is writing; may be lost, and counts for a few seconds."""
        ...

    async def reread(self, conversation: ConversationId, after: int) -> None:
        """Have the messages after a sequence come again as events, because some are missing."""
        ...

    async def aclose(self) -> None:
        """Close the connection; `events` ends."""
        ...
