"""What is remembered of sends to judge the guard by, and to learn from: figures and outcomes, never words."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from agent_console.domain.chat import ClientId, ConversationId
from agent_console.domain.verdict import Rule, Ruling


class Outcome(StrEnum):
    """What became of a reply, or of an attempt to send it."""

    SENT = "sent"
    """It was accepted for delivery."""
    HELD = "held"
    """The guard stopped it, and the agent has not answered yet."""
    OVERRIDDEN = "overridden"
    """The agent sent it although the guard had stopped it: a false alarm, as far as anybody knows."""
    MOVED = "moved"
    """The agent moved it to another conversation: a save."""
    RETRACTED = "retracted"
    """The agent went back to the draft after a hold, or took it back during the countdown."""
    RECALLED = "recalled"
    """The agent had it deleted after it had left."""
    RESENT = "resent"
    """What had been recalled or retracted was sent in another conversation: it had been in a wrong pane."""


LEFT: Final = frozenset({Outcome.SENT, Outcome.OVERRIDDEN})
"""It is on its way to the customer."""
CAME_BACK: Final = frozenset({Outcome.RETRACTED, Outcome.RECALLED})
"""It is a draft again; it may have been in the wrong pane, or a mere slip of the pen."""


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One line about a reply; `draft` ties the lines of the same reply together."""

    at: datetime
    outcome: Outcome
    draft: ClientId
    conversation: ConversationId
    pane: int = 0
    """The pane's number on screen when Enter was pressed; 0 when it had none."""
    snippets: tuple[tuple[str, str], ...] = ()
    """Ids and versions of the canned responses in it."""
    ruling: Ruling = Ruling.ALLOW
    rule: Rule = Rule.NONE
    waited_seconds: float = 0.0
    """How long the customer had waited."""
    open_conversations: int = 0
    score: float = 0.0
    features: tuple[float, ...] = ()
    """What the score was made of: the figures of one open conversation after the other, its own first."""
    model: str = ""
    """Which model gave score and features."""
