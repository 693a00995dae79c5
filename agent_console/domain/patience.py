"""How the console helps with waits: when it suggests what, and which canned responses it takes."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Patience:
    """The agent's choices about customers who wait for the agent, or the agent for them."""

    holding_after: timedelta | None = None
    """From what wait on a customer gets the holding line; None means from the first tier that is late."""
    holding_reply: str = "holding.still-here"
    """The canned response that is the holding line."""
    automatic: bool = False
    """Whether a promise in a reply becomes a timer without a key."""
    soon: timedelta = timedelta(minutes=5)
    """How long a `back soon` may take."""
    nudge_after: timedelta | None = timedelta(minutes=10)
    """How long after the last reply a silent customer is to be asked; None means never."""
    nudge_reply: str = "goodbye.nudge"
    close_after: timedelta | None = timedelta(minutes=10)
    """How long after that question the chat is to be closed; None means never."""
    close_reply: str = "goodbye.quiet"
