"""What was before: a conversation's activities, and the contact's other conversations."""

from collections.abc import Sequence

from agent_console.backends.chatwoot import facts, reading
from agent_console.backends.chatwoot.api import Api
from agent_console.backends.chatwoot.field import moment
from agent_console.backends.chatwoot.holding import Holdings
from agent_console.backends.chatwoot.ownership import not_yours
from agent_console.backends.chatwoot.record import Chat, Entry, Kind, State
from agent_console.domain.chat import ConversationId
from agent_console.domain.history import Move, Step
from agent_console.domain.record import Case, CaseLine, Contact
from agent_console.ports import Declined
from agent_console.texts import _

MOST_SUBJECT = 120
"""Characters of a message that stand for a subject where there is none."""
MOST_BEGINNINGS = 8
"""Earlier conversations whose first message is read."""


class Past:
    """Tells earlier conversations, of the customer who is served; every method raises `ChatwootError`."""

    def __init__(self, api: Api, holdings: Holdings) -> None:
        self._api = api
        self._holdings = holdings

    async def history(self, conversation: ConversationId) -> Sequence[Step]:
        """Return the activities of a conversation, in Chatwoot's own words, oldest first."""
        ledger = await self._holdings.transcripts.current(facts.number(conversation))
        return [
            Step(e.id, moment(e.at), Move.TOLD, detail=e.text) for _id, e in sorted(ledger.activities.items())
        ]

    async def chats(self, conversation: ConversationId) -> Sequence[Case] | Declined:
        """Return the contact's other conversations, newest first, without their lines."""
        number = facts.number(conversation)
        if not self._holdings.on_desk(number):
            return not_yours()
        others = await self._others(number)
        return [_case(chat, await self._begun(chat, place)) for place, chat in enumerate(others)]

    async def lines(self, conversation: ConversationId, case: str) -> Sequence[CaseLine] | Declined:
        """Return what was said in one of them, oldest first."""
        number = facts.number(conversation)
        if not self._holdings.on_desk(number):
            return not_yours()
        if case not in {str(chat.id) for chat in await self._others(number)}:
            return Declined(_("this customer has no such chat"), "unknown")
        return [_line(entry) for entry in (await self._holdings.transcripts.current(int(case))).shown()]

    async def _begun(self, chat: Chat, place: int) -> str:
        """Return what a conversation began with; of old ones, what it ended with, which needs no request."""
        if chat.subject or place >= MOST_BEGINNINGS:
            return chat.subject or chat.last_text
        answer = await self._api.get(f"conversations/{chat.id}/messages", after=0)
        said = (
            e
            for e in reading.entries(answer, self._api.base)
            if e.kind is not Kind.ACTIVITY and not e.private
        )
        return next((entry.text for entry in said if entry.text), chat.last_text)

    async def _others(self, number: int) -> Sequence[Chat]:
        """Return the contact's conversations but this one; whatever the server adds of others is left out."""
        contact = self._holdings.directory[number].contact
        chats = reading.chats(await self._api.get(f"contacts/{contact}/conversations"))
        others = (chat for chat in chats if chat.contact == contact and chat.id != number)
        return sorted(others, key=lambda chat: (chat.created_at, chat.id), reverse=True)


def _case(chat: Chat, begun: str) -> Case:
    return Case(
        id=str(chat.id),
        subject=" ".join(begun.split())[:MOST_SUBJECT],
        status=chat.state.value,
        opened_at=moment(chat.created_at) if chat.created_at else None,
        closed_at=moment(chat.active_at) if chat.state is State.RESOLVED and chat.active_at else None,
        tags=chat.labels,
        last_line=chat.last_text,
        contact=Contact.CHAT,
    )


def _line(entry: Entry) -> CaseLine:
    file = entry.attachment.name if entry.attachment is not None else ""
    return CaseLine(
        author=entry.name or entry.author,
        text=" ".join(filter(None, (entry.text, f"[{file}]" if file else ""))),
        at=moment(entry.at),
        note=entry.private,
    )
