"""An agent who never stops replying, as a process of its own that `benchmarks.delivery` kills and restarts.

    python -m benchmarks.delivery_agent URL TOKEN_FILE CUSTOMERS DIRECTORY

Everything between the reply and the hub is the console's own: drafts, guard, journal, sender, backend. What
is said goes to DIRECTORY/said.jsonl: a line when a reply is submitted, a line when it shows as accepted, and
one at each start, once the hub has let the agent in. SIGUSR1 lets the agent fall silent; a
line tells when nothing is under way any more. SIGTERM ends the process, which leaves what its desk shows in
DIRECTORY/desk.json.
"""

import asyncio
import json
import signal
import sys
import time
from pathlib import Path
from typing import TextIO

from agent_console.domain.chat import ClientId, ConversationId
from agent_console.services.workspace import Workspace
from benchmarks import station, typist

SECONDS_BETWEEN_REPLIES = 0.004
MOST_UNACKNOWLEDGED = 6
"""Replies under way in one conversation before the agent waits; more than the sender delivers at once."""


class Agent:
    """Replies to every customer on the desk in turn, and takes those who wait."""

    def __init__(self, workspace: Workspace, said: TextIO) -> None:
        self._workspace = workspace
        self._said = said
        self._pending: dict[ClientId, ConversationId] = {}

    async def work(self) -> None:
        """Take and reply, until cancelled."""
        number = 0
        while True:
            for conversation in list(self._workspace.desk.conversations):
                number += 1
                self._reply(conversation, f"reply {number} at {time.time_ns()}")
                await asyncio.sleep(SECONDS_BETWEEN_REPLIES)
                self.note_accepted()
            if self._workspace.desk.queue:
                await self._workspace.holdings.take_next()
            await asyncio.sleep(SECONDS_BETWEEN_REPLIES)

    async def take_everybody(self, customers: int) -> None:
        """Have all customers on the desk: a console that was killed just now may not have come to them."""
        desk = self._workspace.desk
        while len(desk.conversations) < customers:
            if desk.queue:
                await self._workspace.holdings.take_next()
            await asyncio.sleep(SECONDS_BETWEEN_REPLIES)

    def note_accepted(self) -> None:
        """Write down which replies now show as accepted: beyond `saving`, or committed."""
        desk = self._workspace.desk
        for client_id, conversation in list(self._pending.items()):
            if conversation in desk and typist.accepted(self._workspace, conversation, client_id):
                del self._pending[client_id]
                self._write({"accepted": client_id})

    def _reply(self, conversation: ConversationId, text: str) -> None:
        if len(self._workspace.desk[conversation].echoes) >= MOST_UNACKNOWLEDGED:
            return
        client_id = typist.enter(self._workspace, conversation, text)
        self._pending[client_id] = conversation
        self._write({"submitted": client_id, "conversation": conversation, "text": text})

    def _write(self, line: dict[str, str]) -> None:
        self._said.write(f"{json.dumps(line)}\n")
        self._said.flush()


async def main(url: str, token: str, customers: int, directory: Path) -> None:
    """Work until SIGUSR1; at SIGTERM leave what the desk shows once nothing is under way any more."""
    silence, stop = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGUSR1, silence.set)
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    async with station.desk(url, token, directory / "console", panes=12) as desk:
        with (directory / "said.jsonl").open("a", encoding="utf-8") as said:
            said.write('{"started": true}\n')
            said.flush()
            agent = Agent(desk.workspace, said)
            working = asyncio.create_task(agent.work())
            silenced = asyncio.create_task(silence.wait())
            await asyncio.wait([working, silenced], return_when=asyncio.FIRST_COMPLETED)
            if working.done():
                working.result()
            working.cancel()
            await agent.take_everybody(customers)
            await desk.until(
                lambda: not any(held.echoes for held in desk.workspace.desk.conversations.values())
            )
            agent.note_accepted()
            said.write('{"silent": true}\n')
            said.flush()
            await stop.wait()
        (directory / "desk.json").write_text(json.dumps(typist.shown(desk.workspace)), encoding="utf-8")


if __name__ == "__main__":
    address, token_file, count, folder = sys.argv[1:]
    asyncio.run(main(address, Path(token_file).read_text(encoding="utf-8"), int(count), Path(folder)))
