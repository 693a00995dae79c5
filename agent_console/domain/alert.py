"""What may need an agent who is not looking, read off the desk as it is at one instant."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from agent_console.domain.chat import Conversation, ConversationId, Delivery
from agent_console.domain.desk import Desk
from agent_console.domain.events import Link
from agent_console.domain.wait import Tier


class Occasion(StrEnum):
    """What an alert is about, the most pressing first."""

    CRITICAL = "critical"
    """A customer's wait became critical."""
    RED = "red"
    """A customer's wait became red."""
    FAILED = "failed"
    """A reply could not be sent."""
    PROMISE = "promise"
    """The agent promised to be back now."""
    QUESTION = "question"
    """A colleague asks something."""
    MESSAGE = "message"
    """A customer wrote where nobody waited."""
    CUSTOMER = "customer"
    """A new customer is on the desk."""
    CONNECTION = "connection"
    """The chat system cannot be reached."""


_TIERS = {Occasion.RED: Tier.RED, Occasion.CRITICAL: Tier.CRITICAL}


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing to be told once, for as long as it is so."""

    occasion: Occasion
    subject: str = ""
    """Tells it from others of its occasion: a wait that begins anew is another subject."""
    conversation: ConversationId | None = None


def standing(desk: Desk, now: float, at: datetime) -> Iterator[Alert]:
    """Yield everything that is so now; `now` is the monotonic instant, `at` the same moment (aware)."""
    for system, connection in desk.connections.items():
        if connection.link in (Link.OFFLINE, Link.REFUSED):
            yield Alert(Occasion.CONNECTION, system)
    for question in desk.questions:
        yield Alert(Occasion.QUESTION, question.id)
    for held in desk.conversations.values():
        yield Alert(Occasion.CUSTOMER, held.id, held.id)
        yield from _failed(held)
        yield from _promise(held, at)
        yield from _wait(held, desk.tier(held.id, now))


def _failed(held: Conversation) -> Iterator[Alert]:
    failed = [echo.client_id for echo in held.echoes if echo.delivery is Delivery.FAILED]
    if failed:  # a further one is news, but no further customer
        yield Alert(Occasion.FAILED, f"{held.id} {failed[-1]}", held.id)


def _promise(held: Conversation, at: datetime) -> Iterator[Alert]:
    promise = held.promise
    if promise is not None and promise.until <= at:
        yield Alert(Occasion.PROMISE, f"{held.id} {promise.until.isoformat()}", held.id)


def _wait(held: Conversation, tier: Tier) -> Iterator[Alert]:
    if held.waiting.since is None:
        return
    subject = f"{held.id} {held.waiting.since}"
    yield Alert(Occasion.MESSAGE, subject, held.id)
    yield from (Alert(occasion, subject, held.id) for occasion, least in _TIERS.items() if tier >= least)
