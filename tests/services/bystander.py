"""A colleague at a console of their own."""

from pathlib import Path

from agent_console.backends.memory import MemoryWorld
from agent_console.domain.chat import AgentId
from agent_console.domain.desk import Desk
from tests.fakes import FrozenClock
from tests.services.office import Office


class Bystander(Office):
    """An agent named Bob in the same world."""

    def __init__(self, directory: Path, clock: FrozenClock, world: MemoryWorld) -> None:
        super().__init__(directory, clock, world, name="Bob")
        self.id = AgentId("Bob")

    @property
    def desk(self) -> Desk:
        """What Bob's console knows."""
        return self.workspace.desk
