"""How a chat leaves the agent: closed, or handed over."""

from agent_console.backends.livehelperchat.holdings import Holdings
from agent_console.backends.livehelperchat.interface import Interface
from agent_console.backends.livehelperchat.presence import Presence
from agent_console.backends.livehelperchat.row import ChatRow, Stand
from agent_console.backends.livehelperchat.translation import conversation_id
from agent_console.domain.action import HandOver
from agent_console.domain.chat import ConversationId
from agent_console.ports import Declined
from agent_console.texts import N_, _

NOT_YOURS = N_("you do not hold this conversation any more")
MOST_REMARKS = 5_000
"""Characters of a chat's remarks, the older ones of which go first."""


class Endings:
    """Gives held chats out of the agent's hands; raises `ExchangeError`."""

    def __init__(self, interface: Interface, holdings: Holdings, presence: Presence) -> None:
        self._interface = interface
        self._holdings = holdings
        self._presence = presence

    async def close(self, conversation: ConversationId, fence: int) -> Declined | None:
        """End a chat, unless the customer has just written."""
        async with self._holdings.gate(conversation):
            row = await self._own(conversation, fence)
            if isinstance(row, Declined):
                return row
            ledger = self._holdings.ledger(conversation)
            known = len(ledger.messages)
            await self._holdings.read(row)
            if ledger.wrote_since(known):
                return Declined(_("the customer has just written; read it first"), "unread")
            await self._interface.set_status(row.id, Stand.CLOSED)
            after = await self._interface.chat(row.id)
            if after.status != Stand.CLOSED:
                return Declined(
                    _("LiveHelperChat did not close the chat; may this operator close it?"), "refused"
                )
            self._holdings.lose(after)
            return None

    async def hand_over(self, conversation: ConversationId, fence: int, to: HandOver) -> Declined | None:
        """Give a chat to a colleague, or to a department's queue; the comment goes into its remarks."""
        if bool(to.agent) == bool(to.queue):
            return Declined(_("name either a colleague or a queue"), "target")
        async with self._holdings.gate(conversation):
            row = await self._own(conversation, fence)
            if isinstance(row, Declined):
                return row
            if to.agent:
                return await self._to_colleague(row, to)
            return await self._to_queue(row, to)

    async def _to_colleague(self, row: ChatRow, to: HandOver) -> Declined | None:
        colleagues = await self._presence.colleagues()
        colleague = next((one for one in colleagues if one.id == to.agent), None)
        if colleague is None or not (colleague.online and colleague.accepting):
            return Declined(_("this colleague is not here at the moment"), "away")
        await self._interface.change(
            row.id, user_id=int(to.agent), status=int(Stand.ACTIVE), **self._remarks(row, to)
        )
        return await self._left(row, _("handed over to {name}").format(name=colleague.name))

    async def _to_queue(self, row: ChatRow, to: HandOver) -> Declined | None:
        offered = (
            one.id for one in self._holdings.departments.values() if one.offered and one.name == to.queue
        )
        department = next(offered, None)
        if department is None:
            return Declined(_("there is no such queue"), "unknown")
        columns = {"user_id": 0, "dep_id": department, "status": int(Stand.PENDING)}
        await self._interface.change(row.id, **columns, **self._remarks(row, to))
        return await self._left(row, _("handed over to {name}").format(name=to.queue))

    async def _left(self, row: ChatRow, reason: str) -> Declined | None:
        after = await self._interface.find(row.id)
        if after is not None and self._holdings.owns(after):
            return Declined(_("LiveHelperChat did not hand the chat over"), "refused")
        self._holdings.drop(conversation_id(row.id), reason)
        return None

    async def _own(self, conversation: ConversationId, fence: int) -> ChatRow | Declined:
        """Return a chat as it is now, if the agent holds it under that fence."""
        held = self._holdings.find(conversation)
        if held is None or not self._holdings.holds(conversation, fence):
            return Declined(_(NOT_YOURS), "fence")
        row = await self._interface.find(held.row.id)
        if row is not None and self._holdings.owns(row):
            return row
        if row is None:
            self._holdings.lose_unseen(conversation)
        else:
            self._holdings.lose(row)
        return Declined(_(NOT_YOURS), "fence")

    def _remarks(self, row: ChatRow, to: HandOver) -> dict[str, str | int]:
        comment = to.comment.strip()
        if not comment:
            return {}
        remarks = f"{row.remarks}\n{self._holdings.me.name}: {comment}".strip()
        return {"remarks": remarks[-MOST_REMARKS:]}
