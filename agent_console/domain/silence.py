"""What a customer who does not answer any more may be written: a question first, later a goodbye."""

from collections.abc import Callable
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


Pending = Callable[[str], bool]
"""Whether a raw reply leaves the customer waiting for the agent."""


def reminder(held: Conversation, now: float, patience: Patience, pending: Pending) -> Reminder | None:
    """Return what is due at the monotonic instant `now`; None where nothing is.

    Nothing is where the customer waits, or was told that no reply is owed, or was promised something. Who
    has left is not asked, but told goodbye.
    """
    if held.replied_at is None or held.promise is not None or held.echoes or held.waiting.since is not None:
        return None
    silent = timedelta(seconds=now - held.replied_at)
    if silent < min(filter(None, (patience.nudge_after, patience.close_after)), default=silent):
        return None  # by far the most often; no message need be read for it
    left = held.presence is Presence.LEFT or patience.nudge_after is None
    asked = left or nudged(held, patience.nudge_after, pending)
    due = patience.close_after if asked else patience.nudge_after
    if due is None or silent < due:
        return None
    return Reminder.CLOSE if asked else Reminder.NUDGE


def nudged(held: Conversation, after: timedelta | None, pending: Pending) -> bool:
    """Return whether the agent has written once more after a silence of the customer's, whatever it was.

    Where the reply before it was `pending`, the silence was the agent's own.
    """
    if after is None:
        return False
    since = takewhile(lambda message: message.author is not Author.CUSTOMER, reversed(held.messages))
    replies = [message for message in since if message.answers]
    return any(
        later.sent_at - earlier.sent_at >= after and not pending(earlier.text)
        for later, earlier in pairwise(replies)
    )
