"""LiveHelperChat as a chat system: polled, and read back wherever it says yes to everybody."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import TypeVar

from agent_console.backends.livehelperchat.capability import CAPABILITIES
from agent_console.backends.livehelperchat.claim import Claims
from agent_console.backends.livehelperchat.dispatch import Dispatch
from agent_console.backends.livehelperchat.ending import Endings
from agent_console.backends.livehelperchat.exchange import Exchange
from agent_console.backends.livehelperchat.failure import DeniedError, ExchangeError
from agent_console.backends.livehelperchat.holdings import Holdings
from agent_console.backends.livehelperchat.interface import Interface
from agent_console.backends.livehelperchat.past import Past
from agent_console.backends.livehelperchat.poll import Poll
from agent_console.backends.livehelperchat.presence import Presence
from agent_console.backends.livehelperchat.server_time import ServerTime
from agent_console.config.livehelperchat import LiveHelperChatSettings
from agent_console.domain.action import Action, HandOver
from agent_console.domain.chat import ConversationId
from agent_console.domain.events import Event
from agent_console.domain.history import Step
from agent_console.domain.outbox import Intent, SendResult, Unreachable
from agent_console.domain.record import Case, CaseLine
from agent_console.ports import Capabilities, Declined
from agent_console.texts import _

Answer = TypeVar("Answer")


class LiveHelperChatBackend:
    """A `ChatBackend` over LiveHelperChat's REST interface, as one operator."""

    def __init__(self, settings: LiveHelperChatSettings, key: str, device: str) -> None:
        """`key` is the operator's REST key or password; nothing is counted by `device` there."""
        clock = ServerTime()
        self._exchange = Exchange(settings.url, settings.username, key, settings.timeout, clock)
        interface = Interface(self._exchange, settings.username)
        self._inbox: asyncio.Queue[Event | None] = asyncio.Queue()
        tell = self._inbox.put_nowait
        self._holdings = Holdings(interface, clock, settings.url, tell)
        self._presence = Presence(interface, self._holdings, clock, settings.presence, tell)
        self._claims = Claims(interface, self._holdings, settings.departments, settings.settle)
        self._endings = Endings(interface, self._holdings, self._presence)
        self._dispatch = Dispatch(interface, self._holdings, clock, settings.unsure)
        self._past = Past(interface, self._holdings, settings.url)
        self._poll = Poll(
            interface,
            self._holdings,
            self._claims,
            self._presence,
            clock,
            tell,
            settings.poll,
            settings.idle_poll,
        )
        self._running: asyncio.Task[None] | None = None
        self._closed = False

    @property
    def capabilities(self) -> Capabilities:
        """What a LiveHelperChat can do."""
        return CAPABILITIES

    def capabilities_of(self, conversation: ConversationId) -> Capabilities:
        """What a LiveHelperChat can do, in each conversation."""
        return CAPABILITIES

    async def events(self) -> AsyncIterator[Event]:
        """Yield what happens; comes back after every loss, until refused or closed."""
        if self._closed:
            return
        poll = self._running = asyncio.create_task(self._poll.run())
        poll.add_done_callback(lambda _task: self._inbox.put_nowait(None))
        try:
            while (event := await self._inbox.get()) is not None:
                yield event
            if not poll.cancelled():
                poll.result()  # a bug in the poll surfaces here
        finally:
            await self.aclose()

    async def send(self, intent: Intent) -> SendResult:
        """Deliver one reply; without an answer it is looked for before it is ever posted again."""
        known = self._dispatch.known(intent)
        if known is not None:
            return known
        return Unreachable(self._poll.down) if self._poll.down else await self._dispatch.send(intent)

    async def take(self, conversation: ConversationId | None = None) -> ConversationId | Declined:
        """Become the owner of a waiting conversation, by default the one that waited longest."""
        if conversation is None:
            return await self._asked(self._claims.take_next)
        return await self._asked(lambda: self._claims.take(conversation))

    async def close(self, conversation: ConversationId, fence: int, outcome: str = "") -> Declined | None:
        """End a conversation that the agent holds under that fence; the system keeps no outcome."""
        return await self._asked(lambda: self._endings.close(conversation, fence))

    async def reopen(self, conversation: ConversationId) -> Declined | None:
        """Take a closed conversation up again as its owner."""
        answer = await self._asked(lambda: self._claims.reopen(conversation))
        return answer if isinstance(answer, Declined) else None

    async def set_accepting(self, accepting: bool) -> Declined | None:
        """Say whether new customers may come to this agent."""
        holds = await self._asked(lambda: self._presence.accept(accepting))
        if isinstance(holds, Declined):
            return holds
        if holds is accepting:
            return None
        return Declined(_("LiveHelperChat did not change whether you take new customers"), "refused")

    async def perform(self, conversation: ConversationId, fence: int, action: Action) -> Declined | None:
        """Hand a conversation over; nothing else can be done there."""
        if not isinstance(action, HandOver):
            return _unable()
        return await self._asked(lambda: self._endings.hand_over(conversation, fence, action))

    async def history(self, conversation: ConversationId) -> Sequence[Step] | Declined:
        """Decline: the system keeps no history that could be asked for."""
        return _unable()

    async def past(self, conversation: ConversationId) -> Sequence[Case] | Declined:
        """Return the earlier chats of a held conversation's customer, newest first."""
        return await self._asked(lambda: self._past.chats(conversation))

    async def past_lines(self, conversation: ConversationId, case: str) -> Sequence[CaseLine] | Declined:
        """Return what was said in one of them, oldest first."""
        return await self._asked(lambda: self._past.lines(conversation, case))

    async def upload(
        self, conversation: ConversationId, name: str, content: AsyncIterator[bytes], size: int
    ) -> str | Declined:
        """Decline: files cannot be sent from here."""
        return _unable()

    async def typing(self, conversation: ConversationId) -> None:
        """Do nothing: the REST interface cannot tell a visitor that the agent writes."""

    async def reread(self, conversation: ConversationId, after: int) -> None:
        """Have the messages after a sequence come again."""
        self._holdings.repeat(conversation, after)

    async def aclose(self) -> None:
        """Close the connections; `events` ends."""
        self._closed = True
        self._poll.down = _("the console is closing")
        if self._running is not None:
            self._running.cancel()
            await asyncio.wait([self._running])
        await self._exchange.aclose()

    async def _asked(self, ask: Callable[[], Awaitable[Answer]]) -> Answer | Declined:
        """Return an answer, or why there is none; what it changed is looked at soon."""
        if self._poll.down:
            return Declined(self._poll.down, "offline")
        try:
            return await ask()
        except DeniedError as error:
            return Declined(error.reason, "refused")
        except ExchangeError as error:
            return Declined(error.reason, "offline")
        finally:
            self._poll.soon()


def _unable() -> Declined:
    return Declined(_("LiveHelperChat cannot do this over its REST interface"), "unable")
