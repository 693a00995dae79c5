"""A program that is told what happens, as the hub remembers it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where events go, and how that went."""

    id: str
    url: str
    secret: str
    """Signs what is sent; in plain, because it is needed for each event."""
    events: tuple[str, ...]
    """The kinds that it wants; empty: all."""
    maker: str
    """The id of the program that made it; nothing is sent while its token is revoked."""
    made_ms: int
    failures: int = 0
    """How many attempts in a row have failed."""
    failure: str = ""
    """Why the last attempt failed; empty when it did not."""
    dead: bool = False
    """Whether nothing is sent any more, after too many failures."""
