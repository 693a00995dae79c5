"""Which kind of neighbours a hub has: that depends on where its store is."""

from agent_console.hub.database.address import Place, PostgresAddress
from agent_console.hub.neighbour.alone import Alone
from agent_console.hub.neighbour.neighbourhood import Neighbours


def neighbours_at(place: Place) -> Neighbours:
    """Return the other hubs on a store; there are none on a file, which a hub has to itself."""
    if not isinstance(place, PostgresAddress):
        return Alone()
    # The driver is read where it is needed only.
    from agent_console.hub.neighbour.postgresql import PostgresqlNeighbours, connector

    return PostgresqlNeighbours(connector(place))
