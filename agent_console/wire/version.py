"""What both ends of the protocol must agree on."""

from agent_console.domain.chat import ConversationId

PROTOCOL = 3
"""The version of this protocol; an agent's console and the hub must speak the same."""

OLDEST_CUSTOMER = 2
"""The oldest version whose customers are let in: nothing that a hub sends them has changed since.

A page that was opened before the hub was renewed goes on with its chat.
"""

NONE = ConversationId("")
"""Stands for no conversation in particular."""
