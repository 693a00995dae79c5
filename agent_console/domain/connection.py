"""How the desk stands with one chat system: the connection, who the agent is there, who waits, who helps."""

from dataclasses import dataclass

from agent_console.domain import events
from agent_console.domain.action import NOBODY
from agent_console.domain.chat import AgentId
from agent_console.domain.team import Colleague


@dataclass(frozen=True, slots=True)
class Queued:
    """A customer in the queue, with the monotonic instant the wait began."""

    facts: events.Waiting
    since: float


@dataclass(frozen=True, slots=True)
class Connection:
    """What one chat system has told of itself; every change makes a new value."""

    link: events.Link = events.Link.CONNECTING
    reason: str = ""
    """Why the link is as it is; raw."""
    agent: AgentId = NOBODY
    agent_name: str = ""
    accepting: bool = False
    queue: tuple[Queued, ...] = ()
    """Who waits there, the next one first."""
    colleagues: tuple[Colleague, ...] = ()
    queues: tuple[str, ...] = ()
    """Where conversations can be handed over to."""

    @property
    def others(self) -> tuple[Colleague, ...]:
        """The colleagues without the agent."""
        return tuple(colleague for colleague in self.colleagues if colleague.id != self.agent)


NONE_YET = Connection()
"""How the desk stands with a system that has told nothing."""
