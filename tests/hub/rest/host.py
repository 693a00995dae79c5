"""A real hub with its REST interface, inside the test's loop."""

import asyncio
import ssl
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from agent_console.config import RestSettings
from agent_console.domain.chat import Author, ClientId, ConversationId
from agent_console.domain.customer import CustomerId
from agent_console.hub.command import Command, Join, Post
from agent_console.hub.database.enrolment import add_agent
from agent_console.hub.outcome import Joined, Outcome, Posted
from agent_console.hub.premises import Premises
from agent_console.hub.rest.server import companion
from agent_console.hub.secret import digest
from agent_console.hub.server import running
from agent_console.hub.settings import HubSettings
from agent_console.hub.store import Role
from agent_console.wire.frame import Profile, Topic

NO_AUTHORITIES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""No TLS is spoken here; to read all certificate authorities for each client would take most of a test."""


class RestHost:
    """Starts and stops a hub on one database; each start has a port of its own."""

    def __init__(self, folder: Path, rest: RestSettings | None = None) -> None:
        self.file = folder / "hub.db"
        self.settings = HubSettings(self.file, port=0, queues=("returns",))
        self.rest = rest or RestSettings(port=0, rate=10_000, burst=10_000)
        self.port = 0
        self._premises: Premises | None = None
        self._clients: list[httpx.AsyncClient] = []

    @property
    def url(self) -> str:
        """Where the interface is."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def premises(self) -> Premises:
        """The running hub, from inside."""
        assert self._premises is not None
        return self._premises

    def token(self, name: str, role: Role = Role.AGENT) -> str:
        """Make an agent or a program and return the token."""
        return add_agent(self.settings.database, name, role)

    def client(self, token: str = "") -> httpx.AsyncClient:
        """Return a client with a token; it is closed with the hub."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        client = httpx.AsyncClient(base_url=self.url, headers=headers, trust_env=False, verify=NO_AUTHORITIES)
        self._clients.append(client)
        return client

    def program(self) -> httpx.AsyncClient:
        """Return a client with a program's token."""
        return self.client(self.token("Night watch", Role.SERVICE))

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run the hub while inside."""
        listening: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        async def enter(premises: Premises) -> None:
            self._premises = premises

        async with running(self.settings, [companion(self.rest, listening.set_result), enter]):
            self.port = await listening
            try:
                yield
            finally:
                for client in self._clients:
                    await client.aclose()
                self._clients.clear()

    async def commit(self, command: Command) -> Outcome:
        """Have the hub carry a command out."""
        return await self.premises.store.commit(command)

    async def customer(
        self, name: str = "Mira Holm", *texts: str, concern: str = "", queue: str = "", page: str = ""
    ) -> ConversationId:
        """Have a new customer write, and return the conversation."""
        profile = Profile(name, email=f"{name.split()[0].lower()}@example.com")
        customer = CustomerId(uuid.uuid4().hex)
        joined = await self.commit(
            Join(customer, digest("secret"), profile, Topic(concern, page, queue=queue))
        )
        assert isinstance(joined, Joined)
        for number, text in enumerate(texts or ("Hello?",), 1):
            await self.says(joined, text, number)
        return joined.conversation

    async def says(self, joined: Joined, text: str, number: int) -> None:
        """Have a customer write."""
        posted = await self.commit(
            Post(
                author=Author.CUSTOMER,
                writer=joined.customer,
                name=joined.name,
                conversation=joined.conversation,
                client_id=ClientId(uuid.uuid4().hex),
                device=joined.customer,
                number=number,
                text=text,
            )
        )
        assert isinstance(posted, Posted)
