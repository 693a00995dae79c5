"""LiveHelperChat as the contract suite plays it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from agent_console.backends.livehelperchat import LiveHelperChatBackend
from agent_console.config.livehelperchat import LiveHelperChatSettings
from agent_console.domain.chat import Author, ClientId, ConversationId, Message
from agent_console.ports import ChatBackend
from tests.backends.console import PATIENCE_SECONDS
from tests.backends.livehelperchat.books import CLOSED
from tests.backends.livehelperchat.columns import Row
from tests.backends.livehelperchat.listener import Listener
from tests.backends.livehelperchat.stand_in import StandIn

LEFT = 1


class LiveHelperChatWorld:
    """A stand-in on a real socket, and its visitors."""

    def __init__(self) -> None:
        self.system = StandIn()
        self.listener = Listener(self.system.answer)
        self._present: dict[str, Row] = {}

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.listener.port}"

    def backend(self, agent: str, device: str = "device") -> ChatBackend:
        """Return a backend that signs in as that agent."""
        return self.console(agent)

    def console(self, agent: str, **settings: object) -> LiveHelperChatBackend:
        """Return a backend with other settings than a test's usual ones."""
        username = self.system.operator(agent)["username"]
        return LiveHelperChatBackend(
            quick(self.url, username, **settings), self.system.keys[username], "device"
        )

    async def customer_says(self, name: str, text: str) -> ConversationId:
        """Let a visitor write, in a new chat when the one before was closed."""
        row = self._present.get(name)
        if row is None or row["status"] == CLOSED:
            address = f"{name.replace(' ', '.').lower()}@example.com"
            row = self._present[name] = self.system.join(name, email=address)
        self.system.write(row["id"], 0, text)
        return ConversationId(str(row["id"]))

    async def customer_tries(self, name: str, text: str) -> str:
        """Let a visitor write; nobody is ever refused."""
        await self.customer_says(name, text)
        return ""

    async def heard(self, name: str, count: int) -> list[str]:
        """Return the texts that a visitor sees."""
        texts = [message.text for message in self._heard(name)]
        assert len(texts) >= count
        return texts

    async def sees(self, name: str, *texts: str) -> tuple[Message, ...]:
        """Return the messages that a visitor sees."""
        seen = tuple(self._heard(name))
        assert [message.text for message in seen] == list(texts)
        return seen

    async def customer_reads(self, name: str) -> None:
        """Let a visitor read; the interface does not tell it."""

    async def customer_types(self, name: str) -> None:
        """Let a visitor write without sending."""
        self._present[name] |= {"user_typing": int(datetime.now(UTC).timestamp()), "user_typing_txt": "wher"}

    async def customer_leaves(self, name: str) -> None:
        """Let a visitor close the window."""
        self._present[name]["user_status"] = LEFT

    async def sees_typing(self, name: str) -> None:
        """Fail: a visitor is never told through this interface."""
        raise AssertionError(name)

    async def sees_read(self, name: str, count: int) -> None:
        """Fail: a visitor is never told through this interface."""
        raise AssertionError(name)

    async def fetch(self, address: str) -> bytes:
        """Fail: no files are sent."""
        raise AssertionError(address)

    async def asked(self, word: str, times: int) -> None:
        """Return once an endpoint has been asked that many times more."""
        wanted = self.system.asked.count(word) + times
        async with asyncio.timeout(PATIENCE_SECONDS):
            while self.system.asked.count(word) < wanted:  # noqa: ASYNC110 - the stand-in wakes nobody
                await asyncio.sleep(0.01)

    async def cut(self) -> None:
        """Break every connection until `restore`."""
        await self.listener.stop()

    async def restore(self) -> None:
        """Let everybody connect again."""
        await self.listener.start()

    async def restart(self) -> None:
        """Stop the system and start it again; whoever asks first finds it starting."""
        await self.listener.stop()
        self.system.cold = set(self.system.users)
        await self.listener.start()

    def _heard(self, name: str) -> list[Message]:
        said = self.system.said(self._present[name]["id"])
        return [_seen(message) for message in said if message["user_id"] != -1]


def _seen(message: Row) -> Message:
    author = Author.AGENT if message["user_id"] else Author.CUSTOMER
    at = datetime.fromtimestamp(message["time"], UTC)
    return Message(ClientId(str(message["id"])), author, message["name_support"], message["msg"], at)


def quick(url: str, username: str, **settings: object) -> LiveHelperChatSettings:
    """Return settings with which nothing takes long."""
    usual: dict[str, object] = {
        "poll": timedelta(seconds=0.03),
        "idle_poll": timedelta(seconds=0.03),
        "presence": timedelta(seconds=0.1),
        "settle": timedelta(seconds=0.15),
        "unsure": timedelta(seconds=0.5),
        "timeout": timedelta(seconds=PATIENCE_SECONDS / 2),
    }
    return LiveHelperChatSettings.model_validate(
        {"url": url, "username": username, "key_env": "KEY", **usual, **settings}
    )


@asynccontextmanager
async def livehelperchat_world(folder: Path) -> AsyncIterator[LiveHelperChatWorld]:
    """Play a LiveHelperChat; what it had to complain of fails the test."""
    world = LiveHelperChatWorld()
    await world.listener.start()
    try:
        yield world
    finally:
        await asyncio.sleep(0)
        await world.listener.stop()
    assert world.system.complaints == []
