"""A customer's messages on their way: in order, one at a time, until the hub has them."""

import asyncio
from dataclasses import dataclass, replace

from agent_console.customer.answer import Answers
from agent_console.customer.line import Line
from agent_console.customer.reach import Reach
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

    message: Say
    """Its number is given when its turn comes."""
    result: "asyncio.Future[Result]"


class CustomerOutbox:
    """Keeps messages in memory until they are acknowledged or refused."""

    def __init__(self, line: Line, answers: Answers, reach: Reach) -> None:
        self._line = line
        self._answers = answers
        self._reach = reach
        self._waiting: asyncio.Queue[_Waiting] = asyncio.Queue()
        self._sent = 0

    async def send(self, message: Say) -> Result:
        """Have a message delivered; it goes on being delivered when the caller stops waiting."""
        if self._reach.refusal:
            return Refused(self._reach.refusal)
        trial = pack(replace(message, number=self._sent + 1))
        if isinstance(trial, Objection):
            return Refused(trial.reason, trial.code)
        result: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.put_nowait(_Waiting(message, result))
        return await result

    async def run(self) -> None:
        """Deliver what is given, until cancelled."""
        while True:
            waiting = await self._waiting.get()
            result = await self._deliver(waiting.message)
            if not waiting.result.done():
                waiting.result.set_result(result)

    async def _deliver(self, message: Say) -> Result:
        """Send one message under its id and number until there is an answer for good."""
        line = codec.encode(replace(message, number=self._sent + 1))
        while True:
            if refusal := await self._reach.wait():
                return Refused(refusal)
            match await self._answers.insist(message.client_id, self._line.send, line):
                case Ack(sequence=sequence, sent_ms=sent_ms):
                    self._sent += 1
                    return Acknowledged(sequence, translation.moment(sent_ms))
                case Refusal(retry_ms=0, code=code, reason=reason):
                    return Refused(reason, code)
                case Refusal(retry_ms=milliseconds):
                    await asyncio.sleep(milliseconds / 1000)
                case _:
                    await asyncio.sleep(RETRY_SECONDS)
