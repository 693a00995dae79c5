"""What a customer asks of the hub besides messages: asked again until there is an answer."""

import asyncio
import itertools
from collections.abc import Callable

from agent_console.customer.answer import Answers
from agent_console.customer.line import Line
from agent_console.customer.outbox import RETRY_SECONDS
from agent_console.customer.reach import Reach
from agent_console.ports import Declined
from agent_console.wire import codec
from agent_console.wire.frame import Decline, Done, Frame


class Requests:
    """Numbers requests and waits for what becomes of them; each must be one that may come twice."""

    def __init__(self, line: Line, answers: Answers, reach: Reach) -> None:
        self._line = line
        self._answers = answers
        self._reach = reach
        self._numbers = itertools.count(1)

    async def carry_out(self, frame: Callable[[int], Frame]) -> Declined | None:
        """Ask for something, and return why it was not done; `frame` gets the request's number."""
        number = next(self._numbers)
        line = codec.encode(frame(number))
        while True:
            if refusal := await self._reach.wait():
                return Declined(refusal, "refused")
            match await self._answers.ask(number, self._line.send(line)):
                case Done():
                    return None
                case Decline(code=code, reason=reason):
                    return Declined(reason, code)
                case _:
                    await asyncio.sleep(RETRY_SECONDS)
