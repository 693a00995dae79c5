"""LiveHelperChat: polled over REST; see `backend` for the whole, and `capability` for what it can do."""

from agent_console.backends.livehelperchat.backend import LiveHelperChatBackend
from agent_console.backends.livehelperchat.capability import CAPABILITIES

__all__ = ["CAPABILITIES", "LiveHelperChatBackend"]
