"""A console with six customers in this process: `python -m tests.story.panel_program FOLDER`.

The chat system is in memory, so that customers write on and records come at any moment, also while the
keys go elsewhere.
"""

import asyncio
import random
import sys
from pathlib import Path

from agent_console.backends.memory import MemoryBackend, MemoryWorld
from agent_console.bootstrap.console import SystemClock
from agent_console.domain.chat import ConversationId
from agent_console.domain.customer import Customer
from agent_console.domain.record import Freshness, Item, Order, Record
from agent_console.services.workspace import Outside, Workspace, assemble
from agent_console.storage.journal import SqliteJournal
from agent_console.ui.app import ConsoleApp
from agent_console.ui.option import ConsoleOptions

AGENT = "Sam Rivera"
CUSTOMERS = {
    "Mira Holm": "48213",
    "Karen Whitfield": "47002",
    "Jonas Lindqvist": "50718",
    "Ingrid Vik": "51220",
    "Noor Haddad": "46655",
    "Pat Omar": "49381",
}
MOST_SECONDS = 0.3
"""The longest that the shop takes to answer, or a customer to write on."""


class SlowShop:
    """Knows several orders of everybody; implements `ports.Records`."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    async def look_up(self, customer: Customer, anew: bool = False) -> Record:
        """Return a customer's record after a while."""
        await asyncio.sleep(self._chance.uniform(0, MOST_SECONDS))
        items = tuple(
            Item(f"thing {number} of {customer.name}") for number in range(self._chance.randrange(9))
        )
        return Record(customer.id, Freshness.FRESH, (Order(customer.order_number, "shipped", items=items),))


async def bustle(world: MemoryWorld, workspace: Workspace, chance: random.Random) -> None:
    """Let all customers come, write on and have their records read again, until cancelled."""
    conversations = [_come(world, name, order) for name, order in CUSTOMERS.items()]
    while True:
        await asyncio.sleep(chance.uniform(0, MOST_SECONDS))
        conversation = chance.choice(conversations)
        world.say(conversation, f"And {chance.randrange(100)} more?")
        if conversation in workspace.desk:
            workspace.records.refresh(conversation)


def _come(world: MemoryWorld, name: str, order: str) -> ConversationId:
    conversation = world.join(name, order_number=order)
    world.say(conversation, f"This is {name}.")
    return conversation


async def main(folder: Path) -> None:
    """Run the console until it is killed."""
    chance = random.Random("six panes")
    clock = SystemClock()
    world = MemoryWorld(clock)
    backend = MemoryBackend(world, AGENT)
    workspace = assemble(Outside(backend, SqliteJournal(folder), SlowShop(chance), clock), filling=True)
    async with asyncio.TaskGroup() as group:
        group.create_task(bustle(world, workspace, chance))
        group.create_task(ConsoleApp(workspace, ConsoleOptions()).run_async())


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
