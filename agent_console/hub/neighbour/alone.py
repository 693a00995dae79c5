"""A hub that is the only one on its store."""

import asyncio
from collections.abc import Collection, Set

from agent_console.domain.chat import AgentId, ConversationId
from agent_console.hub.neighbour.neighbourhood import Hint, Job, News


class Alone:
    """Implements `Neighbours` where there are none: every common job is this hub's."""

    possible = False

    def online(self, agent: AgentId) -> bool:
        """Nobody is connected elsewhere."""
        return False

    def agent_came(self, agent: AgentId) -> None:
        """Nobody else need know."""

    def agent_went(self, agent: AgentId) -> None:
        """Nobody else need know."""

    def customer_came(self, conversation: ConversationId) -> None:
        """Nobody else need know."""

    def customer_went(self, conversation: ConversationId) -> None:
        """Nobody else need know."""

    async def settled(self) -> None:
        """Nobody else can ask."""

    async def elsewhere(self, conversations: Collection[ConversationId]) -> Set[ConversationId]:
        """Nobody is connected elsewhere."""
        return frozenset()

    def pass_on(self, hint: Hint) -> None:
        """There is nobody to tell."""

    async def in_turn(self, job: Job) -> None:
        """Run the job: it is always this hub's turn."""
        await job()

    async def run(self, news: News) -> None:
        """Wait until cancelled."""
        await asyncio.Event().wait()
