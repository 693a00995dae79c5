"""What both ends of the protocol must agree on."""

from agent_console.domain.chat import ConversationId

PROTOCOL = 2
"""The version of this protocol; the two ends must speak the same."""

NONE = ConversationId("")
"""Stands for no conversation in particular."""
