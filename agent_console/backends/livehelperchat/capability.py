"""What LiveHelperChat can do over its REST interface."""

from agent_console.domain.action import Deed
from agent_console.domain.capability import Capabilities, Claim

CAPABILITIES = Capabilities(
    reopen=True,
    typing=True,
    preview=True,
    past=True,
    presence=True,
    availability=True,
    team=True,
    deeds=frozenset({Deed.HAND_OVER}),
    claim=Claim.READ_BACK,
)
