"""A plain customer in the terminal: what is typed is sent, what the agent writes is printed."""

import asyncio
import os
import sys
from pathlib import Path
from typing import TextIO

from agent_console.customer import order as orders
from agent_console.customer.client import HubCustomer
from agent_console.customer.identity import Identity
from agent_console.customer.order import Attach, Copy, Judge, Mistake, Order, Quit, Words
from agent_console.customer.screen import Screen
from agent_console.customer.typed_line import typed_lines
from agent_console.domain.outbox import Refused

DONE, FAILED = 0, 1
LARGEST_FILE = 256 * 1024 * 1024
"""Bytes that are read into memory to be offered; no hub keeps more by default."""


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
    interactive: bool | None = None,
    output: TextIO = sys.stdout,
    trouble: TextIO = sys.stderr,
) -> int:
    """Send each line of `source` (a file descriptor) and print the replies to `output`.

    Ends when the source has ended, every line is acknowledged, and `wait_reply` replies have come.
    At a terminal, or when `interactive`, lines that begin with a slash are commands, and how the chat
    stands is printed, too. Returns the exit code: 0, or 1 when the hub refused the customer or a message,
    with one line in `trouble` that says why.
    """
    person = os.isatty(source) if interactive is None else interactive
    screen = Screen(output, trouble, interactive=person)
    screen.note(orders.HELP)
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
        on_standing=screen.standing,
    )
    await _run(customer, screen, Desk(customer, screen, person), source, wait_reply)
    return FAILED if screen.troubled else DONE


async def _run(customer: HubCustomer, screen: Screen, desk: "Desk", source: int, wait_reply: int) -> None:
    """Talk until the input has ended, or the hub refuses the customer."""
    async with customer, asyncio.TaskGroup() as group:
        listening = group.create_task(_listen(customer, screen))
        typing = group.create_task(_type(desk, source, wait_reply))
        await asyncio.wait({listening, typing}, return_when=asyncio.FIRST_COMPLETED)
        listening.cancel()
        typing.cancel()


class Desk:
    """Where a customer's lines become messages and requests."""

    def __init__(self, customer: HubCustomer, screen: Screen, interactive: bool) -> None:
        self.screen = screen
        self._customer = customer
        self._interactive = interactive

    async def take(self, line: str) -> None:
        """Do what a line asks for, and say what went wrong."""
        order = orders.read(line) if self._interactive else Words(line)
        trouble = await self._carry_out(order)
        if trouble and not self._customer.refusal:
            self.screen.fail(trouble)

    async def _carry_out(self, order: Order) -> str:
        """Return what went wrong."""
        customer = self._customer
        match order:
            case Words(text):
                return _unsent(await customer.send(text))
            case Attach(path):
                return await self._attach(path)
            case Judge(score, comment):
                declined = await customer.rate(score, comment)
            case Quit():
                declined = await customer.leave()
            case Copy(email):
                declined = await customer.mail_transcript(email)
            case Mistake(reason):
                return reason
        if declined is None:
            self.screen.note("done")
        return "" if declined is None else declined.reason

    async def _attach(self, path: Path) -> str:
        try:
            content = await asyncio.to_thread(_content, path)
        except OSError as error:
            return f"{path}: {error.strerror}"
        if content is None:
            return f"{path}: this is no file"
        if len(content) > LARGEST_FILE:
            return f"{path}: it is too large to be sent"
        upload = await self._customer.upload(path.name, content)
        if isinstance(upload, Refused):
            return f"{path}: {upload.reason}"
        unsent = _unsent(await self._customer.send("", file=upload))
        if not unsent:
            self.screen.sent(path.name)
        return unsent


def _content(path: Path) -> bytes | None:
    """Return a file's content, or so much of it that it is known to be too large; None of what is no file."""
    if path.exists() and not path.is_file():
        return None  # reading from a pipe or a device might never end
    with path.open("rb") as file:
        return file.read(LARGEST_FILE + 1)


def _unsent(result: object) -> str:
    return f"not sent: {result.reason}" if isinstance(result, Refused) else ""


async def _listen(customer: HubCustomer, screen: Screen) -> None:
    """Print until the hub refuses the customer; what is printed counts as read."""
    async for message in customer.messages():
        await screen.show(message)
        await customer.seen()


async def _type(desk: Desk, source: int, wait_reply: int) -> None:
    """Send line by line, each after the one before is acknowledged, and wait for the replies."""
    try:
        async for line in typed_lines(source):
            if line.strip():
                await desk.take(line)
    except OSError as error:
        desk.screen.fail(f"the input cannot be read: {error.strerror}")
    async with desk.screen.replied:
        await desk.screen.replied.wait_for(lambda: desk.screen.replies >= wait_reply)
