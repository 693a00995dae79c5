"""A rule: which phrases it is about, whose, and what they are a sign of."""

from dataclasses import dataclass

from agent_console.domain.chat import Priority
from agent_console.domain.cue import Side


@dataclass(frozen=True, slots=True)
class Rule:
    """What is looked for, and what is shown when it is found."""

    mark: str
    side: Side = Side.CUSTOMER
    phrases: tuple[tuple[str, ...], ...] = ()
    """As folded words."""
    unless: tuple[tuple[str, ...], ...] = ()
    """Longer phrases in which the others mean nothing."""
    pattern: str = ""
    """In RE2's syntax; it ignores case."""
    reply: str = ""
    priority: Priority | None = None
    language: str = ""
    """Of whose words it is, as a two-letter code; empty for any."""
