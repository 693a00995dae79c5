"""Becoming the owner of a conversation, and ceasing to be: by the room's order alone."""

from agent_console.backends.matrix.chat import Chat
from agent_console.backends.matrix.event import CLAIM, CLOSE, WON
from agent_console.backends.matrix.office import Office
from agent_console.backends.matrix.ownership import Verdict
from agent_console.backends.matrix.posting import Posting
from agent_console.domain.chat import ConversationId, Status
from agent_console.ports import Declined
from agent_console.texts import _


class Claims:
    """Raises `OutageError` and `RefusalError`."""

    def __init__(self, office: Office, posting: Posting) -> None:
        self._office = office
        self._posting = posting

    async def take(self, wanted: ConversationId | None) -> ConversationId | Declined:
        """Claim a waiting conversation, by default the next one that nobody is faster with."""
        waiting = [chat for chat in self._office.waiting() if wanted in (None, chat.id)]
        for chat in waiting:
            if chat.room.encrypted:
                continue
            if await self._claim(chat):
                return chat.id
        if wanted is None:
            return Declined(_("nobody is waiting for you"), "empty")
        if waiting and waiting[0].room.encrypted:
            return Declined(
                _("this room is end-to-end encrypted, which this console cannot do; use another client"),
                "encrypted",
            )
        return Declined(_("somebody else has taken this customer"), "taken")

    async def reopen(self, chat: Chat) -> Declined | None:
        """Claim a closed conversation."""
        if not await self._claim(chat):
            return Declined(_("somebody else has this customer"), "taken")
        return None

    async def close(self, chat: Chat, fence: int, outcome: str) -> Declined | None:
        """End a conversation, unless the customer wrote meanwhile what is not known here yet."""
        if not holds(chat, self._office.me, fence):
            return not_yours()
        content = {"fence": fence, "head": chat.transcript.head}
        event = await self._posting.mark(chat, CLOSE, content, {"detail": outcome} if outcome else None)
        match chat.ownership.verdict(event):
            case Verdict.UNREAD:
                return Declined(_("the customer has just written; read it first"), "unread")
            case Verdict.FENCE:
                return not_yours()
            case _:
                return None

    async def _claim(self, chat: Chat) -> bool:
        """Say that the agent takes a customer; whether that was the first such event in the room's order."""
        if chat.ownership.status is Status.OPEN:
            return False
        fence = chat.ownership.fence + 1
        event = await self._posting.mark(chat, CLAIM, {"fence": fence})
        if chat.ownership.verdict(event) is not Verdict.COUNTED:
            return False
        await self._posting.mark(chat, WON, {"fence": fence, "claim": event})
        return True


def holds(chat: Chat, agent: str, fence: int) -> bool:
    """Whether an agent is the owner under a fence."""
    return (chat.ownership.owner, chat.ownership.fence) == (agent, fence)


def not_yours() -> Declined:
    """Return why only an owner may."""
    return Declined(_("you do not hold this conversation any more"), "fence")
