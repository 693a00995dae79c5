"""The people beside the agent: who is there, and what they ask each other."""

from dataclasses import dataclass
from datetime import timedelta

from agent_console.domain.action import QuestionId
from agent_console.domain.chat import AgentId, Conversation


@dataclass(frozen=True, slots=True)
class Colleague:
    """Another agent, as the chat system knows them."""

    id: AgentId
    name: str
    online: bool
    accepting: bool
    holding: int = 0
    """How many conversations the colleague has."""


@dataclass(frozen=True, slots=True)
class Question:
    """A colleague's question to this agent, with the conversation as it stood when it was told."""

    id: QuestionId
    asker: str
    """What the colleague is called."""
    text: str
    conversation: Conversation
    """Its newest messages; to be read, not to be written in."""
    age: timedelta = timedelta()
    """How long ago it was asked when the chat system said so."""
