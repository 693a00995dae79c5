"""The project's own hub as a chat system."""

import asyncio
import itertools
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from functools import partial

from agent_console.backends.hub_past import HubPast
from agent_console.backends.hub_reader import HubReader
from agent_console.backends.hub_saying import heard
from agent_console.customer.answer import Answers
from agent_console.customer.line import Line
from agent_console.customer.reach import Reach
from agent_console.customer.upload import Uploader
from agent_console.domain.action import Action, Deed
from agent_console.domain.chat import ConversationId
from agent_console.domain.events import Event, Link, LinkChanged
from agent_console.domain.history import Step
from agent_console.domain.outbox import Acknowledged, Intent, Refused, SendResult, Unreachable
from agent_console.domain.record import Case, CaseLine
from agent_console.ports import Capabilities, Declined
from agent_console.texts import _
from agent_console.wire import backoff, codec, translation
from agent_console.wire.frame import (
    NONE,
    Ack,
    Act,
    AgentHello,
    Close,
    Decline,
    Done,
    Frame,
    History,
    Past,
    PastLines,
    Progress,
    ReadHistory,
    Refusal,
    Reopen,
    Reread,
    Send,
    SetAccepting,
    Take,
    Trouble,
    Typing,
    Unstored,
)
from agent_console.wire.limit import Objection
from agent_console.wire.parcel import fitted, pack

logger = logging.getLogger(__name__)

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


class HubBackend:
    """A `ChatBackend` over one connection to a hub at a time."""

    def __init__(self, url: str, token: str, device: str) -> None:
        """`url` may name several hubs on one store, with commas between them.

        `device` is the id of this console's installation; the hub counts send numbers by it.
        """
        self._token = token
        self._device = device
        self._line = Line(url, self._hello, self._take_in, self._link_changed, backoff.for_agent())
        self._reader = HubReader(self._line.url)
        self._answers = Answers()
        self._requests = itertools.count(1)
        self._inbox: asyncio.Queue[Event | None] = asyncio.Queue()
        self._running: asyncio.Task[None] | None = None
        self._down = _("not connected yet")
        self._reach = Reach()
        self._past = HubPast(self._ask)
        self._uploader = Uploader(self._line, self._answers, self._reach)
        self._closed = False

    @property
    def capabilities(self) -> Capabilities:
        """What a hub can do."""
        return CAPABILITIES

    def capabilities_of(self, conversation: ConversationId) -> Capabilities:
        """What a hub can do, in each conversation."""
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
        """Deliver one message, repeated on a connection that stands until there is an answer.

        What the hub would refuse for its form is refused here, and never leaves. How long an answer may
        take is the caller's to limit.
        """
        line = _packed(intent)
        if isinstance(line, Refused):
            return line
        match await self._answers.insist(intent.client_id, self._line.send, line):
            case Ack(sequence=sequence, sent_ms=sent_ms):
                return Acknowledged(sequence, translation.moment(sent_ms))
            case Refusal(retry_ms=0, code=code, reason=reason):
                return Refused(heard(reason), code)
            case Refusal(reason=reason):
                return Unreachable(heard(reason))
            case _:
                return Unreachable(self._down or _("the hub did not answer"))

    async def take(self, conversation: ConversationId | None = None) -> ConversationId | Declined:
        """Become the owner of a waiting conversation, by default the one that waited longest."""
        answer = await self._request(lambda n: Take(n, conversation or NONE))
        return answer if isinstance(answer, Declined) else answer.conversation

    async def close(self, conversation: ConversationId, fence: int, outcome: str = "") -> Declined | None:
        """End a conversation that the agent holds under that fence."""
        head = self._reader.cursor.read(conversation)
        return _declined(await self._request(lambda n: Close(n, conversation, fence, head, outcome)))

    async def reopen(self, conversation: ConversationId) -> Declined | None:
        """Take a closed conversation up again as its owner."""
        return _declined(await self._request(lambda n: Reopen(n, conversation)))

    async def set_accepting(self, accepting: bool) -> Declined | None:
        """Say whether new customers may come to this agent."""
        return _declined(await self._request(lambda n: SetAccepting(n, accepting)))

    async def perform(self, conversation: ConversationId, fence: int, action: Action) -> Declined | None:
        """Carry an action out."""
        return _declined(await self._request(lambda n: Act(n, conversation, fence, action)))

    async def history(self, conversation: ConversationId) -> Sequence[Step] | Declined:
        """Return everything that happened to a conversation, oldest first."""
        steps: list[Step] = []
        while True:
            after = steps[-1].id if steps else 0
            answer = await self._ask(partial(_read_history, conversation, after))
            if not isinstance(answer, History):
                return self._decline(answer)
            steps.extend(translation.step(line) for line in answer.lines)
            if not (answer.more and answer.lines):
                return steps

    async def past(self, conversation: ConversationId) -> Sequence[Case] | Declined:
        """Return the earlier chats of a held conversation's customer, newest first."""
        chats = await self._past.chats(conversation)
        return chats if isinstance(chats, Sequence) else self._decline(chats)

    async def past_lines(self, conversation: ConversationId, case: str) -> Sequence[CaseLine] | Declined:
        """Return what was said in one of them, oldest first, private notes included."""
        lines = await self._past.lines(conversation, case)
        return lines if isinstance(lines, Sequence) else self._decline(lines)

    async def upload(
        self, conversation: ConversationId, name: str, content: AsyncIterator[bytes], size: int
    ) -> str | Declined:
        """Store a file for a message to this conversation; goes on after every loss of the connection."""
        upload = await self._uploader.stream(name, content, size, conversation)
        return Declined(heard(upload.reason), upload.code) if isinstance(upload, Refused) else upload

    async def typing(self, conversation: ConversationId) -> None:
        """Tell the customer that the agent is writing."""
        await self._line.send(codec.encode(Typing(conversation)))

    async def reread(self, conversation: ConversationId, after: int) -> None:
        """Have the messages after a sequence come again; while offline, with the next connection."""
        self._reader.cursor.rewind(conversation, after)
        await self._line.send(codec.encode(Reread(conversation, after)))

    async def aclose(self) -> None:
        """Close the connection; `events` ends."""
        self._closed = True
        self._reach.change(LinkChanged(Link.REFUSED, _("the console is closing")))
        if self._running is not None:
            self._running.cancel()
            await asyncio.wait([self._running])
        self._answers.lose()

    async def _request(self, frame: Callable[[int], Frame]) -> Done | Declined:
        answer = await self._ask(frame)
        return answer if isinstance(answer, Done) else self._decline(answer)

    async def _ask(self, frame: Callable[[int], Frame]) -> Frame | None:
        request = next(self._requests)
        line = fitted(frame(request))
        if isinstance(line, Objection):
            return Decline(request, line.code, line.reason)
        return await self._answers.ask(request, self._line.send(line))

    def _decline(self, answer: Frame | None) -> Declined:
        if isinstance(answer, Decline):
            return Declined(heard(answer.reason), answer.code)
        return Declined(self._down or _("the hub did not answer"), "offline")

    def _hello(self) -> Frame:
        return AgentHello(self._token, self._device, self._reader.cursor.all())

    async def _take_in(self, frame: Frame) -> None:
        match frame:
            case Ack(client_id=key) | Refusal(client_id=key):
                self._answers.give(key, frame)
            case Progress(upload=upload) | Unstored(upload=upload):
                self._answers.give(("upload", upload), frame)
            case Done() | Decline() | History() | Past() | PastLines():
                self._answers.give(frame.request, frame)
            case Trouble(reason):
                logger.error("the hub did not understand this console: %s", reason)
            case _:
                await self._fold(frame)

    async def _fold(self, frame: Frame) -> None:
        for item in self._reader.read(frame):
            if isinstance(item, Reread):
                await self._line.send(codec.encode(item))
            else:
                self._inbox.put_nowait(item)

    def _link_changed(self, change: LinkChanged) -> None:
        change = replace(change, reason=heard(change.reason))
        self._reader.hub = self._line.url
        self._down = "" if change.link is Link.ONLINE else change.reason
        if self._down:
            self._answers.lose()
        self._reach.change(change)
        self._inbox.put_nowait(change)


def _read_history(conversation: ConversationId, after: int, request: int) -> Frame:
    return ReadHistory(request, conversation, after)


def _packed(intent: Intent) -> str | Refused:
    """Return a message as a frame, or why no hub would take it."""
    frame = Send(
        conversation=intent.conversation,
        customer=intent.customer,
        fence=intent.fence,
        client_id=intent.client_id,
        number=intent.number,
        text=intent.text,
        mode=intent.mode,
        file=intent.attachment,
    )
    parcel = pack(frame)
    return Refused(parcel.reason, parcel.code) if isinstance(parcel, Objection) else parcel


def _declined(answer: Done | Declined) -> Declined | None:
    return answer if isinstance(answer, Declined) else None
