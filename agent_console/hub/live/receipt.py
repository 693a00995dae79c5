"""What a client is told of what became of its message or its request."""

from agent_console.domain.chat import Author, ClientId
from agent_console.hub.command import Command, Post
from agent_console.hub.outcome import BUSY, Moved, Posted, Rejected, Repeated, Unchanged
from agent_console.hub.store import Store
from agent_console.wire.frame import Ack, Decline, Done, Refusal

BUSY_RETRY_MS = 1000
"""After how long a message that the store could not take may come again."""


async def post(store: Store, message: Post) -> Ack | Refusal:
    """Commit a message and return what its writer is told, who counts as the agents or the customer do."""
    told = message.author is Author.CUSTOMER
    match await store.commit(message):
        case Posted(message=stored):
            return Ack(message.client_id, stored.heard if told else stored.sequence, stored.sent_ms)
        case Repeated(sequence, sent_ms, heard):
            return Ack(message.client_id, heard if told else sequence, sent_ms)
        case Rejected() as rejected:
            return refusal(message.client_id, rejected)
        case outcome:
            raise TypeError(f"a message cannot become {type(outcome).__name__}")


async def carry_out(store: Store, request: int, command: Command) -> Done | Decline:
    """Commit a request and return what its sender is told."""
    match await store.commit(command):
        case Rejected(code, reason):
            return Decline(request, code, reason)
        case Moved(conversation=conversation) | Unchanged(conversation):
            return Done(request, conversation)
        case _:
            return Done(request)


def refusal(client_id: ClientId, rejected: Rejected) -> Refusal:
    """Return that a message was not committed; trouble of the hub's own passes."""
    retry_ms = BUSY_RETRY_MS if rejected.code == BUSY else 0
    return Refusal(client_id, rejected.code, rejected.reason, retry_ms)
