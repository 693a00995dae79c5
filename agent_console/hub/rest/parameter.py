"""Parameters that several operations take."""

from typing import Annotated

from pydantic import Field

from agent_console.hub.rest.operation import Part
from agent_console.hub.store import Account, Holding, Role
from agent_console.wire.codec import LARGEST


class Fenced(Part):
    """Under which ownership something is done."""

    fence: Annotated[int, Field(ge=0, le=LARGEST)] | None = None
    """Refuse it unless the conversation still has this fence; without it, the present one counts."""


def fence(query: Fenced, caller: Account, holding: Holding) -> int | None:
    """Return the fence that an action is done under; None is a program's, for the fence as it is."""
    if query.fence is None and caller.role is Role.SERVICE:
        return None
    return holding.facts.fence if query.fence is None else query.fence
