"""What a Chatwoot can do."""

from agent_console.domain.action import Deed
from agent_console.domain.capability import Capabilities, Claim

CAPABILITIES = Capabilities(
    reopen=True,
    notes=True,
    typing=True,
    history=True,
    attachments=True,
    past=True,
    receipts=True,
    presence=True,
    availability=True,
    team=True,
    deeds=frozenset(
        {
            Deed.ADD_TAG,
            Deed.REMOVE_TAG,
            Deed.SET_PRIORITY,
            Deed.HAND_OVER,
            Deed.BLOCK,
            Deed.UNBLOCK,
            Deed.DELETE_MESSAGE,
            Deed.MARK_READ,
        }
    ),
    claim=Claim.READ_BACK,
)
