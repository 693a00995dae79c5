"""An agent's desk as the demonstration's scripts need it: requests, each with its answer."""

import asyncio
import itertools
import uuid
from collections.abc import Callable
from types import TracebackType
from typing import Self

from agent_console.customer.answer import Answers
from agent_console.customer.line import Line
from agent_console.demo.encounter import TurnedAwayError
from agent_console.domain.action import AddTag
from agent_console.domain.chat import ClientId, ConversationId
from agent_console.domain.events import Link, LinkChanged
from agent_console.wire import codec
from agent_console.wire.backoff import for_agent
from agent_console.wire.frame import (
    Ack,
    Act,
    AgentHello,
    Close,
    Decline,
    Done,
    Facts,
    Frame,
    Opened,
    Refusal,
    Send,
    Take,
)


class Desk:
    """Signed in inside `async with`; everything raises `TurnedAwayError` when the hub does not do it."""

    def __init__(self, hub: str, token: str) -> None:
        self._token = token
        self._device = uuid.uuid4().hex
        self._line = Line(hub, self._hello, self._take_in, self._link_changed, for_agent())
        self._answers = Answers()
        self._requests = itertools.count(1)
        self._held: dict[ConversationId, Facts] = {}
        self._signed_in = asyncio.Event()
        self._refusal = ""
        self._running: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Sign in."""
        self._running = asyncio.create_task(self._line.run())
        self._running.add_done_callback(lambda _: self._ended())
        await self._signed_in.wait()
        if self._refusal or self._running.done():
            await self._leave()
            raise TurnedAwayError(self._refusal)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave."""
        await self._leave()

    async def take(self, conversation: ConversationId) -> None:
        """Become the owner of a waiting conversation."""
        await self._ask(lambda request: Take(request, conversation))

    async def reply(self, conversation: ConversationId, text: str) -> int:
        """Answer the customer, once in a conversation, and return the reply's sequence."""
        facts, key = self._held[conversation], ClientId(uuid.uuid4().hex)
        send = Send(conversation, facts.customer, facts.fence, key, 1, text)
        match await self._answers.ask(key, self._line.send(codec.encode(send))):
            case Ack(sequence=sequence):
                return sequence
            case answer:
                raise TurnedAwayError(_reason(answer))

    async def tag(self, conversation: ConversationId, tag: str) -> None:
        """Put a tag on."""
        fence = self._held[conversation].fence
        await self._ask(lambda request: Act(request, conversation, fence, AddTag(tag)))

    async def close(self, conversation: ConversationId, read: int, outcome: str) -> None:
        """End a conversation that was read up to a sequence."""
        fence = self._held[conversation].fence
        await self._ask(lambda request: Close(request, conversation, fence, read, outcome))

    async def _ask(self, frame: Callable[[int], Frame]) -> None:
        request = next(self._requests)
        answer = await self._answers.ask(request, self._line.send(codec.encode(frame(request))))
        if not isinstance(answer, Done):
            raise TurnedAwayError(_reason(answer))

    def _hello(self) -> Frame:
        return AgentHello(self._token, self._device)

    async def _take_in(self, frame: Frame) -> None:
        match frame:
            case Opened(facts):
                self._held[facts.id] = facts
            case Ack(client_id=key) | Refusal(client_id=key) | Done(request=key) | Decline(request=key):
                self._answers.give(key, frame)
            case _:
                pass  # what else happens is nothing that a script looks at

    def _link_changed(self, change: LinkChanged) -> None:
        if change.link is Link.REFUSED:
            self._refusal = change.reason
        if change.link in (Link.ONLINE, Link.REFUSED):
            self._signed_in.set()
        else:
            self._answers.lose()

    def _ended(self) -> None:
        """Let nobody wait for what cannot come any more."""
        self._signed_in.set()
        self._answers.lose()

    async def _leave(self) -> None:
        if self._running is not None:
            self._running.cancel()
            await asyncio.wait([self._running])
            if not self._running.cancelled():
                self._running.result()  # a bug surfaces here


def _reason(answer: Frame | None) -> str:
    return answer.reason if isinstance(answer, Decline | Refusal) else "the hub did not answer"
