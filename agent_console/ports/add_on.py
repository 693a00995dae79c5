"""What a package that adds a chat system is given, and what it must give."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from agent_console.ports.backend import ChatBackend

GROUP: Final = "agent_console.backends"
"""The group of entry points; each is named as the settings' `name`, and is a `Join`."""


@dataclass(frozen=True, slots=True)
class Joining:
    """What the settings say of the chat system."""

    device: str
    """The unguessable id of this console's installation, the same at every start."""
    options: Mapping[str, object] = field(default_factory=dict)
    """As the user wrote them: texts, numbers, truth values, lists and mappings of these."""
    token: str = ""
    """The agent's token; empty where the settings name none."""


Join: TypeAlias = Callable[[Joining], ChatBackend]
"""Makes the backend without connecting; raises ValueError with a line for a person about wrong options."""
