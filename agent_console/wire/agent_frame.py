"""The frames that an agent's console sends."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from agent_console.domain.action import Action
from agent_console.domain.chat import ClientId, ConversationId, Mode
from agent_console.domain.customer import CustomerId
from agent_console.wire.version import NONE, PROTOCOL


@dataclass(frozen=True, slots=True)
class AgentHello:
    """An agent's first frame."""

    token: str
    device: str
    """The id of this installation; send numbers are counted for each."""
    cursors: Mapping[str, int] = field(default_factory=dict)
    """The last sequence known of each conversation."""
    protocol: int = PROTOCOL


@dataclass(frozen=True, slots=True)
class Send:
    """An agent's message, bound to a conversation, its customer and a fence; a note needs no ownership."""

    conversation: ConversationId
    customer: CustomerId
    fence: int
    client_id: ClientId
    number: int
    text: str
    mode: Mode = Mode.REPLY
    file: str = ""
    """The id of an upload that goes with it."""


@dataclass(frozen=True, slots=True)
class Take:
    """Asks to become the owner of a waiting conversation; an empty id means the next one."""

    request: int
    conversation: ConversationId = NONE


@dataclass(frozen=True, slots=True)
class Close:
    """Asks to end a conversation held under that fence, unless its customer wrote after `head`."""

    request: int
    conversation: ConversationId
    fence: int
    head: int
    """The last sequence that the console knows."""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Reopen:
    """Asks to own a closed conversation again."""

    request: int
    conversation: ConversationId


@dataclass(frozen=True, slots=True)
class SetAccepting:
    """Says whether new customers may come to the agent."""

    request: int
    accepting: bool


@dataclass(frozen=True, slots=True)
class Act:
    """Asks to carry an action out."""

    request: int
    conversation: ConversationId
    fence: int
    action: Action


@dataclass(frozen=True, slots=True)
class ReadHistory:
    """Asks for the moves of a conversation after one; `History` answers."""

    request: int
    conversation: ConversationId
    after: int = 0


@dataclass(frozen=True, slots=True)
class ReadPast:
    """Asks for the earlier chats of the customer of a held conversation, before one; `Past` answers."""

    request: int
    conversation: ConversationId
    before: int = 0
    """The id of a chat; 0 begins with the newest."""


@dataclass(frozen=True, slots=True)
class ReadPastLines:
    """Asks for what was said in one of them after a sequence; `PastLines` answers."""

    request: int
    conversation: ConversationId
    """The one that is held, whose customer the chat must be of."""
    chat: int
    after: int = 0
