"""What a customer sees in the terminal; everything from outside is made harmless first."""

import asyncio
from datetime import datetime
from typing import TextIO

from agent_console.domain.attachment import Attachment
from agent_console.domain.chat import Author, Delivery, Message, Status
from agent_console.domain.events import Link, LinkChanged
from agent_console.domain.text import one_line, sanitize
from agent_console.wire import translation
from agent_console.wire.frame import Standing


class Screen:
    """Prints what comes, each thing once."""

    def __init__(self, output: TextIO, trouble: TextIO, *, interactive: bool = False) -> None:
        """How the chat stands is only for a person to read, who sits at an `interactive` one."""
        self._output = output
        self._trouble = trouble
        self._interactive = interactive
        self._said = ""
        self._away = False
        self.troubled = False
        self.replies = 0
        self.replied = asyncio.Condition()

    async def show(self, message: Message) -> None:
        """Print a message, unless it is the customer's own, which is on screen as it was typed."""
        if message.author is Author.CUSTOMER:
            return
        self._print("\n".join(_lines(message)))
        if message.amends:
            return
        async with self.replied:
            self.replies += 1
            self.replied.notify_all()

    def standing(self, standing: Standing) -> None:
        """Say how the chat stands, when that is other than what was said last."""
        said = _standing(standing)
        if self._interactive and said != self._said:
            self._print(f"-- {said}")
        self._said = said

    def note(self, text: str) -> None:
        """Say something to a person; a program does not need it."""
        if self._interactive:
            self._print(f"-- {one_line(text)}")

    def sent(self, file: str) -> None:
        """Confirm that a file was sent, since only its path was typed."""
        self._print(f"[sent: {one_line(file)}]")

    def link(self, change: LinkChanged) -> None:
        """Say that the hub went away or came back, or that it will not have the customer."""
        match change:
            case LinkChanged(Link.OFFLINE, reason):
                self._away = True
                self._say(f"{reason}; trying again")
            case LinkChanged(Link.REFUSED, reason):
                self.fail(reason)
            case LinkChanged(Link.ONLINE) if self._away:
                self._away = False
                self.note("the hub is there again")
            case _:
                pass  # that all is well goes without saying

    def fail(self, reason: str) -> None:
        """Say what went wrong for good."""
        self.troubled = True
        self._say(reason)

    def _say(self, reason: str) -> None:
        self._trouble.write(f"agent-console: {one_line(reason)}\n")
        self._trouble.flush()

    def _print(self, text: str) -> None:
        self._output.write(f"{text}\n")
        self._output.flush()


def _lines(message: Message) -> list[str]:
    """Return a message as it is printed."""
    name = one_line(message.name)
    if message.amends and not message.text:
        return [f"{name} took a message back"]
    said = sanitize(message.text).replace("\n", "\n  ")
    lines = [f"{name}{' (edited)' if message.amends else ''}: {said}".rstrip()]
    if message.attachment is not None and message.delivery is not Delivery.RECALLED:
        lines.append(f"  {_file(message.attachment)}")
    return lines


def _file(attachment: Attachment) -> str:
    return f"[{one_line(attachment.name)}, {_size(attachment.size)}] {one_line(attachment.address)}"


def _size(size: int) -> str:
    for unit, each in (("MB", 10**6), ("kB", 10**3)):
        if size >= each:
            return f"{size / each:.1f} {unit}"
    return f"{size} bytes"


def _standing(standing: Standing) -> str:
    """Return how the chat stands, in words."""
    if standing.blocked:
        return "this chat was closed, and nothing more is taken in it"
    match standing.status:
        case Status.WAITING:
            return _waiting(standing)
        case Status.CLOSED:
            return "nobody holds this chat; write to begin it, or /rate 1-5 for the one that was"
        case Status.OPEN:
            return _open(standing)


def _waiting(standing: Standing) -> str:
    place = f"you are number {standing.place} in the queue" if standing.place else "you are in the queue"
    minutes = standing.wait_ms // 60_000
    unit = "minute" if minutes == 1 else "minutes"
    return f"{place}, for about {minutes} {unit} more" if minutes else place


def _open(standing: Standing) -> str:
    agent = one_line(standing.agent) or "somebody"
    if not standing.hold_until_ms:
        return f"{agent} is with you"
    back = translation.moment(standing.hold_until_ms).astimezone()
    # A time of another day needs its date.
    same_day = back.date() == datetime.now(back.tzinfo).date()
    promise = f": {one_line(standing.promise)}" if standing.promise else ""
    return f"{agent} will be back at {back:%H:%M}{'' if same_day else f' on {back:%Y-%m-%d}'}{promise}"
