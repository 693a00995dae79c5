"""To whom the agent owes something now: a reply to who waits, a return to who was promised one."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from agent_console.domain.chat import ConversationId
from agent_console.domain.desk import Desk

_NOTHING = timedelta(seconds=-1)


def owed(desk: Desk, conversation: ConversationId, now: float, at: datetime) -> timedelta | None:
    """Return how pressing a held conversation is, as a waiting time; None where nothing is owed.

    `now` is the monotonic instant, `at` the same moment (aware). A promise that is overdue counts like a
    wait that has become red when it fell due: it was to spare the customer just that.
    """
    held = desk[conversation]
    until = None if held.promise is None else held.promise.until
    overdue = None if until is None or until > at else desk.thresholds.red + (at - until)
    debts = (held.waiting.elapsed(now), overdue)
    return max((debt for debt in debts if debt is not None), default=None)


def by_pressure(desk: Desk, now: float, at: datetime) -> Iterator[ConversationId]:
    """Yield the held conversations, the most pressing first, those to whom nothing is owed last."""

    def pressure(conversation: ConversationId) -> timedelta:
        debt = owed(desk, conversation, now, at)
        return _NOTHING if debt is None else debt

    yield from sorted(desk.conversations, key=pressure, reverse=True)


def pressing(desk: Desk, now: float, at: datetime) -> Iterator[ConversationId]:
    """Yield those to whom something is owed, the most pressing first."""
    return (one for one in by_pressure(desk, now, at) if owed(desk, one, now, at) is not None)
