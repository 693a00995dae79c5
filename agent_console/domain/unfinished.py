"""What an agent leaves behind who quits now."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from agent_console.domain.chat import Delivery, Message
from agent_console.domain.desk import Desk

_UNSENT: Final = frozenset({Delivery.SAVING, Delivery.SENDING})


@dataclass(frozen=True, slots=True)
class Unfinished:
    """How many there are of each."""

    drafts: int = 0
    delayed: int = 0
    """Replies that could still be taken back; they become drafts."""
    unsent: int = 0
    """Replies that the chat system has not acknowledged."""
    failed: int = 0
    promises: int = 0
    """Customers whom the agent said to be back with."""
    uploads: int = 0
    """Files that are not whole at the chat system yet."""


NOTHING: Final = Unfinished()


def unfinished(desk: Desk, uploads: int, unsent_elsewhere: int) -> Unfinished:
    """Count what is open on the desk, and what waits for conversations that are not there yet."""
    echoes = [echo for held in desk.conversations.values() for echo in held.echoes]
    return Unfinished(
        drafts=sum(1 for draft in desk.drafts.values() if not draft.empty),
        delayed=_count(echoes, {Delivery.DELAYED}),
        unsent=_count(echoes, _UNSENT) + unsent_elsewhere,
        failed=_count(echoes, {Delivery.FAILED}),
        promises=sum(1 for held in desk.conversations.values() if held.promise is not None),
        uploads=uploads,
    )


def _count(echoes: Iterable[Message], deliveries: Iterable[Delivery]) -> int:
    return sum(1 for echo in echoes if echo.delivery in deliveries)
