"""Machines that write: each is asked for by the agent, and none writes to a customer."""

from collections.abc import Sequence
from typing import Protocol

from agent_console.domain.record import CaseLine
from agent_console.ports.outcome import Declined


class Summariser(Protocol):
    """A machine that writes where a chat stands; what it writes is for the agent's eyes only."""

    async def summarise(self, lines: Sequence[CaseLine]) -> str | Declined:
        """Return a few lines about what was said, oldest first; untrusted text like any from outside."""
        ...


class Translator(Protocol):
    """A machine that translates; what it writes is untrusted text, and only ever previewed."""

    @property
    def host(self) -> str:
        """Who is sent the text."""
        ...

    async def translate(self, text: str, source: str, target: str) -> str | Declined:
        """Return a text in another language, without controls; tags are BCP 47, the source may be empty."""
        ...


class Rewriter(Protocol):
    """A machine that puts a text into other words; what it writes is untrusted, and only ever previewed."""

    @property
    def host(self) -> str:
        """Who is sent the text."""
        ...

    async def rewrite(self, text: str, wish: str) -> str | Declined:
        """Return the same text as an instruction wants it, in its own language, without controls."""
        ...
