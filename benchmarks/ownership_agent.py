"""Agents who take and answer whoever waits: a process that `benchmarks.ownership` stops, kills and restarts.

    python -m benchmarks.ownership_agent URL TOKENS DIRECTORY

TOKENS is a file with a name and a token on each line; each agent is a whole console with its own journal in
DIRECTORY/NAME. What they say goes to DIRECTORY/said.jsonl: a line when a reply is submitted, with the fence
under which it goes, and a line when it shows as accepted. Replies that come back are sent again as they are.
SIGUSR1 lets the agents fall silent, SIGTERM ends the process.
"""

import asyncio
import json
import random
import signal
import sys
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TextIO

from agent_console.domain.chat import ClientId, ConversationId
from agent_console.services.workspace import Workspace
from benchmarks import station, typist

PANES = 12
SECONDS_BETWEEN_REPLIES = (0.02, 0.1)
MOST_UNACKNOWLEDGED = 4
SHARE_CHOSEN = 0.7
"""Of the customers taken, who are chosen from the queue as it shows; it may be out of date."""
FAVOURITES = 5
SHARE_CLOSED = 0.03
"""Of the looks at a conversation, that end it: its customer's next message puts it into the queue again."""


class Racer:
    """One agent."""

    def __init__(self, name: str, workspace: Workspace, said: TextIO) -> None:
        self._name = name
        self._workspace = workspace
        self._said = said
        self._number = 0
        self._pending: dict[ClientId, ConversationId] = {}

    async def work(self) -> None:
        """Take, answer and close, until cancelled."""
        while True:
            for conversation in list(self._workspace.desk.conversations):
                if conversation in self._workspace.desk:
                    await self._turn_to(conversation)
                await asyncio.sleep(random.uniform(*SECONDS_BETWEEN_REPLIES))
                self.note_accepted()
            if self._workspace.desk.queue and len(self._workspace.desk.conversations) < PANES:
                await self._take()
            await asyncio.sleep(random.uniform(*SECONDS_BETWEEN_REPLIES))

    def note_accepted(self) -> None:
        """Write down which replies show as accepted now."""
        for client_id, conversation in list(self._pending.items()):
            if conversation not in self._workspace.desk:
                del self._pending[client_id]
            elif typist.accepted(self._workspace, conversation, client_id):
                del self._pending[client_id]
                self._write({"accepted": client_id})

    async def _take(self) -> None:
        """Take whoever is next, or one whom everybody else sees at the head of the queue, too."""
        holdings, queue = self._workspace.holdings, self._workspace.desk.queue
        if random.random() < SHARE_CHOSEN:
            declined = await holdings.take(random.choice(queue[:FAVOURITES]).facts.conversation)
        else:
            declined = await holdings.take_next()
        if declined is not None:
            self._write({"beaten": declined.reason})

    async def _turn_to(self, conversation: ConversationId) -> None:
        workspace = self._workspace
        workspace.replies.take_back(conversation)
        if random.random() < SHARE_CLOSED:
            await workspace.holdings.close(conversation)
        elif len(workspace.desk[conversation].echoes) < MOST_UNACKNOWLEDGED:
            self._reply(conversation)

    def _reply(self, conversation: ConversationId) -> None:
        """Send what came back, or something new."""
        self._number += 1
        text = (
            self._workspace.desk.draft(conversation).text or f"{self._name} says {random.getrandbits(64):x}"
        )
        fence = self._workspace.desk[conversation].fence
        client_id = typist.enter(self._workspace, conversation, text)
        self._pending[client_id] = conversation
        self._write({"submitted": client_id, "conversation": conversation, "fence": fence, "text": text})

    def _write(self, line: dict[str, str | int]) -> None:
        self._said.write(f"{json.dumps(line)}\n")
        self._said.flush()


async def main(url: str, tokens: dict[str, str], directory: Path) -> None:
    """Let everybody work until SIGUSR1, and stay until SIGTERM, so that what is under way can end."""
    silence, stop = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGUSR1, silence.set)
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    async with AsyncExitStack() as stack:
        said = stack.enter_context((directory / "said.jsonl").open("a", encoding="utf-8"))
        desks = [
            await stack.enter_async_context(station.desk(url, token, directory / name, PANES))
            for name, token in tokens.items()
        ]
        racers = [Racer(name, desk.workspace, said) for name, desk in zip(tokens, desks, strict=True)]
        said.write('{"started": true}\n')
        said.flush()
        async with asyncio.TaskGroup() as group:
            work = [group.create_task(racer.work()) for racer in racers]
            await silence.wait()
            for task in work:
                task.cancel()
        await stop.wait()
        for racer in racers:
            racer.note_accepted()


if __name__ == "__main__":
    lines = Path(sys.argv[2]).read_text(encoding="utf-8").splitlines()
    asyncio.run(main(sys.argv[1], dict(line.split("\t") for line in lines), Path(sys.argv[3])))
