"""How often and how long a Chatwoot is asked, waited for and watched."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds of everything that takes its time."""

    silence: float = 6.0
    """A server pings every three seconds; after this long without anything the connection is dead."""
    presence: float = 20.0
    """Between two signs that the agent is there."""
    sweep: float = 30.0
    """Between two comparisons with what the server has, because it tells nothing twice."""
    claim: float = 0.3
    """Between an assignment and its reading back: whoever looked before it has assigned by then."""
    settled: float = 20.0
    """After this long a request without an answer has been carried out or never will be."""
    typing: float = 3.0
    """Between two signs that a customer is still writing."""
    typing_expiry: float = 30.0
    """After this long a customer who began to write counts as having stopped."""
    typing_off: float = 7.0
    """After this long without a key the customer is told that the agent has stopped writing."""
