"""What a customer who does not answer any more may be written: a question first, later a goodbye."""

from datetime import timedelta
from enum import Enum, auto
from itertools import pairwise, takewhile

from agent_console.domain.chat import Author, Conversation, Presence
from agent_console.domain.patience import Patience


class Reminder(Enum):
    """What is due."""

    NUDGE = auto()
    """To ask whether the customer is still there."""
    CLOSE = auto()
    """To say goodbye, and close."""


def reminder(held: Conversation, now: float, patience: Patience) -> Reminder | None:
    """Return what is due at the monotonic instant `now`; None where nothing is.

    Nothing is where the customer waits, or was told that no reply is owed, or was promised something. Who
    has left is not asked, but told goodbye.
    """
    if held.replied_at is None or held.promise is not None or held.echoes or held.waiting.since is not None:
        return None
    silent = timedelta(seconds=now - held.replied_at)
    asked = nudged(held, patience) or held.presence is Presence.LEFT or patience.nudge_after is None
    due = patience.close_after if asked else patience.nudge_after
    if due is None or silent < due:
        return None
    return Reminder.CLOSE if asked else Reminder.NUDGE


def nudged(held: Conversation, patience: Patience) -> bool:
    """Return whether the agent has written once more after a silence, whatever it was."""
    if patience.nudge_after is None:
        return False
    since = takewhile(lambda message: message.author is not Author.CUSTOMER, reversed(held.messages))
    replies = [message for message in since if message.answers]
    return any(
        later.sent_at - earlier.sent_at >= patience.nudge_after for later, earlier in pairwise(replies)
    )
