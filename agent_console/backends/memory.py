"""An agent's view of a chat system in this process; for tests, and to try the console without a hub."""

import asyncio
from collections.abc import AsyncIterator, Sequence

from agent_console.backends import memory_past
from agent_console.backends.memory_chat import Chat
from agent_console.backends.memory_deed import MOST_BYTES, NOT_YOURS, MemoryDeeds
from agent_console.backends.memory_world import MemoryWorld
from agent_console.domain import events
from agent_console.domain.action import Action, Deed
from agent_console.domain.attachment import Attachment
from agent_console.domain.chat import AgentId, Author, ConversationId, Mode, Status
from agent_console.domain.events import Event
from agent_console.domain.history import Move, Step
from agent_console.domain.outbox import Acknowledged, Intent, Refused, SendResult, Unreachable
from agent_console.domain.record import Case, CaseLine
from agent_console.ports import Capabilities, Declined

__all__ = ["MemoryBackend", "MemoryWorld"]

OFFLINE = Declined("The chat system cannot be reached.", "offline")
NO_SUCH_CHAT = Declined("This customer has no such chat.", "unknown")
NOBODY_WAITS = Declined("Nobody is waiting.", "empty")
CAPABILITIES = Capabilities(
    reopen=True,
    notes=True,
    typing=True,
    preview=True,
    history=True,
    attachments=True,
    past=True,
    receipts=True,
    presence=True,
    availability=True,
    team=True,
    deeds=frozenset(Deed),
)


class MemoryBackend:
    """One agent's view of a `MemoryWorld`; implements `ports.ChatBackend`."""

    def __init__(self, world: MemoryWorld, name: str, device: str = "device") -> None:
        self.agent = AgentId(name)
        self.name = name
        self.accepting = True
        self._device = device
        self._world = world
        self._events: asyncio.Queue[Event | None] = asyncio.Queue()

    @property
    def capabilities(self) -> Capabilities:
        """What this chat system can do."""
        return CAPABILITIES

    def capabilities_of(self, conversation: ConversationId) -> Capabilities:
        """What this chat system can do, in each conversation."""
        return self.capabilities

    async def events(self) -> AsyncIterator[Event]:
        """Yield what happens, from `SignedIn` and everything held on."""
        self._world.connect(self)
        try:
            while (event := await self._events.get()) is not None:
                yield event
        finally:
            self._world.disconnect(self)

    async def send(self, intent: Intent) -> SendResult:
        """Deliver one reply."""
        self._world.attempts += 1
        await self._world.flowing.wait()
        if not self._world.online or intent.conversation in self._world.stuck:
            return Unreachable(OFFLINE.reason)
        answer = self._answer(intent)
        if self._world.losing_answers:
            self._world.losing_answers -= 1
            return Unreachable("the answer was lost")
        return answer

    async def take(self, conversation: ConversationId | None = None) -> ConversationId | Declined:
        """Become the owner of a waiting conversation."""
        if not self._world.online:
            return OFFLINE
        waiting = self._world.waiting()
        wanted = [chat for chat in waiting if conversation in (None, chat.id)]
        if not wanted:
            return Declined("Somebody else took this customer.", "taken") if conversation else NOBODY_WAITS
        self._world.hand_over(wanted[0].id, self.agent)
        await self._world.flowing.wait()
        return wanted[0].id

    async def close(self, conversation: ConversationId, fence: int, outcome: str = "") -> Declined | None:
        """End a conversation."""
        if not self._world.online:
            return OFFLINE
        chat = self._world.chats[conversation]
        if (chat.owner, chat.facts.fence) != (self.agent, fence):
            return NOT_YOURS
        self._world.end(chat, self.name, "closed", outcome)
        return None

    async def reopen(self, conversation: ConversationId) -> Declined | None:
        """Take a closed conversation up again."""
        if not self._world.online:
            return OFFLINE
        if self._world.chats[conversation].owner is not None:
            return Declined("Somebody else has this customer.", "taken")
        self._world.log(self._world.chats[conversation], Move.REOPENED, self.name)
        self._world.hand_over(conversation, self.agent)
        return None

    async def set_accepting(self, accepting: bool) -> Declined | None:
        """Say whether new customers may come."""
        if not self._world.online:
            return OFFLINE
        self.accepting = accepting
        self.tell(events.AvailabilityChanged(accepting))
        self._world.publish_team()
        return None

    async def perform(self, conversation: ConversationId, fence: int, action: Action) -> Declined | None:
        """Carry an action out."""
        if not self._world.online:
            return OFFLINE
        return MemoryDeeds(self._world, self, self._world.chats[conversation]).perform(action, fence)

    async def history(self, conversation: ConversationId) -> Sequence[Step] | Declined:
        """Return everything that happened to a conversation."""
        return tuple(self._world.chats[conversation].steps) if self._world.online else OFFLINE

    async def past(self, conversation: ConversationId) -> Sequence[Case] | Declined:
        """Return the earlier chats of a held conversation's customer, newest first."""
        if not self._world.online:
            return OFFLINE
        chat = self._world.chats[conversation]
        return memory_past.past(chat) if chat.owner == self.agent else NOT_YOURS

    async def past_lines(self, conversation: ConversationId, case: str) -> Sequence[CaseLine] | Declined:
        """Return what was said in one of them, oldest first, private notes included."""
        if not self._world.online:
            return OFFLINE
        chat = self._world.chats[conversation]
        if chat.owner != self.agent:
            return NOT_YOURS
        lines = memory_past.past_lines(chat, case)
        return NO_SUCH_CHAT if lines is None else lines

    async def upload(
        self, conversation: ConversationId, name: str, content: AsyncIterator[bytes], size: int
    ) -> str | Declined:
        """Store a file."""
        whole = b"".join([block async for block in content])
        if not self._world.online:
            return OFFLINE
        if len(whole) != size:
            return Declined("The file changed while it was read; send it again.", "short")
        upload = self._world.new_id("upload")
        kept = Attachment(name, "application/octet-stream", size, f"http://127.0.0.1/files/{upload}")
        self._world.files[upload] = (kept, whole)
        return upload

    async def typing(self, conversation: ConversationId) -> None:
        """Tell the customer that the agent is writing."""
        if self._world.online:
            self._world.typed.append(conversation)

    async def reread(self, conversation: ConversationId, after: int) -> None:
        """Have the messages after a sequence come again."""
        if self._world.online:
            self._world.repeat(self, conversation, after)

    async def aclose(self) -> None:
        """Close the connection."""
        self.finish()

    def tell(self, event: Event) -> None:
        """Let an event reach the console."""
        self._events.put_nowait(event)

    def finish(self) -> None:
        """End the events after those that are on their way."""
        self._events.put_nowait(None)

    def _answer(self, intent: Intent) -> Acknowledged | Refused:
        chat = self._world.chats[intent.conversation]
        known = chat.find(intent.client_id, Author.AGENT)
        if known is not None:
            if (known.text, known.mode) != (intent.text, intent.mode):
                return Refused("Another text was sent under this id.", "conflict")
            return Acknowledged(known.sequence, known.sent_at)
        refusal = self._refusal(chat, intent)
        if refusal is not None:
            return refusal
        chat.numbers[self._device] = intent.number
        message = self._world.accept(intent, self.name)
        return Acknowledged(message.sequence, message.sent_at)

    def _refusal(self, chat: Chat, intent: Intent) -> Refused | None:
        if self._world.refusing:
            return Refused(self._world.refusing, "refused")
        if chat.facts.customer.id != intent.customer:
            return Refused("This chat has another customer now.", "customer")
        if intent.mode is Mode.REPLY and (refusal := self._unowned(chat, intent.fence)):
            return refusal
        if len(intent.text.encode()) > MOST_BYTES:
            return Refused(f"A message may have {MOST_BYTES:,} bytes.", "too_long")
        if intent.attachment and intent.attachment not in self._world.files:
            return Refused("The file is not there any more; send it again.", "file")
        if intent.number != chat.numbers.get(self._device, 0) + 1:
            return Refused("A reply before this one is missing.", "gap")
        return None

    def _unowned(self, chat: Chat, fence: int) -> Refused | None:
        """Return why a reply to the customer is not the agent's to send."""
        if chat.facts.status is Status.CLOSED:
            return Refused("The chat is closed.", "closed")
        if (chat.owner, chat.facts.fence) != (self.agent, fence):
            return Refused(NOT_YOURS.reason, NOT_YOURS.code)
        return None
