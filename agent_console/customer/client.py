"""A customer of a hub, for programs: scripted customers, benchmarks, the terminal."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from types import TracebackType
from typing import Self, Unpack

from agent_console.customer import introduction
from agent_console.customer.answer import Answers
from agent_console.customer.identity import Identity
from agent_console.customer.introduction import Introduction
from agent_console.customer.line import Line
from agent_console.customer.outbox import CustomerOutbox
from agent_console.customer.reach import Reach
from agent_console.customer.request import Requests
from agent_console.customer.upload import Uploader
from agent_console.domain.chat import ClientId, ConversationId, Message
from agent_console.domain.events import Link, LinkChanged
from agent_console.domain.outbox import Acknowledged, Refused
from agent_console.ports import Declined
from agent_console.wire import codec, translation
from agent_console.wire.backoff import Backoff, for_customer
from agent_console.wire.cursor import Cursor, Step
from agent_console.wire.frame import (
    NONE,
    Ack,
    CustomerHello,
    CustomerWelcome,
    Decline,
    Done,
    Entry,
    Frame,
    Heads,
    Leave,
    MailTranscript,
    Messages,
    Progress,
    Rate,
    Refusal,
    Reread,
    Say,
    Seen,
    Standing,
    Typing,
    Unstored,
    Visit,
)


def _ignore(change: object) -> None:
    """Take no notice."""


class HubCustomer:
    """A customer, connected inside `async with`; comes back by itself when the hub was away."""

    def __init__(
        self,
        url: str,
        *,
        name: str,
        identity: Identity | None = None,
        backoff: Backoff | None = None,
        on_link: Callable[[LinkChanged], None] = _ignore,
        on_standing: Callable[[Standing], None] = _ignore,
        on_typing: Callable[[Typing], None] = _ignore,
        **said: Unpack[Introduction],
    ) -> None:
        """`url` may name several hubs on one store, with commas between them.

        `identity` makes this an earlier customer again; the callbacks hear of changes as they come.
        """
        self.identity = identity or Identity()
        self.standing: Standing | None = None
        """How the chat stood when the hub last said so."""
        self._profile, self._topic = introduction.profile(name, said), introduction.topic(said)
        self._device = uuid.uuid4().hex
        self._on_link, self._on_standing, self._on_typing = on_link, on_standing, on_typing
        self._line = Line(url, self._hello, self._take_in, self._link_changed, backoff or for_customer())
        self._reach = Reach()
        self._answers = Answers()
        self._outbox = CustomerOutbox(self._line, self._answers, self._reach)
        self._requests = Requests(self._line, self._answers, self._reach)
        self._uploader = Uploader(self._line, self._answers, self._reach)
        self._cursor = Cursor()
        self._conversation = NONE
        self._inbox: asyncio.Queue[Message | None] = asyncio.Queue()
        self._running: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Begin to connect."""
        self._running = asyncio.create_task(self._run())
        self._running.add_done_callback(lambda _: self._inbox.put_nowait(None))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave; whether the hub has a message that is not acknowledged by now is not known."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.wait([self._running])
            if not self._running.cancelled():
                self._running.result()  # a bug surfaces here

    @property
    def conversation(self) -> ConversationId:
        """The customer's conversation; empty until the hub has let the customer in once."""
        return self._conversation

    @property
    def refusal(self) -> str:
        """Why the hub does not let this customer in; empty while it may."""
        return self._reach.refusal

    async def send(
        self, text: str, client_id: ClientId | None = None, file: str = ""
    ) -> Acknowledged | Refused:
        """Say something; returns when the hub has it for good, however often the line falls meanwhile.

        The same `client_id` again is the same message again; without one the message gets a new id.
        `file` is the id of an upload that goes with it; the text may then be empty.
        """
        return await self._outbox.send(Say(client_id or ClientId(uuid.uuid4().hex), 0, text, file))

    async def upload(self, name: str, content: bytes) -> str | Refused:
        """Have the hub keep a file, and return its id for `send`; a loss of the line is waited out."""
        return await self._uploader.upload(name, content)

    async def messages(self) -> AsyncIterator[Message]:
        """Yield the conversation's messages, the customer's own included, in order and without holes.

        One that `amends` an earlier one replaces its words. Ends on leaving, and when the hub refuses
        the customer; to be iterated once.
        """
        while (message := await self._inbox.get()) is not None:
            yield message

    async def typing(self, preview: str = "") -> None:
        """Tell the agent that the customer is writing; lost while the hub is away."""
        await self._line.send(codec.encode(Typing(self._conversation, preview)))

    async def seen(self) -> None:
        """Tell the agent that everything that has come was read; lost while the hub is away."""
        read = self._cursor.read(self._conversation)
        await self._line.send(codec.encode(Seen(read, self._conversation)))

    async def visit(self, page: str, title: str = "", referrer: str = "") -> None:
        """Tell the agent that the customer is on another page now; lost while the hub is away."""
        self._topic = replace(self._topic, page=page, page_title=title, referrer=referrer)
        await self._line.send(codec.encode(Visit(page, title, referrer)))

    async def leave(self) -> Declined | None:
        """End the chat; writing again begins it again."""
        return await self._requests.carry_out(Leave)

    async def rate(self, score: int, comment: str = "") -> Declined | None:
        """Say what the chat was worth, from 1, bad, to 5, good."""
        return await self._requests.carry_out(lambda number: Rate(number, score, comment))

    async def mail_transcript(self, email: str) -> Declined | None:
        """Have the conversation sent to an e-mail address."""
        return await self._requests.carry_out(lambda number: MailTranscript(number, email))

    async def _run(self) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(self._outbox.run())
            await self._line.run()

    def _hello(self) -> Frame:
        return CustomerHello(
            self.identity.customer,
            self.identity.secret,
            self._device,
            self._profile,
            self._topic,
            self._cursor.read(self._conversation),
        )

    async def _take_in(self, frame: Frame) -> None:
        match frame:
            case CustomerWelcome(conversation):
                self._conversation = conversation
            case Messages(conversation, entries):
                await self._read(conversation, entries)
            case Ack(client_id=key) | Refusal(client_id=key) | Done(request=key) | Decline(request=key):
                self._answers.give(key, frame)
            case Progress(upload=upload) | Unstored(upload=upload):
                self._answers.give(("upload", upload), frame)
            case Heads(heads):
                for _ in self._cursor.behind(heads):
                    await self._reread()
            case _:
                self._tell(frame)

    def _tell(self, frame: Frame) -> None:
        """Pass on what is no message and no answer."""
        match frame:
            case Standing():
                self.standing = frame
                self._on_standing(frame)
            case Typing():
                self._on_typing(frame)
            case _:
                pass  # a customer need not know more

    async def _read(self, conversation: ConversationId, entries: tuple[Entry, ...]) -> None:
        for entry in entries:
            match self._cursor.accept(conversation, entry.sequence):
                case Step.NEXT:
                    self._inbox.put_nowait(translation.arrival(entry, self._line.url).message)
                case Step.HOLE:
                    await self._reread()
                    return
                case Step.REPEAT:
                    continue

    async def _reread(self) -> None:
        missing = Reread(self._conversation, self._cursor.read(self._conversation))
        await self._line.send(codec.encode(missing))

    def _link_changed(self, change: LinkChanged) -> None:
        self._reach.change(change)
        if change.link is not Link.ONLINE:
            self._answers.lose()
        if change.link is Link.REFUSED:
            self._inbox.put_nowait(None)
        self._on_link(change)
