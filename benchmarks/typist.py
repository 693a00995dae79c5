"""An agent's hands: a reply goes through draft, guard and Enter, as on the console."""

from agent_console.domain.chat import Author, ClientId, ConversationId, Delivery
from agent_console.domain.verdict import Ruling
from agent_console.services.workspace import Workspace


def enter(workspace: Workspace, conversation: ConversationId, text: str) -> ClientId:
    """Type a text, press Enter until it is sent, and return the reply's id.

    One that the guard delays leaves by itself later. Raises RuntimeError when the guard holds it back.
    """
    workspace.drafts.edited(conversation, text, len(text))
    verdict = workspace.replies.submit(conversation)
    while verdict.ruling is Ruling.ASK:  # customers write all the time: every draft is a stale one
        verdict = workspace.replies.send_anyway(conversation)
    if verdict.ruling not in (Ruling.ALLOW, Ruling.DELAY):
        raise RuntimeError(f"a reply was not sent: {verdict.reason}")
    return workspace.desk[conversation].transcript[-1].client_id


def accepted(workspace: Workspace, conversation: ConversationId, client_id: ClientId) -> bool:
    """Whether a reply shows as accepted: beyond `delayed` and `saving`, or committed."""
    transcript = reversed(workspace.desk[conversation].transcript)
    message = next((m for m in transcript if m.client_id == client_id), None)
    return message is not None and message.delivery not in (Delivery.DELAYED, Delivery.SAVING)


def shown(workspace: Workspace) -> dict[str, list[tuple[str, str]]]:
    """Return what the desk shows: ids and texts of people's messages, by conversation."""
    return {
        conversation: [
            (m.client_id, m.text) for m in held.messages if m.author in (Author.CUSTOMER, Author.AGENT)
        ]
        for conversation, held in workspace.desk.conversations.items()
    }
