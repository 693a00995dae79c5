"""The people of the account: who the agent is, who else is there, and which teams there are."""

from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import replace

from agent_console.backends.chatwoot import facts, reading
from agent_console.backends.chatwoot.api import Api
from agent_console.backends.chatwoot.record import Agent, Availability, Profile
from agent_console.backends.chatwoot.tenure import Names
from agent_console.domain.events import TeamChanged


class Roster:
    """Agents and teams as they were told last."""

    def __init__(self) -> None:
        self.me = Profile(0, "", "", 0, (), Availability.OFFLINE)
        self.teams: dict[str, int] = {}
        self.contacts: Set[int] = frozenset()
        """The contacts that are there now."""
        self._agents: dict[int, Agent] = {}

    async def read(self, api: Api) -> None:
        """Read who is there and which teams there are; raises `ChatwootError`."""
        self._agents = {agent.id: agent for agent in reading.agents(await api.get("agents"))}
        self.teams = reading.teams(await api.get("teams"))

    def appear(self, users: Mapping[int, Availability]) -> bool:
        """Take over which agents are there; who is not named is not. False when there is a stranger."""
        self._agents = {
            key: replace(agent, availability=users.get(key, Availability.OFFLINE))
            for key, agent in self._agents.items()
        }
        return not self._agents or users.keys() <= self._agents.keys()

    def names(self) -> Names:
        """Return what tells others' activities from the agent's own."""
        return Names(self.me.name, (agent.name for agent in self._agents.values() if agent.id != self.me.id))

    def team(self, holding: Counter[int]) -> TeamChanged:
        """Return the colleagues with how many conversations each has, and the teams."""
        others = sorted(
            (a for a in self._agents.values() if a.id != self.me.id), key=lambda a: (a.name, a.id)
        )
        return TeamChanged(
            colleagues=tuple(facts.colleague(agent, holding[agent.id]) for agent in others),
            queues=tuple(sorted(self.teams)),
        )
