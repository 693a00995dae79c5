"""A phrase that a rule marks: in what a customer wrote, or in what the agent is about to."""

from dataclasses import dataclass
from enum import StrEnum

from agent_console.domain.chat import Priority


class Side(StrEnum):
    """Whose words a rule is about."""

    CUSTOMER = "customer"
    AGENT = "agent"


@dataclass(frozen=True, slots=True)
class Cue:
    """A marked phrase, at places that count characters of its text."""

    start: int
    end: int
    mark: str
    """What it is a sign of, in a word, such as `legal`."""
    reply: str = ""
    """The id of the canned reply that helps; empty where there is none."""
    priority: Priority | None = None
    """How urgent such a conversation is."""
