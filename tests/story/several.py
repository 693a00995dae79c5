"""A company with four chat systems, and one console for all of them, for stories in a terminal."""

import asyncio
import os
import sys
import threading
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from functools import cache
from pathlib import Path
from typing import Any, Self, TypeVar

from tests.backends.chatwoot.world import ChatwootWorld, chatwoot_world
from tests.backends.livehelperchat.world import LiveHelperChatWorld, livehelperchat_world
from tests.backends.matrix.world import MatrixWorld, matrix_world
from tests.backends.world import HubWorld, hub_world
from tests.story.screen import PATIENCE
from tests.story.terminal import Terminal
from tests.story.world import ROOT

AGENT = "Sam Rivera"
CONFIG = """
backends:
  shop: {{kind: hub, url: "{hub}", token_file: hub.token}}
  bridges:
    kind: matrix
    homeserver: "{matrix}"
    token_file: matrix.token
    team_room: "{team_room}"
    inviters: ["{operator}"]
    bots: ["{operator}"]
  website: {{kind: chatwoot, url: "{chatwoot}", token_file: chatwoot.token}}
  desk: {{kind: livehelperchat, url: "{livehelperchat}", username: "{username}", key_file: livehelperchat.key,
    poll: 200ms, idle_poll: 200ms}}
panes: {{fill: true}}
"""

T = TypeVar("T")
Played = HubWorld | MatrixWorld | ChatwootWorld | LiveHelperChatWorld


class Company:
    """The systems run beside the test; use as a context manager, which ends everything."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._loop = _background()
        self._stack = AsyncExitStack()
        self._terminals: list[Terminal] = []
        self.systems: dict[str, Played] = {}
        """What is played, by the name that the console's settings give it."""

    def __enter__(self) -> Self:
        """Start the systems, and write the agent's settings."""
        try:
            self.run(self._open())
        except BaseException:  # what has begun ends, also when a server is absent and the test is skipped
            self.__exit__()
            raise
        return self

    def __exit__(self, *failure: object) -> None:
        """End the console, then the systems."""
        for terminal in self._terminals:
            terminal.__exit__()
        self.run(self._stack.aclose())

    def run(self, doing: Coroutine[Any, Any, T]) -> T:
        """Have something done where the systems run, and wait for it."""
        return asyncio.run_coroutine_threadsafe(doing, self._loop).result(PATIENCE)

    def console(self, columns: int = 200, rows: int = 60) -> Terminal:
        """Open the agent's console."""
        command = [sys.executable, "-m", "agent_console", "--config", str(self._folder / "config.yaml")]
        env = {
            "PATH": os.environ["PATH"],
            "HOME": str(self._folder / "home"),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "PYTHONPATH": str(ROOT),
        }
        terminal = Terminal(command, env, columns, rows)
        self._terminals.append(terminal)
        return terminal

    def write(self, system: str, name: str, text: str) -> None:
        """Let a customer of a system write."""
        self.run(self.systems[system].customer_says(name, text))

    def heard(self, system: str, name: str, count: int) -> list[str]:
        """Return what a customer has been told and has said, once there is as much; anything else is more."""
        return self.run(_heard(self.systems[system], name, count))

    async def _open(self) -> None:
        (self._folder / "home").mkdir(exist_ok=True)
        hub = await self._stack.enter_async_context(hub_world(self._folder))
        matrix = await self._stack.enter_async_context(matrix_world(self._folder))
        chatwoot = await self._stack.enter_async_context(chatwoot_world(self._folder))
        livehelperchat = await self._stack.enter_async_context(livehelperchat_world(self._folder))
        self.systems = {"shop": hub, "bridges": matrix, "website": chatwoot, "desk": livehelperchat}
        username = livehelperchat.system.operator(AGENT)["username"]
        secrets = {
            "hub.token": hub.token(AGENT),
            "matrix.token": matrix.token(AGENT, "console"),
            "chatwoot.token": chatwoot.office.user(AGENT).token,
            "livehelperchat.key": livehelperchat.system.keys[username],
        }
        for name, secret in secrets.items():
            (self._folder / name).write_text(secret, encoding="utf-8")
        text = CONFIG.format(
            hub=hub.url,
            matrix=f"http://127.0.0.1:{matrix.cable.port}",
            team_room=matrix.team_room,
            operator=matrix.server.operator,
            chatwoot=chatwoot.url,
            livehelperchat=livehelperchat.url,
            username=username,
        )
        (self._folder / "config.yaml").write_text(text, encoding="utf-8")


@cache
def _background() -> asyncio.AbstractEventLoop:
    """Return a loop that runs as long as the process: a server ends with the thread that started it."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    return loop


async def _heard(world: Played, name: str, count: int) -> list[str]:
    """Return the texts; the stand-ins wake nobody, so they are asked again."""
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                return await world.heard(name, count)
            except AssertionError:
                await asyncio.sleep(0.1)
