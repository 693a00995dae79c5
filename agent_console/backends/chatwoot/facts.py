"""Chatwoot's conversations as the console's own values."""

from datetime import timedelta

from agent_console.backends.chatwoot.record import Agent, Availability, Chat, State
from agent_console.domain.chat import AgentId, Conversation, ConversationId, Presence, Status
from agent_console.domain.events import Waiting
from agent_console.domain.team import Colleague
from agent_console.texts import _

MOST_CONCERN = 200
"""Characters of what a waiting customer wrote that the queue shows."""

STATUSES = {State.OPEN: Status.OPEN, State.RESOLVED: Status.CLOSED}
"""What is put off or with a bot counts as closed: no agent serves it now."""


def conversation_id(chat: int) -> ConversationId:
    """Return the console's id of a conversation."""
    return ConversationId(str(chat))


def number(conversation: ConversationId) -> int:
    """Return Chatwoot's id of a conversation; 0, which none has, for an id of something else."""
    return (
        int(conversation)
        if conversation.isascii() and conversation.isdigit() and len(conversation) < 19
        else 0
    )


def conversation(
    chat: Chat, fence: int, read: int = 0, presence: Presence = Presence.UNKNOWN
) -> Conversation:
    """Return the facts about a conversation."""
    return Conversation(
        id=conversation_id(chat.id),
        customer=chat.customer,
        channel=chat.channel,
        queue=chat.team,
        concern=chat.subject,
        page=chat.page,
        status=STATUSES.get(chat.state, Status.CLOSED),
        fence=fence,
        tags=chat.labels,
        priority=chat.priority,
        blocked=chat.blocked,
        presence=presence,
        read=read,
    )


def farewell(chat: Chat) -> str:
    """Return why a conversation is not the agent's any more, by how it is now."""
    if chat.state is State.RESOLVED:
        return _("blocked") if chat.blocked else _("closed")
    if chat.state is not State.OPEN:
        return _("put off in Chatwoot") if chat.state is State.SNOOZED else _("given to a bot")
    if chat.assignee is not None:
        return _("{name} has it now").format(name=chat.assignee_name or f"#{chat.assignee}")
    return _("it is in the queue again")


def waiting(chat: Chat, now: float) -> Waiting:
    """Return a conversation that nobody has, as the queue shows it; `now` is the server's time."""
    return Waiting(
        conversation=conversation_id(chat.id),
        name=chat.customer.name,
        concern=chat.subject or " ".join(chat.last_text.split())[:MOST_CONCERN],
        queue=chat.team,
        age=timedelta(seconds=max(0.0, now - chat.waiting_since) if chat.waiting_since else 0.0),
        channel=chat.channel,
        priority=chat.priority,
    )


def colleague(agent: Agent, holding: int) -> Colleague:
    """Return another agent as the console shows them."""
    return Colleague(
        id=AgentId(str(agent.id)),
        name=agent.name,
        online=agent.availability is not Availability.OFFLINE,
        accepting=agent.availability is Availability.ONLINE,
        holding=holding,
    )
