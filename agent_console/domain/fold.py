"""What an event about one held conversation makes of it."""

from dataclasses import replace

from agent_console.domain import events
from agent_console.domain.chat import Conversation, Delivery, Status

HeldEvent = (
    events.MessageArrived
    | events.SendAcknowledged
    | events.SendFailed
    | events.CustomerChanged
    | events.CustomerRead
    | events.PresenceChanged
    | events.PromiseNoted
)


def folded(held: Conversation, event: HeldEvent, now: float) -> Conversation:
    """Return a held conversation after an event; the very same one when it changes nothing.

    Raises `GapError` when a message shows that earlier ones are missing.
    """
    match event:
        case events.MessageArrived():
            return held.arrived(event.message, now - event.age.total_seconds())
        case events.SendAcknowledged():
            return held.acknowledged(event.client_id, event.sequence, event.sent_at, now)
        case events.SendFailed():
            return held.delivering(event.client_id, Delivery.FAILED, event.reason)
        case events.CustomerRead():
            return replace(held, read=event.sequence) if event.sequence > held.read else held
        case events.PresenceChanged():
            return replace(held, presence=event.presence)
        case events.PromiseNoted():
            return held.promising(event.promise)
        case _:
            return replace(held, customer=event.customer)


def refreshed(known: Conversation, facts: Conversation) -> Conversation:
    """Return a known conversation with newer facts; whoever is told them still holds it."""
    return replace(known.refreshed(facts), status=Status.OPEN)
