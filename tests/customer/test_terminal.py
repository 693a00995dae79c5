"""The terminal customer, on pipes, against a real hub."""

import asyncio
import io
import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from agent_console.customer.terminal import chat
from agent_console.domain.chat import ClientId, ConversationId
from agent_console.wire.frame import Ack, Opened, Queue, Reopen, Send, Take
from tests.hub.file_case import png
from tests.hub.host import HubHost
from tests.hub.raw_client import agent_hello, dialled
from tests.hub.scene import agent


@pytest.fixture
async def host(tmp_path: Path) -> AsyncIterator[HubHost]:
    hub = HubHost(tmp_path)
    await hub.start()
    yield hub
    await hub.close()


class Announced(io.StringIO):
    """A text that says when something was written."""

    def __init__(self) -> None:
        super().__init__()
        self.written = asyncio.Event()

    def write(self, text: str, /) -> int:
        """Keep the text, and say so."""
        self.written.set()
        return super().write(text)


class Talk:
    """One run of the program: lines in, lines out, exit code."""

    def __init__(self, url: str, *, wait_reply: int = 0, interactive: bool | None = None) -> None:
        source, self._input = os.pipe()
        self.output = io.StringIO()
        self.trouble = Announced()
        self._source = source
        self._running = asyncio.create_task(
            chat(
                url,
                name="Karen Doe",
                wait_reply=wait_reply,
                source=source,
                interactive=interactive,
                output=self.output,
                trouble=self.trouble,
            )
        )

    def write(self, data: bytes) -> None:
        """Put bytes into the pipe."""
        os.write(self._input, data)

    async def end(self) -> int:
        """End the input and return the exit code."""
        os.close(self._input)
        async with asyncio.timeout(20):
            code = await self._running
        os.close(self._source)
        return code


async def answered(host: HubHost, *replies: str) -> list[str]:
    """Take the customer who waits, reply, and return what the customer had written."""
    async with dialled(host.url, agent_hello(host.token("Ann"))) as ann:
        while not (await ann.hear(Queue)).waiting:
            pass
        await ann.say(Take(1))
        opened = await ann.hear(Opened)
        facts = opened.facts
        for number, reply in enumerate(replies, 1):
            await ann.say(Send(facts.id, facts.customer, facts.fence, ClientId(f"r{number}"), number, reply))
            await ann.hear(Ack)
    return [entry.text for entry in opened.messages]


async def test_lines_go_out_and_replies_come_in(host: HubHost) -> None:
    talk = Talk(host.url, wait_reply=2)
    talk.write(b"hello\n")
    assert await answered(host, "hi Karen", "first\nsecond") == ["hello"]
    assert await talk.end() == 0
    assert talk.output.getvalue() == "Ann: hi Karen\nAnn: first\n  second\n"
    assert talk.trouble.getvalue() == ""


async def test_every_line_is_delivered_before_it_ends(host: HubHost) -> None:
    talk = Talk(host.url)
    talk.write("one\r\n\n  \nzwölf\nlast, without an end".encode())
    assert await talk.end() == 0
    assert await answered(host) == ["one", "zwölf", "last, without an end"]


async def test_a_reply_cannot_command_the_terminal(host: HubHost) -> None:
    talk = Talk(host.url, wait_reply=1)
    talk.write(b"hello\n")
    await answered(host, "\x1b]0;owned\x07\x1b[2J\x9b31m hi")
    assert await talk.end() == 0
    shown = talk.output.getvalue()
    assert shown.endswith(" hi\n")
    assert not [sign for sign in shown if (ord(sign) < 32 and sign != "\n") or 127 <= ord(sign) < 160]


async def test_bytes_that_are_no_text_are_sent_as_replacement_signs(host: HubHost) -> None:
    talk = Talk(host.url)
    talk.write(b"caf\xe9\n")
    assert await talk.end() == 0
    assert await answered(host) == ["caf\ufffd"]


async def test_a_line_too_long_is_one_clear_line_and_the_rest_goes_on(host: HubHost) -> None:
    talk = Talk(host.url)
    talk.write(b"x" * 20_000 + b"\n")
    talk.write(b"short\n")
    assert await talk.end() == 1
    assert talk.trouble.getvalue() == (
        "agent-console: not sent: the message is too long: 20,000 bytes; at most 16,384 can be sent at once\n"
    )
    assert await answered(host) == ["short"]


async def test_an_address_that_is_none_is_one_clear_line() -> None:
    talk = Talk("http://example.com")
    assert await talk.end() == 1
    assert talk.trouble.getvalue() == (
        "agent-console: http://example.com is no hub's address; it looks like wss://HOST:PORT\n"
    )


async def test_a_hub_that_is_away_is_waited_for(host: HubHost) -> None:
    await host.stop()
    talk = Talk(host.url)
    talk.write(b"hello\n")
    async with asyncio.timeout(20):
        await talk.trouble.written.wait()
    await host.start()
    assert await talk.end() == 0
    assert talk.trouble.getvalue().endswith("; trying again\n")
    assert await answered(host) == ["hello"]


async def test_a_person_can_send_a_file_leave_and_rate(host: HubHost, tmp_path: Path) -> None:
    picture = tmp_path / "parcel.png"
    picture.write_bytes(png())
    talk = Talk(host.url, interactive=True)
    talk.write(f"hello\n/file {picture}\n/leave\n/rate 4 quick\n".encode())
    assert await talk.end() == 0
    assert talk.trouble.getvalue() == ""
    assert "[sent: parcel.png]" in talk.output.getvalue().splitlines()
    async with agent(host) as ann:
        assert not (await ann.client.hear(Queue)).waiting
        await ann.client.say(Reopen(1, await _only_chat(host)))
        assert [entry.file is not None for entry in (await ann.client.hear(Opened)).messages] == [False, True]


async def _only_chat(host: HubHost) -> ConversationId:
    """Return the only conversation that the hub has."""
    with closing(sqlite3.connect(host.file)) as database:
        [(conversation,)] = database.execute("SELECT id FROM conversation").fetchall()
    return ConversationId(conversation)


async def test_mistakes_of_a_person_are_told_and_the_rest_goes_on(host: HubHost, tmp_path: Path) -> None:
    talk = Talk(host.url, interactive=True)
    talk.write(f"/file {tmp_path}\n/file {tmp_path}/none\n/rate 9\n/mail karen@example.com\nhello\n".encode())
    assert await talk.end() == 1
    assert talk.trouble.getvalue().splitlines() == [
        f"agent-console: {tmp_path}: this is no file",
        f"agent-console: {tmp_path}/none: No such file or directory",
        "agent-console: a rating is a number from 1, bad, to 5, good, such as /rate 5 quick and kind",
        "agent-console: this hub sends no e-mail",
    ]
    assert await answered(host) == ["hello"]


async def test_a_pipe_has_no_commands(host: HubHost) -> None:
    talk = Talk(host.url)
    talk.write(b"/leave\n")
    assert await talk.end() == 0
    assert await answered(host) == ["/leave"]
    assert talk.output.getvalue() == ""
