"""Everything that the interface offers."""

from collections.abc import Sequence

from agent_console.hub.premises import Premises
from agent_console.hub.rest.conversation import Conversations
from agent_console.hub.rest.customer import Customers
from agent_console.hub.rest.message import Messages
from agent_console.hub.rest.operation import Operation
from agent_console.hub.rest.people import People
from agent_console.hub.rest.subscription import Subscriptions
from agent_console.hub.rest.webhook.dispatch import Dispatch


def operations(premises: Premises, dispatch: Dispatch) -> Sequence[Operation]:
    """Return every operation."""
    store = premises.store
    return (
        *Conversations(store, premises.switchboard.online).operations(),
        *Messages(store).operations(),
        *Customers(store).operations(),
        *People(store, premises.settings.queues).operations(),
        *Subscriptions(store, dispatch).operations(),
    )
