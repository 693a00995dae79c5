"""The agents: the people of the team room, who is there, and who takes new customers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from agent_console.backends.matrix.event import AVAILABILITY, RoomEvent
from agent_console.backends.matrix.room import Room
from agent_console.domain.chat import AgentId
from agent_console.domain.team import Colleague

_EVER_LET_IN = frozenset({"join", "leave", "ban"})
"""Who left stays the agent that wrote what an agent wrote; who was only invited is none yet."""


@dataclass
class Team:
    """Folded from the team room's state and from presence."""

    me: str
    bots: tuple[str, ...] = ()
    """Patterns of users that are neither agents nor customers; `*` stands for any characters."""
    room: Room = field(default_factory=Room)
    _there: dict[str, bool] = field(default_factory=dict)
    _away: set[str] = field(default_factory=set)

    def apply(self, event: RoomEvent) -> None:
        """Take a state event of the team room in."""
        if event.kind != AVAILABILITY:
            self.room.apply(event)
        elif event.state_key == event.sender:
            self._away.discard(event.sender)
            if event.content.get("accepting") is False:
                self._away.add(event.sender)

    def appear(self, presence: Mapping[str, bool]) -> None:
        """Take in who came and went."""
        self._there.update(presence)

    def is_agent(self, user: str) -> bool:
        """Whether somebody is one of the agents, or was."""
        return self.room.members.get(user) in _EVER_LET_IN

    def is_bot(self, user: str) -> bool:
        """Whether somebody is a program that the settings name."""
        return any(fnmatchcase(user, pattern) for pattern in self.bots)

    def name(self, user: str) -> str:
        """Return what an agent is called."""
        return self.room.name(user)

    def accepting(self, user: str) -> bool:
        """Whether an agent takes new customers."""
        return user not in self._away

    def online(self, user: str) -> bool:
        """Whether an agent is there; everybody is where the homeserver tells nobody's presence."""
        return self._there.get(user, self.me not in self._there)

    def colleagues(self, holding: Mapping[str, int]) -> tuple[Colleague, ...]:
        """Return the other agents, with how many conversations each of them has."""
        others = sorted(user for user, membership in self.room.members.items() if membership == "join")
        return tuple(
            Colleague(
                AgentId(user), self.name(user), self.online(user), self.accepting(user), holding.get(user, 0)
            )
            for user in others
            if user != self.me and not self.is_bot(user)
        )
