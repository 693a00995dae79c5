"""Several chat systems as one: each goes on by itself, whatever becomes of the others."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace

from agent_console.backends.joint_event import named
from agent_console.backends.joint_queue import JointQueue
from agent_console.domain.action import Action, Answer, Ask, HandOver
from agent_console.domain.capability import Capabilities, of_any
from agent_console.domain.chat import ConversationId
from agent_console.domain.events import Event, Link, LinkChanged
from agent_console.domain.history import Step
from agent_console.domain.outbox import Intent, Refused, SendResult
from agent_console.domain.record import Case, CaseLine
from agent_console.domain.system import SystemName, qualified, system_of, within
from agent_console.ports import ChatBackend, Declined
from agent_console.texts import _


class JointBackend:
    """Implements `ports.ChatBackend` over others; every id names its system before it leaves here.

    `events` ends when all of them have ended; one that is refused leaves the others alone.
    """

    def __init__(self, systems: Mapping[SystemName, ChatBackend]) -> None:
        """`systems` are at least one, by the names that the settings give them."""
        self._systems = dict(systems)
        self._queue = JointQueue()
        self._inbox: asyncio.Queue[Event | None] = asyncio.Queue()
        self._listening: list[asyncio.Task[None]] = []
        self._closed = False

    @property
    def capabilities(self) -> Capabilities:
        """What at least one of them can do."""
        return of_any(backend.capabilities for backend in self._systems.values())

    def capabilities_of(self, conversation: ConversationId) -> Capabilities:
        """What the conversation's own system can do; of a system that is not here, nothing."""
        backend = self._of(conversation)
        return Capabilities() if backend is None else backend.capabilities_of(within(conversation))

    async def events(self) -> AsyncIterator[Event]:
        """Yield what happens in any of them, each system's events in its own order."""
        if self._closed:
            return
        self._listening = [asyncio.create_task(self._listen(*one)) for one in self._systems.items()]
        for listening in self._listening:
            listening.add_done_callback(self._ended)
        try:
            while (event := await self._inbox.get()) is not None:
                yield event
            for listening in self._listening:
                if listening.done() and not listening.cancelled():
                    listening.result()  # a bug in one of them surfaces here
        finally:
            await self.aclose()

    async def send(self, intent: Intent) -> SendResult:
        """Deliver one reply through its own system."""
        backend = self._of(intent.conversation)
        if backend is None:
            return Refused(_absent(intent.conversation).reason, "unknown")
        if system_of(intent.customer) != system_of(intent.conversation):
            return Refused(_("This was written for somebody in another chat system."), "customer")
        own = replace(intent, conversation=within(intent.conversation), customer=within(intent.customer))
        return await backend.send(own)

    async def take(self, conversation: ConversationId | None = None) -> ConversationId | Declined:
        """Become the owner of a waiting conversation, by default the next one of all systems."""
        if conversation is not None:
            return await self._take(conversation)
        if not self._queue.online:
            return Declined(_("no chat system is connected"), "offline")
        for waiting in self._queue.next_ones():
            taken = await self._take(waiting)
            if not isinstance(taken, Declined) or taken.code != "taken":
                return taken
        return await self._take_unheard_of()

    async def close(self, conversation: ConversationId, fence: int, outcome: str = "") -> Declined | None:
        """End a conversation that the agent holds under that fence."""
        backend = self._of(conversation)
        if backend is None:
            return _absent(conversation)
        return await backend.close(within(conversation), fence, outcome)

    async def reopen(self, conversation: ConversationId) -> Declined | None:
        """Take a closed conversation up again as its owner."""
        backend = self._of(conversation)
        return _absent(conversation) if backend is None else await backend.reopen(within(conversation))

    async def set_accepting(self, accepting: bool) -> Declined | None:
        """Say in every system that has such a thing whether new customers may come to this agent.

        Declined when one of them declines; the others have been told all the same.
        """
        able = {name: one for name, one in self._systems.items() if one.capabilities.availability}
        if not able:
            return Declined(_("no chat system here can be told whether new customers may come"), "unable")
        answers = await asyncio.gather(*(one.set_accepting(accepting) for one in able.values()))
        declined = [(name, answer) for name, answer in zip(able, answers, strict=True) if answer is not None]
        if not declined:
            return None
        reasons = "; ".join(f"{name}: {answer.reason}" for name, answer in declined)
        return Declined(reasons, declined[0][1].code)

    async def perform(self, conversation: ConversationId, fence: int, action: Action) -> Declined | None:
        """Carry an action out in the conversation's system."""
        backend = self._of(conversation)
        if backend is None:
            return _absent(conversation)
        if any(system_of(told) != system_of(conversation) for told in _named_in(action)):
            return Declined(_("This colleague is in another chat system."), "unknown")
        return await backend.perform(within(conversation), fence, _own(action))

    async def history(self, conversation: ConversationId) -> Sequence[Step] | Declined:
        """Return everything that happened to a conversation, oldest first."""
        backend = self._of(conversation)
        return _absent(conversation) if backend is None else await backend.history(within(conversation))

    async def past(self, conversation: ConversationId) -> Sequence[Case] | Declined:
        """Return the earlier chats of a held conversation's customer in the same system, newest first."""
        backend = self._of(conversation)
        return _absent(conversation) if backend is None else await backend.past(within(conversation))

    async def past_lines(self, conversation: ConversationId, case: str) -> Sequence[CaseLine] | Declined:
        """Return what was said in one of them, oldest first, private notes included."""
        backend = self._of(conversation)
        if backend is None:
            return _absent(conversation)
        return await backend.past_lines(within(conversation), case)

    async def upload(
        self, conversation: ConversationId, name: str, content: AsyncIterator[bytes], size: int
    ) -> str | Declined:
        """Store a file for a message to this conversation."""
        backend = self._of(conversation)
        if backend is None:
            return _absent(conversation)
        return await backend.upload(within(conversation), name, content, size)

    async def typing(self, conversation: ConversationId) -> None:
        """Tell the customer that the agent is writing."""
        backend = self._of(conversation)
        if backend is not None:
            await backend.typing(within(conversation))

    async def reread(self, conversation: ConversationId, after: int) -> None:
        """Have the messages after a sequence come again."""
        backend = self._of(conversation)
        if backend is not None:
            await backend.reread(within(conversation), after)

    async def aclose(self) -> None:
        """Close every connection; `events` ends."""
        self._closed = True
        try:
            await asyncio.gather(*(backend.aclose() for backend in self._systems.values()))
        finally:
            for task in self._listening:
                task.cancel()
            if self._listening:
                await asyncio.wait(self._listening)

    def _of(self, conversation: ConversationId) -> ChatBackend | None:
        return self._systems.get(system_of(conversation))

    async def _listen(self, system: SystemName, backend: ChatBackend) -> None:
        self._inbox.put_nowait(LinkChanged(Link.CONNECTING, system=system))
        async for own in backend.events():
            event = named(system, own)
            self._queue.note(event)
            self._inbox.put_nowait(event)

    def _ended(self, listening: asyncio.Task[None]) -> None:
        """End the events with the last system's, or with the first bug in one of them."""
        broken = not listening.cancelled() and listening.exception() is not None
        if broken or all(one.done() for one in self._listening):
            self._inbox.put_nowait(None)

    async def _take_unheard_of(self) -> ConversationId | Declined:
        """Take somebody who came in this moment, so that this console has not been told yet."""
        for system in self._queue.online:
            taken = await self._systems[system].take()
            if not isinstance(taken, Declined):
                return qualified(system, taken)
        return Declined(_("Nobody is waiting."), "empty")

    async def _take(self, conversation: ConversationId) -> ConversationId | Declined:
        backend = self._of(conversation)
        if backend is None:
            return _absent(conversation)
        taken = await backend.take(within(conversation))
        return taken if isinstance(taken, Declined) else qualified(system_of(conversation), taken)


def _absent(conversation: ConversationId) -> Declined:
    """Return that a conversation is of a system that the settings do not name any more."""
    words = _("the settings name no chat system {system}, where this chat was")
    return Declined(words.format(system=system_of(conversation) or "?"), "unknown")


def _named_in(action: Action) -> tuple[str, ...]:
    """Return the ids that an action names beside its conversation."""
    match action:
        case HandOver(agent=agent) if agent:
            return (agent,)
        case Ask(colleague=colleague):
            return (colleague,)
        case Answer(question=question):
            return (question,)
        case _:
            return ()


def _own(action: Action) -> Action:
    """Return an action with ids as its own system gave them."""
    match action:
        case HandOver():
            return replace(action, agent=within(action.agent))
        case Ask():
            return replace(action, colleague=within(action.colleague))
        case Answer():
            return replace(action, question=within(action.question))
        case _:
            return action
