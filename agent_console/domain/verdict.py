"""What may become of a reply: the guard's answer, with its reason."""

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import Final

from agent_console.domain.chat import ConversationId


class Ruling(StrEnum):
    """What happens to a reply when Enter is pressed."""

    ALLOW = "allow"
    DELAY = "delay"
    """It leaves by itself after a visible countdown, unless taken back."""
    ASK = "ask"
    """It stays; the agent may move it, send it anyway, or go back."""
    REFUSE = "refuse"
    """It stays; the draft must change first."""


class Rule(StrEnum):
    """Which check spoke."""

    NONE = "none"
    EMPTY = "empty"
    HOLE = "hole"
    """A required value of a canned response is missing."""
    MISFIT = "misfit"
    """A field of a canned response holds what it cannot take."""
    PLACEHOLDER = "placeholder"
    """Raw template text, typed or pasted."""
    SUSPECT = "suspect"
    """What only looks like a placeholder, such as `<NAME>` or `XXXX`."""
    STALE = "stale"
    """The customer or a colleague wrote since the draft began."""
    NAME = "name"
    """It addresses another open customer by name."""
    IDENTIFIER = "identifier"
    """It carries another open customer's number, address or the like."""
    FIT = "fit"
    """It reads like what another open conversation waits for, and unlike what this one does."""
    LANGUAGE = "language"
    """It is in another language than this customer's."""
    HASTE = "haste"
    """It was sent a moment after the agent came to the pane."""
    MOVED = "moved"
    """The conversation is no longer the one that the draft was composed for."""
    TOO_LONG = "too_long"
    INSERTION = "insertion"
    """A canned response in it was filled in for another customer."""
    OUTDATED = "outdated"
    """A value that a canned response in it was filled in with is another one now."""
    UNSENDABLE = "unsendable"
    """It cannot be kept or sent: the disk refused it, the session is over, or a character is broken."""


ELSEWHERE: Final = (Rule.NAME, Rule.IDENTIFIER, Rule.INSERTION, Rule.FIT, Rule.LANGUAGE, Rule.HASTE)
"""The rules by which a reply may be meant for somebody else; the others only look after the text."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to one reply; everything but ALLOW says why in one line for a person."""

    ruling: Ruling
    rule: Rule = Rule.NONE
    reason: str = ""
    """One raw line: it may quote the draft or a customer's name, so display it sanitised."""
    suggestion: ConversationId | None = None
    """The conversation the reply seems meant for."""
    span: tuple[int, int] | None = None
    """Start and end of the offending part of the draft, in characters."""
    delay: timedelta = timedelta()
    """How long a DELAY waits."""
    score: float = 0.0
    """How much the content speaks against the conversation; a higher one is more suspicious, 0 is unknown."""
    features: tuple[float, ...] = ()
    """What the score is made of, for the audit: figures of each open chat, its own first, no words."""
    model: str = ""
    """Which model gave the figures; empty without one."""

    def with_figures_of(self, other: "Verdict") -> "Verdict":
        """Return this verdict with the other one's score and what that was made of."""
        return replace(self, score=other.score, features=other.features, model=other.model)


ALLOWED = Verdict(Ruling.ALLOW)
