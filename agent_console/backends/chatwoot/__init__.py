"""Chatwoot as a chat system: REST and ActionCable, as an agent of one account."""

from agent_console.backends.chatwoot.backend import ChatwootBackend
from agent_console.backends.chatwoot.capability import CAPABILITIES

__all__ = ["CAPABILITIES", "ChatwootBackend"]
