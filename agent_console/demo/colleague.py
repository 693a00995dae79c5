"""A scripted colleague of the agent: answers questions, and serves those who are handed over."""

import asyncio
import itertools
import uuid
from collections.abc import Coroutine, Iterator

from agent_console.customer.line import Line
from agent_console.demo.encounter import TurnedAwayError
from agent_console.demo.pace import Pace
from agent_console.domain.action import Answer
from agent_console.domain.chat import ClientId, ConversationId, Presence
from agent_console.domain.events import Link, LinkChanged
from agent_console.wire import codec
from agent_console.wire.backoff import for_agent
from agent_console.wire.frame import (
    Act,
    AgentHello,
    Asked,
    Close,
    CustomerPresence,
    Ended,
    Facts,
    Frame,
    Messages,
    Opened,
    OpenQuestion,
    Send,
)

NAME = "Maria Example"

_ANSWERS = (
    "Yes. Make it easy for them: we pay the postage.",
    "I would refund it. They have been with us for years.",
    "Not before Thursday, I am afraid. Offer the express delivery instead.",
)
_GREETING = "Hello, this is Maria. I have read everything above and will look into it at once."
_THINKING = 6.0
"""Town seconds before she answers."""
_SERVICE = 90.0
"""Town seconds that a customer is served who does not leave first."""


class Colleague:
    """Sits at another desk for as long as `work` runs."""

    def __init__(self, hub: str, token: str, pace: Pace) -> None:
        self._token = token
        self._pace = pace
        self._device = uuid.uuid4().hex
        self._line = Line(hub, self._hello, self._take_in, self._link_changed, for_agent())
        self._held: dict[ConversationId, Facts] = {}
        self._heads: dict[ConversationId, int] = {}
        self._sends: dict[ConversationId, Iterator[int]] = {}
        self._requests = itertools.count(1)
        self._answers = itertools.cycle(_ANSWERS)
        self._refusal = ""
        self._jobs: asyncio.TaskGroup | None = None

    async def work(self) -> None:
        """Go on until cancelled; raises `TurnedAwayError` in a group when the hub does not let her in."""
        async with asyncio.TaskGroup() as self._jobs:
            await self._line.run()
            raise TurnedAwayError(self._refusal)

    def _hello(self) -> Frame:
        return AgentHello(self._token, self._device)

    def _link_changed(self, change: LinkChanged) -> None:
        self._refusal = change.reason if change.link is Link.REFUSED else ""

    async def _take_in(self, frame: Frame) -> None:
        match frame:
            case Asked(question):
                self._start(self._answer(question))
            case Opened(facts, messages):
                self._heads[facts.id] = max(m.sequence for m in messages) if messages else 0
                if facts.id not in self._held:
                    self._start(self._serve(facts.id))
                self._held[facts.id] = facts
            case Messages(conversation, messages) if messages:
                self._heads[conversation] = messages[-1].sequence
            case Ended(conversation):
                self._held.pop(conversation, None)
            case CustomerPresence(conversation, Presence.LEFT):
                await self._close(conversation)
            case _:
                pass  # she sees no queue and no team

    def _start(self, job: Coroutine[None, None, None]) -> None:
        if self._jobs is not None:
            self._jobs.create_task(job)

    async def _answer(self, question: OpenQuestion) -> None:
        await asyncio.sleep(self._pace.outside(_THINKING))
        answer = Answer(question.id, next(self._answers))
        await self._say(Act(next(self._requests), question.facts.id, question.facts.fence, answer))

    async def _serve(self, conversation: ConversationId) -> None:
        await asyncio.sleep(self._pace.outside(_THINKING))
        if facts := self._held.get(conversation):
            number = next(self._sends.setdefault(conversation, itertools.count(1)))
            key = ClientId(uuid.uuid4().hex)
            await self._say(Send(conversation, facts.customer, facts.fence, key, number, _GREETING))
        await asyncio.sleep(self._pace.outside(_SERVICE))
        await self._close(conversation)

    async def _close(self, conversation: ConversationId) -> None:
        if facts := self._held.get(conversation):
            head = self._heads[conversation]
            await self._say(Close(next(self._requests), conversation, facts.fence, head, "solved"))

    async def _say(self, frame: Frame) -> None:
        await self._line.send(codec.encode(frame))
