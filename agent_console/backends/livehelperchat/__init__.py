"""LiveHelperChat as a chat system: polled over REST, as the operator whose key it is.

A chat is a conversation, a department a queue, a pending chat a waiting customer. The system says yes to
every agent who takes a chat, and keeps the last one: so a pane opens only when the chat, read again a moment
later, is the agent's, and that is looked at with every poll. The system takes the same reply twice: so one
without an answer is looked for among the messages, and is the agent's to judge when it is not there.

What a team must see to:

- Each agent is an operator with a REST key of their own, and `username` is the operator's. A password works
  for operators who may `use_direct_logins`.
- The address ends where `/restapi` begins; with `/index.php` where the system is served so.

What is declined here: notes, files, tags, edits, blocking, and telling a visitor that the agent writes. The
interface lacks most of it; notes and files could be sent, but nobody has seen it done, and a note that an
older system does not take for one would reach the visitor. The comment of a hand-over goes into the chat's
remarks, which visitors never see. A reply that begins with `!` would be a command there, and is refused.

Tried against a stand-in made from recorded traffic of 4.90. Not in that recording, and written from the
public documentation and source: who the operator is, departments, who is online, being available, closed
chats by e-mail, handing over, closing and reopening, and what operators may not read.
"""

from agent_console.backends.livehelperchat.backend import LiveHelperChatBackend
from agent_console.backends.livehelperchat.capability import CAPABILITIES

__all__ = ["CAPABILITIES", "LiveHelperChatBackend"]
