"""What other tools call the values of a conversation, and what we call them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

PATH = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)+")


@dataclass(frozen=True, slots=True)
class Names:
    """One tool's names; `user` is the agent in one tool and the customer in another."""

    paths: Mapping[str, str]
    """A whole path to ours."""
    spaces: Mapping[str, str]
    """What a path may begin with, with its last dot, to what ours begins with; the rest is kept."""

    def ours(self, path: str) -> str | None:
        """Return our path for one of the other tool's; None when we have no such value."""
        if path in self.paths:
            return self.paths[path]
        begun = max((space for space in self.spaces if path.startswith(space)), key=len, default=None)
        return None if begun is None else self.spaces[begun] + path.removeprefix(begun)
