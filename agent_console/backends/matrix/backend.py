"""A Matrix homeserver as a chat system: rooms are conversations, and their order decides who has them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from typing import TypeVar

from agent_console.backends.matrix import spell, upload
from agent_console.backends.matrix.api import Api
from agent_console.backends.matrix.chat import Chat
from agent_console.backends.matrix.claim import Claims, holds, not_yours
from agent_console.backends.matrix.client import Client
from agent_console.backends.matrix.deed import WORKABLE, Deeds, unable
from agent_console.backends.matrix.event import AVAILABILITY
from agent_console.backends.matrix.line import Line
from agent_console.backends.matrix.office import Office
from agent_console.backends.matrix.posting import Posting
from agent_console.backends.matrix.sending import Sending
from agent_console.backends.matrix.sign_in import SignIn
from agent_console.backends.matrix.trouble import OutageError, RefusalError, SignedOutError
from agent_console.config.matrix import MatrixSettings
from agent_console.domain.action import DEEDS, Action, HandOver
from agent_console.domain.capability import Capabilities, Claim
from agent_console.domain.chat import ConversationId, Status
from agent_console.domain.events import Event
from agent_console.domain.history import Step
from agent_console.domain.outbox import Intent, SendResult
from agent_console.domain.record import Case, CaseLine
from agent_console.ports import Declined
from agent_console.texts import _

CAPABILITIES = Capabilities(
    reopen=True,
    notes=True,
    typing=True,
    history=True,
    attachments=True,
    past=True,
    receipts=True,
    presence=True,
    availability=True,
    team=True,
    deeds=WORKABLE,
    claim=Claim.READ_BACK,
)
_GOODBYE_SECONDS = 2
T = TypeVar("T")


class MatrixBackend:
    """One agent's view of the rooms at a homeserver; implements `ports.ChatBackend`."""

    def __init__(self, settings: MatrixSettings, secret: str, device: str) -> None:
        """`secret` is the access token, or the password where the settings name one.

        `device` is the id of this console's installation; a login by password makes a device of that name.
        """
        self._client = Client(settings.homeserver.rstrip("/"))
        self._api = Api(self._client)
        sign_in = SignIn(settings, self._client, secret, device)
        self._inbox: asyncio.Queue[Event | None] = asyncio.Queue()
        self._line = Line(settings, self._api, sign_in, self._inbox.put_nowait)
        self._posting = Posting(self._api, self._line)
        self._sending = Sending(self._line, self._posting)
        self._running: asyncio.Task[None] | None = None
        self._closed = False

    @property
    def capabilities(self) -> Capabilities:
        """What can be done over Matrix."""
        return CAPABILITIES

    def capabilities_of(self, conversation: ConversationId) -> Capabilities:
        """What can be done over Matrix, in each conversation."""
        return CAPABILITIES

    async def events(self) -> AsyncIterator[Event]:
        """Yield what happens; signs in, and comes back after every loss, until refused or closed."""
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
        """Deliver one message; returns when it has its place in the room's order."""
        return await self._sending.send(intent)

    async def take(self, conversation: ConversationId | None = None) -> ConversationId | Declined:
        """Become the owner of a waiting conversation, by default the one that waited longest."""

        async def take(office: Office) -> ConversationId | Declined:
            chat = office.chats.get(conversation) if conversation else None
            unknown = chat is None or chat.ownership.status is not Status.WAITING
            if unknown and not await self._line.catch_up():
                return self._offline()
            return await Claims(office, self._posting).take(conversation)

        return await self._carry_out(take)

    async def close(self, conversation: ConversationId, fence: int, outcome: str = "") -> Declined | None:
        """End a conversation that the agent holds under that fence."""
        return await self._with(
            conversation,
            lambda office, chat: Claims(office, self._posting).close(chat, fence, outcome),
        )

    async def reopen(self, conversation: ConversationId) -> Declined | None:
        """Take a closed conversation up again as its owner."""

        async def do(office: Office, chat: Chat) -> Declined | None:
            # Who has just closed it was perhaps somebody else.
            if not await self._line.catch_up():
                return self._offline()
            return await Claims(office, self._posting).reopen(chat)

        return await self._with(conversation, do)

    async def set_accepting(self, accepting: bool) -> Declined | None:
        """Say whether new customers may come to this agent; colleagues see it too."""

        async def say(office: Office) -> None:
            content = {"accepting": accepting}
            await self._api.set_state(self._line.team_room, AVAILABILITY, office.me, content)

        return await self._carry_out(say)

    async def perform(self, conversation: ConversationId, fence: int, action: Action) -> Declined | None:
        """Carry an action out."""
        if DEEDS[type(action)] not in WORKABLE:
            return unable(DEEDS[type(action)])

        async def do(office: Office, chat: Chat) -> Declined | None:
            # Whether a colleague takes customers may have changed a moment ago.
            if isinstance(action, HandOver) and not await self._line.catch_up():
                return self._offline()
            return await Deeds(office, self._api, self._posting).perform(chat, fence, action)

        return await self._with(conversation, do)

    async def history(self, conversation: ConversationId) -> Sequence[Step] | Declined:
        """Return everything that happened to a conversation, oldest first."""

        async def steps(office: Office, chat: Chat) -> Sequence[Step] | Declined:
            return tuple(chat.steps) if await self._line.catch_up() else self._offline()

        return await self._with(conversation, steps)

    async def past(self, conversation: ConversationId) -> Sequence[Case] | Declined:
        """Return the earlier chats in the same room, newest first, without their lines."""

        async def cases(office: Office, chat: Chat) -> Sequence[Case] | Declined:
            if not holds(chat, office.me, chat.ownership.fence):
                return not_yours()
            return chat.past()

        return await self._with(conversation, cases)

    async def past_lines(self, conversation: ConversationId, case: str) -> Sequence[CaseLine] | Declined:
        """Return what was said in one of them, oldest first, private notes included."""

        async def lines(office: Office, chat: Chat) -> Sequence[CaseLine] | Declined:
            if not holds(chat, office.me, chat.ownership.fence):
                return not_yours()
            said = chat.past_said(case)
            if said is None:
                return Declined(_("this customer has no such chat"), "unknown")
            return [spell.line(message) for message in said]

        return await self._with(conversation, lines)

    async def upload(
        self, conversation: ConversationId, name: str, content: AsyncIterator[bytes], size: int
    ) -> str | Declined:
        """Store a file for a message; its id says all that the message must say of it."""
        if self._line.down:
            return self._offline()
        return await upload.store(self._api, name, content, size)

    async def typing(self, conversation: ConversationId) -> None:
        """Tell the customer that the agent is writing."""
        office = self._line.office
        if office is not None and not self._line.down:
            with suppress(OutageError, RefusalError):  # it may be lost
                await self._api.type(conversation, office.me)

    async def reread(self, conversation: ConversationId, after: int) -> None:
        """Have the messages after a sequence come again."""
        office = self._line.office
        if office is not None and (chat := office.chats.get(conversation)) is not None:
            for event in office.again(chat, after):
                self._inbox.put_nowait(event)

    async def aclose(self) -> None:
        """Close the connection; `events` ends."""
        if self._closed:
            return
        self._closed = True
        online = not self._line.down
        if self._running is not None:
            self._running.cancel()
            await asyncio.wait([self._running])
        await self._line.stop(_("the console is closing"))
        if online and self._line.office is not None:
            with suppress(OutageError, RefusalError, TimeoutError):  # colleagues see it a little later then
                async with asyncio.timeout(_GOODBYE_SECONDS):
                    await self._api.leave_desk(self._line.office.me)
        await self._client.aclose()

    async def _with(
        self, conversation: ConversationId, work: Callable[[Office, Chat], Awaitable[T | Declined]]
    ) -> T | Declined:
        """Have something done with a conversation, which may be newer than what is known."""

        async def do(office: Office) -> T | Declined:
            if conversation not in office.chats and not await self._line.catch_up():
                return self._offline()
            chat = office.chats.get(conversation)
            if chat is None:
                return Declined(_("there is no such conversation"), "unknown")
            return await work(office, chat)

        return await self._carry_out(do)

    async def _carry_out(self, work: Callable[[Office], Awaitable[T | Declined]]) -> T | Declined:
        office = self._line.office
        if office is None or self._line.down:
            return self._offline()
        try:
            return await work(office)
        except OutageError as outage:
            return Declined(str(outage), "offline")
        except SignedOutError as signed_out:
            self._line.hurry()  # it hears the same, and does something about it
            return Declined(str(signed_out), "offline")
        except RefusalError as refusal:
            return Declined(str(refusal), "refused")

    def _offline(self) -> Declined:
        return Declined(self._line.down or _("the homeserver cannot be reached"), "offline")
