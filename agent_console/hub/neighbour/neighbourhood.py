"""What a hub needs to know of the other hubs on its store."""

from collections.abc import Callable, Collection, Coroutine, Set
from dataclasses import dataclass
from typing import Protocol

from agent_console.domain.chat import AgentId, ConversationId

Job = Callable[[], Coroutine[None, None, None]]


@dataclass(frozen=True, slots=True)
class Hint:
    """Somebody is writing; it is worth something at once, or never."""

    conversation: ConversationId
    owner: AgentId | None = None
    """The agent whom it is for; None when it is for the conversation's customer."""
    preview: str = ""


class News(Protocol):
    """What hears of the neighbours; nothing of it waits."""

    def team_changed(self, came: Collection[AgentId], went: Collection[AgentId]) -> None:
        """Agents are connected to some other hub who were not before, or the other way round."""
        ...

    def turn_came(self) -> None:
        """Hear that this hub does the common jobs now: whoever did them is gone, perhaps never seen here."""
        ...

    def neighbour_lost(self) -> None:
        """A hub is gone; nobody has counted down the absence of those who were connected to it."""
        ...

    def hinted(self, hint: Hint) -> None:
        """Somebody who is connected to another hub is writing."""
        ...


class Neighbours(Protocol):
    """The hubs on one store, as one of them sees the others.

    A hub that is killed counts as running for a few seconds more, and so do the connections it had.
    """

    @property
    def possible(self) -> bool:
        """Whether there can be other hubs at all."""
        ...

    def online(self, agent: AgentId) -> bool:
        """Whether an agent is connected to another hub, as far as this one has heard."""
        ...

    def agent_came(self, agent: AgentId) -> None:
        """The agent is connected to this hub."""
        ...

    def agent_went(self, agent: AgentId) -> None:
        """The agent has no connection to this hub any more."""
        ...

    def customer_came(self, conversation: ConversationId) -> None:
        """The conversation's customer is connected to this hub."""
        ...

    def customer_went(self, conversation: ConversationId) -> None:
        """The conversation's customer has no connection to this hub any more."""
        ...

    async def settled(self) -> None:
        """Wait until every other hub that asks can see who came and went before this was called."""
        ...

    async def elsewhere(self, conversations: Collection[ConversationId]) -> Set[ConversationId]:
        """Return those whose customer is connected to another hub now; raises `UnreadableError`."""
        ...

    def pass_on(self, hint: Hint) -> None:
        """Tell the other hubs that somebody is writing; it may be lost."""
        ...

    async def in_turn(self, job: Job) -> None:
        """Run a job whenever this hub is the one of all that does the common ones, until cancelled.

        It is cancelled when the turn is lost, and begun again with the next one; when it ends or fails by
        itself, so does this.
        """
        ...

    async def run(self, news: News) -> None:
        """Keep in touch until cancelled; to be run once, supervised."""
        ...
