"""A plain customer in the terminal: what is typed is sent, what the agent writes is printed."""

import asyncio
import sys
from typing import TextIO

from agent_console.customer.client import HubCustomer
from agent_console.customer.identity import Identity
from agent_console.customer.typed_line import typed_lines
from agent_console.domain.chat import Author, Message
from agent_console.domain.events import Link, LinkChanged
from agent_console.domain.outbox import Refused
from agent_console.domain.text import one_line, sanitize

DONE, FAILED = 0, 1


async def chat(
    url: str,
    *,
    name: str,
    email: str = "",
    phone: str = "",
    language: str = "",
    order: str = "",
    concern: str = "",
    wait_reply: int = 0,
    identity: Identity | None = None,
    source: int = 0,
    output: TextIO = sys.stdout,
    trouble: TextIO = sys.stderr,
) -> int:
    """Send each line of `source` (a file descriptor) and print the replies to `output`.

    Ends when the source has ended, every line is acknowledged, and `wait_reply` replies have come.
    Returns the exit code: 0, or 1 when the hub refused the customer or a message, with one line in
    `trouble` that says why.
    """
    screen = Screen(output, trouble)
    customer = HubCustomer(
        url,
        name=name,
        email=email,
        phone=phone,
        language=language,
        order_number=order,
        concern=concern,
        identity=identity,
        on_link=screen.link,
    )
    async with customer, asyncio.TaskGroup() as group:
        listening = group.create_task(_listen(customer, screen))
        typing = group.create_task(_type(customer, screen, source, wait_reply))
        await asyncio.wait({listening, typing}, return_when=asyncio.FIRST_COMPLETED)
        listening.cancel()
        typing.cancel()
    return FAILED if screen.troubled else DONE


class Screen:
    """What the customer sees; everything from outside is made harmless first."""

    def __init__(self, output: TextIO, trouble: TextIO) -> None:
        self._output = output
        self._trouble = trouble
        self.troubled = False
        self.replies = 0
        self.replied = asyncio.Condition()

    async def show(self, message: Message) -> None:
        """Print a message, unless it is the customer's own, which is on screen as it was typed."""
        if message.author is Author.CUSTOMER:
            return
        text = sanitize(message.text).replace("\n", "\n  ")
        self._output.write(f"{one_line(message.name)}: {text}\n")
        self._output.flush()
        async with self.replied:
            self.replies += 1
            self.replied.notify_all()

    def link(self, change: LinkChanged) -> None:
        """Say that the hub went away, or that it will not have the customer."""
        match change:
            case LinkChanged(Link.OFFLINE, reason):
                self._say(f"{reason}; trying again")
            case LinkChanged(Link.REFUSED, reason):
                self.fail(reason)
            case _:
                pass  # that all is well goes without saying

    def fail(self, reason: str) -> None:
        """Say what went wrong for good."""
        self.troubled = True
        self._say(reason)

    def _say(self, reason: str) -> None:
        self._trouble.write(f"agent-console: {one_line(reason)}\n")
        self._trouble.flush()


async def _listen(customer: HubCustomer, screen: Screen) -> None:
    """Print until the hub refuses the customer."""
    async for message in customer.messages():
        await screen.show(message)


async def _type(customer: HubCustomer, screen: Screen, source: int, wait_reply: int) -> None:
    """Send line by line, each after the one before is acknowledged, and wait for the replies."""
    try:
        async for line in typed_lines(source):
            if line.strip():
                result = await customer.send(line)
                if isinstance(result, Refused) and not customer.refusal:
                    screen.fail(f"not sent: {result.reason}")
    except OSError as error:
        screen.fail(f"the input cannot be read: {error.strerror}")
    async with screen.replied:
        await screen.replied.wait_for(lambda: screen.replies >= wait_reply)
