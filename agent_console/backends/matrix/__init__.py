"""Matrix as a chat system: no SDK, no end-to-end encryption, and one homeserver for a team's agents.

A room is a conversation. What is said to its customer is in that room. So are the events that need a place in
its order: who takes the customer, closes, hands over, and where a note stands. What such an event means
beyond that is an *aside* in the team room, which the event names; a customer who reads the raw room sees that
there is something, not what.

What a team must see to:

- Its agents have accounts at one homeserver, whose order of events decides; customers may be anywhere.
- Agents are members of every customer's room: whoever makes it invites them, or one of them the others.
- Rooms are made by those whom the settings name, and show their members what was before they came
  (`history_visibility: shared`, which is usual); else consoles count the messages differently.
- The team room is for invited people only, and its members may send `agent_console.availability` as state.
- An agent who is gone for good, and holds conversations, is taken out of their rooms: that gives them back.

The address of a file is the homeserver's, which shows it to signed-in people only.
"""

from agent_console.backends.matrix.backend import CAPABILITIES, MatrixBackend

__all__ = ["CAPABILITIES", "MatrixBackend"]
