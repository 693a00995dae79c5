"""A customer's messages on their way: in order, one at a time, until the hub has them."""

import asyncio
from dataclasses import dataclass

from agent_console.customer.answer import Answers
from agent_console.customer.line import Line
from agent_console.domain.chat import ClientId
from agent_console.domain.outbox import Acknowledged, Refused
from agent_console.wire import codec, translation
from agent_console.wire.frame import Ack, Refusal, Say
from agent_console.wire.limit import Objection
from agent_console.wire.parcel import pack

RETRY_SECONDS = 0.1
"""Between two attempts while a fallen line has not been noticed yet."""

Result = Acknowledged | Refused


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A message with the promise that its sender holds."""

    client_id: ClientId
    text: str
    result: "asyncio.Future[Result]"


class CustomerOutbox:
    """Keeps messages in memory until they are acknowledged or refused."""

    def __init__(self, line: Line, answers: Answers) -> None:
        self._line = line
        self._answers = answers
        self._waiting: asyncio.Queue[_Waiting] = asyncio.Queue()
        self._online = asyncio.Event()
        self._sent = 0
        self._refusal = ""

    async def send(self, text: str, client_id: ClientId) -> Result:
        """Have a message delivered; it goes on being delivered when the caller stops waiting."""
        if self._refusal:
            return Refused(self._refusal)
        trial = pack(Say(client_id, self._sent + 1, text))
        if isinstance(trial, Objection):
            return Refused(trial.reason, trial.code)
        result: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.put_nowait(_Waiting(client_id, text, result))
        return await result

    async def run(self) -> None:
        """Deliver what is given, until cancelled."""
        while True:
            waiting = await self._waiting.get()
            result = await self._deliver(waiting)
            if not waiting.result.done():
                waiting.result.set_result(result)

    def link(self, online: bool) -> None:
        """Go on when the hub is there, pause when it is not."""
        if online:
            self._online.set()
        else:
            self._online.clear()

    def refuse(self, reason: str) -> None:
        """Refuse everything from now on, because the hub refuses the customer."""
        self._refusal = reason
        self._online.set()

    async def _deliver(self, waiting: _Waiting) -> Result:
        """Send one message under its id and number until there is an answer for good."""
        line = codec.encode(Say(waiting.client_id, self._sent + 1, waiting.text))
        while True:
            await self._online.wait()
            if self._refusal:
                return Refused(self._refusal)
            match await self._answers.ask(waiting.client_id, self._line.send(line)):
                case Ack(sequence=sequence, sent_ms=sent_ms):
                    self._sent += 1
                    return Acknowledged(sequence, translation.moment(sent_ms))
                case Refusal(retry_ms=0, code=code, reason=reason):
                    return Refused(reason, code)
                case Refusal(retry_ms=milliseconds):
                    await asyncio.sleep(milliseconds / 1000)
                case _:
                    await asyncio.sleep(RETRY_SECONDS)
