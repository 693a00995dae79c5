"""Two chat systems in this process on one desk, whose ids are the same: customers come to either in turn."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from agent_console.backends.joint import JointBackend
from agent_console.domain.chat import ConversationId, Message
from agent_console.domain.system import SystemName, qualified
from agent_console.ports import ChatBackend
from tests.backends.world import InProcessWorld, World

NAMES = (SystemName("shop"), SystemName("club"))


class JointWorld:
    """What happens to one customer happens in that customer's system; cuts and restarts are of all."""

    def __init__(self) -> None:
        self.systems = {name: InProcessWorld() for name in NAMES}
        self._homes: dict[str, SystemName] = {}

    def backend(self, agent: str, device: str = "device") -> ChatBackend:
        """Return a backend that signs in as that agent everywhere."""
        return JointBackend({name: world.backend(agent, device) for name, world in self.systems.items()})

    async def customer_says(self, name: str, text: str) -> ConversationId:
        """Let a customer write."""
        system = self._homes.setdefault(name, NAMES[len(self._homes) % len(NAMES)])
        return qualified(system, await self.systems[system].customer_says(name, text))

    async def customer_tries(self, name: str, text: str) -> str:
        """Let a customer write what may be refused."""
        return await self._at_home(name).customer_tries(name, text)

    async def heard(self, name: str, count: int) -> list[str]:
        """Return the texts that a customer sees."""
        return await self._at_home(name).heard(name, count)

    async def sees(self, name: str, *texts: str) -> tuple[Message, ...]:
        """Return the messages that a customer sees."""
        return await self._at_home(name).sees(name, *texts)

    async def customer_reads(self, name: str) -> None:
        """Let a customer read everything."""
        await self._at_home(name).customer_reads(name)

    async def customer_types(self, name: str) -> None:
        """Let a customer write without sending."""
        await self._at_home(name).customer_types(name)

    async def customer_leaves(self, name: str) -> None:
        """Let a customer end the chat."""
        await self._at_home(name).customer_leaves(name)

    async def sees_typing(self, name: str) -> None:
        """Check that a customer was told."""
        await self._at_home(name).sees_typing(name)

    async def sees_read(self, name: str, count: int) -> None:
        """Check how far the agent has read, as the customer counts."""
        await self._at_home(name).sees_read(name, count)

    async def fetch(self, address: str) -> bytes:
        """Return a file, which only one of them has."""
        return await self.systems[NAMES[0]].fetch(address)

    async def cut(self) -> None:
        """Break every connection until `restore`."""
        for world in self.systems.values():
            await world.cut()

    async def restore(self) -> None:
        """Let everybody connect again."""
        for world in self.systems.values():
            await world.restore()

    async def restart(self) -> None:
        """Cut and restore: a process cannot stop inside itself."""
        for world in self.systems.values():
            await world.restart()

    def _at_home(self, name: str) -> World:
        return self.systems[self._homes[name]]


@asynccontextmanager
async def joint_world(folder: Path) -> AsyncIterator[World]:
    """Play two systems as one."""
    yield JointWorld()
