"""A Chatwoot as a chat system."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Sequence
from typing import TypeVar

from agent_console.backends.chatwoot import facts, reading
from agent_console.backends.chatwoot.api import Api
from agent_console.backends.chatwoot.capability import CAPABILITIES
from agent_console.backends.chatwoot.deed import Deeds
from agent_console.backends.chatwoot.dispatch import Dispatch
from agent_console.backends.chatwoot.fault import ChatwootError
from agent_console.backends.chatwoot.holding import Holdings
from agent_console.backends.chatwoot.label import Labels
from agent_console.backends.chatwoot.link import Line
from agent_console.backends.chatwoot.ownership import Ownership
from agent_console.backends.chatwoot.pace import Pace
from agent_console.backends.chatwoot.parcel import Parcels
from agent_console.backends.chatwoot.past import Past
from agent_console.backends.chatwoot.record import Availability
from agent_console.backends.chatwoot.signs import Signs
from agent_console.backends.chatwoot.transcript import Transcripts
from agent_console.config.chatwoot import ChatwootSettings
from agent_console.domain.action import Action
from agent_console.domain.capability import Capabilities
from agent_console.domain.chat import ConversationId
from agent_console.domain.events import Event
from agent_console.domain.history import Step
from agent_console.domain.outbox import Acknowledged, Intent, SendResult, Unreachable
from agent_console.domain.record import Case, CaseLine
from agent_console.ports import Declined
from agent_console.texts import _

Answer = TypeVar("Answer")


class ChatwootBackend:
    """A `ChatBackend` over the REST and the socket of one Chatwoot, as one of its agents."""

    def __init__(self, settings: ChatwootSettings, token: str, device: str, pace: Pace | None = None) -> None:
        """`token` is the agent's access token. `device` is not needed: Chatwoot counts no sends."""
        pace = pace or Pace()
        self.device = device
        self._inbox: asyncio.Queue[Event | None] = asyncio.Queue()
        self._api = Api(settings.base, token)
        tell = self._inbox.put_nowait
        self._transcripts = Transcripts(self._api, tell)
        self._holdings = Holdings(self._api, self._transcripts, tell, pace)
        self._signs = Signs(self._api, tell, pace)
        self._line = Line(settings, self._api, self._holdings, self._signs, tell, pace)
        self._parcels = Parcels()
        labels = Labels(self._api)
        self._dispatch = Dispatch(self._api, self._holdings, self._parcels, pace)
        self._ownership = Ownership(self._api, self._holdings, pace)
        self._deeds = Deeds(self._api, self._holdings, labels)
        self._past = Past(self._api, self._holdings)
        self._running: asyncio.Task[None] | None = None
        self._closed = False

    @property
    def capabilities(self) -> Capabilities:
        """What a Chatwoot can do."""
        return CAPABILITIES

    def capabilities_of(self, conversation: ConversationId) -> Capabilities:
        """What a Chatwoot can do, in each conversation."""
        return CAPABILITIES

    async def events(self) -> AsyncIterator[Event]:
        """Yield what happens; connects, and comes back after every loss, until refused or closed."""
        if self._closed:
            return
        line = self._running = asyncio.create_task(self._line.run())
        line.add_done_callback(lambda _task: self._inbox.put_nowait(None))
        try:
            while (event := await self._inbox.get()) is not None:
                yield event
            if not line.cancelled():
                line.result()  # a bug in the line surfaces here
        finally:
            await self.aclose()

    async def send(self, intent: Intent) -> SendResult:
        """Deliver one message; what may have arrived already is looked for before it is sent again."""
        if self._line.down:
            return Unreachable(self._line.down)
        result = await self._dispatch.send(intent)
        if isinstance(result, Acknowledged):
            self._signs.sent(facts.number(intent.conversation))
        return result

    async def take(self, conversation: ConversationId | None = None) -> ConversationId | Declined:
        """Become the owner of a waiting conversation, by default the next one."""
        return await self._asked(self._ownership.take(conversation))

    async def close(self, conversation: ConversationId, fence: int, outcome: str = "") -> Declined | None:
        """Resolve a conversation that the agent holds; Chatwoot has no place for the outcome."""
        return await self._asked(self._ownership.close(conversation, fence))

    async def reopen(self, conversation: ConversationId) -> Declined | None:
        """Take a conversation up again that was resolved, put off, or left to a bot."""
        return await self._asked(self._ownership.reopen(conversation))

    async def set_accepting(self, accepting: bool) -> Declined | None:
        """Say whether new customers may come to this agent: online, or busy."""
        return await self._asked(self._set_accepting(accepting))

    async def perform(self, conversation: ConversationId, fence: int, action: Action) -> Declined | None:
        """Carry an action out."""
        return await self._asked(self._deeds.perform(conversation, fence, action))

    async def history(self, conversation: ConversationId) -> Sequence[Step] | Declined:
        """Return what Chatwoot tells of a conversation's course, in its own words, oldest first."""
        return await self._asked(self._past.history(conversation))

    async def past(self, conversation: ConversationId) -> Sequence[Case] | Declined:
        """Return the other conversations of a held conversation's contact, newest first."""
        return await self._asked(self._past.chats(conversation))

    async def past_lines(self, conversation: ConversationId, case: str) -> Sequence[CaseLine] | Declined:
        """Return what was said in one of them, oldest first, private notes included."""
        return await self._asked(self._past.lines(conversation, case))

    async def upload(
        self, conversation: ConversationId, name: str, content: AsyncIterator[bytes], size: int
    ) -> str | Declined:
        """Keep a file until its message leaves; Chatwoot takes both together."""
        return await self._parcels.keep(name, content, size)

    async def typing(self, conversation: ConversationId) -> None:
        """Tell the customer that the agent is writing."""
        if not self._line.down:
            await self._signs.agent(facts.number(conversation))

    async def reread(self, conversation: ConversationId, after: int) -> None:
        """Have the messages after a sequence come again, as far as they were read."""
        self._transcripts.reread(facts.number(conversation), after)

    async def aclose(self) -> None:
        """Close every connection; `events` ends."""
        if self._closed:
            return
        self._closed = True
        self._line.down = _("the console is closing")
        if self._running is not None:
            self._running.cancel()
            await asyncio.wait([self._running])
        await self._dispatch.aclose()
        self._parcels.close()
        await self._api.aclose()

    async def _asked(self, request: Coroutine[object, object, Answer]) -> Answer | Declined:
        """Return the answer to a request, or why there is none."""
        if self._line.down:
            request.close()
            return Declined(self._line.down, "offline")
        try:
            return await request
        except ChatwootError as error:
            if error.code == "forbidden":
                self._line.doubt()  # it may be the token that counts no more
            return Declined(error.reason, error.code)

    async def _set_accepting(self, accepting: bool) -> Declined | None:
        wanted, account = (
            Availability.ONLINE if accepting else Availability.BUSY,
            self._holdings.roster.me.account,
        )
        await self._api.avail({"profile": {"availability": wanted, "account_id": account}})
        now = reading.profile(await self._api.profile(), account).availability
        self._line.accept(now)
        return None if now is wanted else Declined(_("Chatwoot did not take it over"), "refused")
