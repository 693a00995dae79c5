"""Starts the demonstration: a hub, a shop, customers and a colleague, in processes of their own."""

import asyncio
import secrets
import sys
from asyncio.subprocess import PIPE
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from agent_console.config import RecordSettings
from agent_console.demo import colleague
from agent_console.demo.child import Child, DemoError, environment
from agent_console.demo.person import MEMBERSHIP
from agent_console.demo.practice.stage import Stage
from agent_console.demo.shop_records import shop_records

__all__ = ["Demo", "DemoError"]

_AGENT = "Demo Agent"
_HUB_SETTINGS = f"hub: {{widget: {{form: {{fields: [{{custom: {MEMBERSHIP}}}]}}}}}}\n"
"""Never the user's own: the demonstration's hub has nothing to do with theirs."""


class Demo:
    """Runs inside `async with`; entering raises DemoError when a part does not start."""

    url: str
    """The hub's address."""
    token: str
    """The agent's token."""
    records: RecordSettings
    """How orders and past cases are read from the shop."""
    directory: Path
    """Private, for everything that the demonstration writes; gone at the end."""

    def __init__(self, pace: float = 1.0, stages: Sequence[Stage] = ()) -> None:
        """`pace` is how many seconds pass for the customers while one passes here.

        With `stages` it is a practice, which ends by itself.
        """
        self._pace = pace
        self._stages = stages
        self._stack = AsyncExitStack()
        self._children: list[Child] = []

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as stack:
            directory = stack.enter_context(TemporaryDirectory(prefix="agent-console-demo-"))
            self.directory = Path(directory)
            self.token = await _add_agent(self._database, _AGENT)
            self.url = f"ws://127.0.0.1:{await self._start_hub(stack)}"
            self.records = await self._start_town(stack)
            self._stack = stack.pop_all()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()

    async def ended(self) -> str:
        """Wait until a part ends by itself, and return what ended and how; not to be called after exit."""
        tasks = [asyncio.create_task(child.ended()) for child in self._children]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            return done.pop().result()
        finally:
            for task in tasks:
                task.cancel()

    @property
    def pids(self) -> tuple[int, ...]:
        """The process ids of the hub and of the sample shop."""
        return tuple(child.pid for child in self._children)

    @property
    def diary(self) -> Path:
        """What happened to the customers of a practice; there is no such file in a demonstration."""
        return self.directory / "practice.jsonl"

    @property
    def _practice(self) -> Iterator[str]:
        if self._stages:
            yield from ("--practice-diary", str(self.diary), "--stage-seconds", str(self._stages[0].lasts))
            yield from (word for stage in self._stages for word in ("--crowd", str(stage.crowd)))

    @property
    def _database(self) -> Path:
        return self.directory / "hub.sqlite"

    async def _start_hub(self, stack: AsyncExitStack) -> int:
        port_file = self.directory / "hub.port"
        serve = ("serve", "--host", "127.0.0.1", "--port", "0", "--database", str(self._database))
        # Customers who live faster also write faster.
        rate = ("--customer-rate", str(max(1.0, self._pace)))
        settings = self.directory / "hub.yaml"
        settings.write_text(_HUB_SETTINGS, encoding="utf-8")
        named = ("--config", str(settings))
        arguments = ("agent_console", *named, *serve, "--port-file", str(port_file), *rate)
        return await (await self._start(stack, "the hub", *arguments)).port(port_file)

    async def _start_town(self, stack: AsyncExitStack) -> RecordSettings:
        port_file, token_file = self.directory / "shop.port", self.directory / "shop.token"
        token_file.write_text(secrets.token_urlsafe(32), encoding="ascii")
        colleague_file = self.directory / "colleague.token"
        colleague_file.write_text(await _add_agent(self._database, colleague.NAME), encoding="ascii")
        shop = ("--shop-port-file", str(port_file), "--shop-token-file", str(token_file))
        people = ("--pace", str(self._pace), "--colleague-token-file", str(colleague_file), *self._practice)
        arguments = ("agent_console.demo", "--hub", self.url, *shop, *people)
        port = await (await self._start(stack, "the sample shop", *arguments)).port(port_file)
        return shop_records(f"http://127.0.0.1:{port}", token_file)

    async def _start(self, stack: AsyncExitStack, name: str, *arguments: str) -> Child:
        log = self.directory / f"{name.split()[-1]}.log"
        child = await Child.start(name, log, *arguments, remove=self.directory)
        stack.push_async_callback(child.stop)
        self._children.append(child)
        return child


async def _add_agent(database: Path, name: str) -> str:
    """Let an agent into a hub's database and return the token."""
    arguments = ("serve", "--database", str(database), "--add-agent", name)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", "agent_console", *arguments),
        stdout=PIPE,
        stderr=PIPE,
        env=environment(),
    )
    output, errors = await process.communicate()
    if process.returncode != 0:
        raise DemoError(f"the hub takes no agent: {errors.decode(errors='replace').strip()}")
    return output.decode().strip()
