"""Chatwoot as the contract suite plays it."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx
import uvicorn

from agent_console.backends.chatwoot import ChatwootBackend
from agent_console.backends.chatwoot.pace import Pace
from agent_console.config.chatwoot import ChatwootSettings
from agent_console.domain.chat import Author, ClientId, ConversationId, Delivery, Message
from agent_console.ports import ChatBackend
from tests.backends.chatwoot.fault import Faults
from tests.backends.chatwoot.office import INCOMING, Line, Office, Room, User
from tests.backends.chatwoot.stand_in import StandIn
from tests.hub.cable import Cable

BRISK = Pace(silence=6.0, presence=0.5, sweep=30.0, claim=0.25, settled=0.5, typing=0.2)
"""Waits that tests need not sit out."""


class _Server(uvicorn.Server):
    """A server that leaves the process's signals to pytest."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class ChatwootWorld:
    """A stand-in on a real socket behind a cable, and its contacts."""

    def __init__(self) -> None:
        self.office = Office()
        self.faults = Faults()
        self.system = StandIn(self.office, self.faults)
        self._cable = Cable()
        self._server: _Server | None = None
        self._serving: asyncio.Task[None] | None = None

    # The stand-in

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self._cable.port}"

    async def start(self) -> None:
        """Serve."""
        listener = socket.create_server(("127.0.0.1", 0))
        config = uvicorn.Config(
            self.system.application(),
            log_config=None,
            log_level="critical",
            access_log=False,
            lifespan="off",
            ws="websockets-sansio",
            timeout_graceful_shutdown=1,
        )
        self._server = _Server(config)
        self._serving = asyncio.create_task(self._server.serve(sockets=[listener]))
        await self._cable.plug(listener.getsockname()[1])
        self.system.origin = self.url

    async def stop(self) -> None:
        """Stop serving."""
        assert self._server is not None
        assert self._serving is not None
        self._server.should_exit = True
        await self._serving

    async def close(self) -> None:
        """End for good."""
        self._cable.cut()
        await self.stop()
        await self._cable.close()

    # What the suite does

    def backend(self, agent: str, device: str = "device") -> ChatBackend:
        """Return a backend that signs in as that agent."""
        return self.console(agent)

    def console(self, agent: str, pace: Pace = BRISK, token: str = "", **settings: object) -> ChatwootBackend:
        """Return a backend with other settings than a test's usual ones."""
        user = self.office.user(agent)
        chosen = ChatwootSettings.model_validate({"url": self.url, "token_env": "TOKEN", **settings})
        return ChatwootBackend(chosen, token or user.token, "device", pace)

    async def customer_says(self, name: str, text: str) -> ConversationId:
        """Let a contact write."""
        return ConversationId(str(self.office.write(self.office.contact(name), text).room.id))

    async def customer_tries(self, name: str, text: str) -> str:
        """Let a contact write; what a blocked one writes is kept where no agent is told of it."""
        room = self.office.write(self.office.contact(name), text).room
        return "blocked" if room.status == "resolved" else ""

    async def heard(self, name: str, count: int) -> list[str]:
        """Return the texts that a contact sees."""
        texts = [str(line.content) for line in self._seen(name)]
        assert len(texts) >= count
        return texts

    async def sees(self, name: str, *texts: str) -> tuple[Message, ...]:
        """Return the messages that a contact sees."""
        seen = tuple(_message(line) for line in self._seen(name))
        assert [message.text for message in seen] == list(texts)
        return seen

    async def customer_reads(self, name: str) -> None:
        """Let a contact look."""
        self.office.read(self.office.contact(name))

    async def customer_types(self, name: str) -> None:
        """Let a contact write without sending."""
        self.office.type(self.office.contact(name), self.room(name), on=True)

    async def customer_leaves(self, name: str) -> None:
        """Let a contact close the window."""
        self.office.contact(name).online = False
        self.office.present()

    async def sees_typing(self, name: str) -> None:
        """Check that a contact was told that the agent writes."""
        assert ("conversation.typing_on", self.room(name).id) in self.system.cable.typed

    async def sees_read(self, name: str, count: int) -> None:
        """Check how far the agent has looked, as a contact counts."""
        seen = self.room(name).agent_seen
        assert len([line for line in self._seen(name) if line.created_at <= seen]) == count

    async def fetch(self, address: str) -> bytes:
        """Return a file."""
        async with httpx.AsyncClient(trust_env=False) as client:
            answer = await client.get(address)
        return answer.raise_for_status().content

    async def cut(self) -> None:
        """Break every connection until `restore`."""
        self._cable.cut()

    async def restore(self) -> None:
        """Let everybody connect again."""
        self._cable.mend()

    async def restart(self) -> None:
        """Stop the server and start it again."""
        self._cable.cut()
        await self.stop()
        self._cable.mend()
        await self.start()

    # What the tests of the adapter do besides

    def room(self, name: str) -> Room:
        """Return a contact's newest conversation."""
        room = self.office.latest(self.office.contact(name))
        assert room is not None
        return room

    def user(self, name: str) -> User:
        """Return an agent."""
        return self.office.user(name)

    def _seen(self, name: str) -> list[Line]:
        contact = self.office.contact(name)
        rooms = sorted((r for r in self.office.rooms.values() if r.contact is contact), key=lambda r: r.id)
        return [line for room in rooms for line in room.lines if line.kind in (0, 1, 3) and not line.private]


def _message(line: Line) -> Message:
    deleted = line.attributes.get("deleted") is True
    return Message(
        client_id=ClientId(str(line.id)),
        author=Author.CUSTOMER if line.kind == INCOMING else Author.AGENT,
        name="",
        text="" if deleted else str(line.content or ""),
        sent_at=datetime.fromtimestamp(line.created_at, UTC),
        delivery=Delivery.RECALLED if deleted else Delivery.SENT,
    )


@asynccontextmanager
async def chatwoot_world(folder: Path) -> AsyncIterator[ChatwootWorld]:
    """Play a Chatwoot."""
    world = ChatwootWorld()
    await world.start()
    try:
        yield world
    finally:
        await world.close()
