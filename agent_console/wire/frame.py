"""The frames of the hub's protocol, as values; `codec` turns them into JSON and back."""

from agent_console.wire.agent_frame import (
    Act,
    AgentHello,
    Close,
    ReadHistory,
    ReadPast,
    ReadPastLines,
    Reopen,
    Send,
    SetAccepting,
    Take,
)
from agent_console.wire.customer_frame import (
    CustomerHello,
    Leave,
    MailTranscript,
    Rate,
    Say,
    Visit,
)
from agent_console.wire.hub_frame import (
    Ack,
    AgentWelcome,
    Asked,
    Availability,
    Changed,
    CustomerPresence,
    CustomerWelcome,
    Decline,
    Done,
    Ended,
    Heads,
    History,
    Messages,
    Opened,
    Past,
    PastLines,
    Progress,
    Queue,
    Refusal,
    Settled,
    Standing,
    Team,
    Trouble,
    Unstored,
)
from agent_console.wire.record import (
    Detail,
    Entry,
    Facts,
    File,
    HistoryLine,
    OpenQuestion,
    PastChat,
    PastLine,
    Peer,
    Place,
    Profile,
    Topic,
)
from agent_console.wire.shared_frame import (
    Chunk,
    Offer,
    Reread,
    Seen,
    Typing,
)
from agent_console.wire.version import (
    NONE,
    OLDEST_CUSTOMER,
    PROTOCOL,
)

Frame = (
    AgentHello
    | Send
    | Take
    | Close
    | Reopen
    | SetAccepting
    | Act
    | ReadHistory
    | ReadPast
    | ReadPastLines
    | CustomerHello
    | Say
    | Leave
    | Rate
    | MailTranscript
    | Visit
    | Reread
    | Typing
    | Seen
    | Offer
    | Chunk
    | AgentWelcome
    | CustomerWelcome
    | Opened
    | Changed
    | Messages
    | Ended
    | Standing
    | Heads
    | Queue
    | Team
    | Asked
    | Settled
    | CustomerPresence
    | Availability
    | Ack
    | Refusal
    | Done
    | Decline
    | History
    | Past
    | PastLines
    | Progress
    | Unstored
    | Trouble
)

__all__ = [
    "NONE",
    "OLDEST_CUSTOMER",
    "PROTOCOL",
    "Ack",
    "Act",
    "AgentHello",
    "AgentWelcome",
    "Asked",
    "Availability",
    "Changed",
    "Chunk",
    "Close",
    "CustomerHello",
    "CustomerPresence",
    "CustomerWelcome",
    "Decline",
    "Detail",
    "Done",
    "Ended",
    "Entry",
    "Facts",
    "File",
    "Frame",
    "Heads",
    "History",
    "HistoryLine",
    "Leave",
    "MailTranscript",
    "Messages",
    "Offer",
    "OpenQuestion",
    "Opened",
    "Past",
    "PastChat",
    "PastLine",
    "PastLines",
    "Peer",
    "Place",
    "Profile",
    "Progress",
    "Queue",
    "Rate",
    "ReadHistory",
    "ReadPast",
    "ReadPastLines",
    "Refusal",
    "Reopen",
    "Reread",
    "Say",
    "Seen",
    "Send",
    "SetAccepting",
    "Settled",
    "Standing",
    "Take",
    "Team",
    "Topic",
    "Trouble",
    "Typing",
    "Unstored",
    "Visit",
]
