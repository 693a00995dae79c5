"""The chat systems that the contract suite is run against, and what each of them lacks."""

import os
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from enum import Enum, auto
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from agent_console.backends import chatwoot, hub, livehelperchat, matrix, memory
from agent_console.domain.action import Deed
from agent_console.domain.capability import Capabilities
from tests.backends.chatwoot.world import chatwoot_world
from tests.backends.joint_world import joint_world
from tests.backends.livehelperchat.world import livehelperchat_world
from tests.backends.matrix.world import matrix_world
from tests.backends.world import World, hub_world, memory_world, postgres_hub_world


class Feature(Enum):
    """What a chat system may lack, besides actions; each is a field of `Capabilities`."""

    REOPEN = "reopen"
    NOTES = "notes"
    TYPING = "typing"
    HISTORY = "history"
    ATTACHMENTS = "attachments"
    PAST = "past"
    RECEIPTS = "receipts"
    PRESENCE = "presence"
    AVAILABILITY = "availability"
    TEAM = "team"


class Trait(Enum):
    """What a chat system may do otherwise without the console being the poorer for it."""

    COUNTS_SENDS = auto()
    """It counts each device's sends and refuses one that comes before its turn."""
    ONE_TEAM = auto()
    """It tells of each colleague once; of several systems each tells of its own."""
    CONTINUES = auto()
    """A customer who writes after the end comes back in the same conversation, not in a new one."""
    KEEPS_ENDS = auto()
    """It keeps white space at both ends of a message, which says nothing to anybody."""
    KEEPS_OUTCOMES = auto()
    """It keeps how a conversation ended; others keep only that it did, which the agent knows anyway."""
    SAYS_NOTHING = auto()
    """It writes no lines of its own into a conversation, such as who has closed it."""
    NAMES_MOVES = auto()
    """Its history says what each move was; others tell it in words of their own, in whatever language."""
    TELLS_TYPING = auto()
    """It tells customers that the agent writes, not only the agent that they do."""


ALL_TRAITS = frozenset(Trait)
Need = Deed | Feature | Trait


@dataclass(frozen=True, slots=True)
class System:
    """A chat system under test."""

    name: str
    play: Callable[[Path], AbstractAsyncContextManager[World]]
    capabilities: Capabilities
    traits: frozenset[Trait] = ALL_TRAITS
    program: str = ""
    """What must be installed for it, if anything."""

    def meets(self, need: Need) -> bool:
        """Whether a test that needs this is about the system."""
        if isinstance(need, Trait):
            return need in self.traits
        if isinstance(need, Deed):
            return need in self.capabilities.deeds
        return bool(getattr(self.capabilities, need.value))


CHATWOOT_TRAITS = frozenset(
    {Trait.ONE_TEAM, Trait.KEEPS_ENDS, Trait.SAYS_NOTHING, Trait.TELLS_TYPING}
)  # nobody numbers sends; a new conversation after the end is the setting that is played here

SYSTEMS = (
    System("memory", memory_world, memory.CAPABILITIES),
    System("hub", hub_world, hub.CAPABILITIES),
    System("hub on PostgreSQL", postgres_hub_world, hub.CAPABILITIES, program="postgres"),
    System("joint", joint_world, memory.CAPABILITIES, frozenset({Trait.COUNTS_SENDS})),
    System("livehelperchat", livehelperchat_world, livehelperchat.CAPABILITIES, frozenset({Trait.ONE_TEAM})),
    System("chatwoot", chatwoot_world, chatwoot.CAPABILITIES, CHATWOOT_TRAITS),
    System("matrix", matrix_world, matrix.CAPABILITIES, ALL_TRAITS - {Trait.COUNTS_SENDS}),
)


OTHERS = "AGENT_CONSOLE_CONTRACT"
"""The environment variable that names systems of other packages: `module:SYSTEM`, separated by commas."""


def systems() -> tuple[System, ...]:
    """Return our own systems, or those of other packages instead."""
    named = [one for one in os.environ.get(OTHERS, "").split(",") if one]
    return tuple(EntryPoint(one, one, OTHERS).load() for one in named) or SYSTEMS


def requires(*what: Need) -> pytest.MarkDecorator:
    """Mark a test that only concerns systems which can do all of this; of the others it is not asked."""
    return pytest.mark.requires(*what)
