"""Matrix as a chat system: no SDK, no end-to-end encryption, and one homeserver for a team's agents.

What is said to a customer is in the customer's room. So are the events that need a place in its order: who
takes the customer, closes, hands over, and where a note stands. What such an event means beyond that is an
*aside* in the team room, which the event names; a customer who reads the raw room sees that there is
something, not what.
"""

from agent_console.backends.matrix.backend import CAPABILITIES, MatrixBackend

__all__ = ["CAPABILITIES", "MatrixBackend"]
