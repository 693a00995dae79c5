"""One agent's connection: what the console asks for becomes commands, outcomes become answers."""

import asyncio
import logging

from agent_console.domain.action import Action, HandOver
from agent_console.domain.chat import Author, ConversationId
from agent_console.hub.command import (
    Accept,
    Claim,
    Command,
    End,
    Perform,
    Post,
    Resume,
    TakeOver,
)
from agent_console.hub.files.upload import UploadDesk
from agent_console.hub.live import receipt
from agent_console.hub.live.connection import CatchUp, Connection
from agent_console.hub.live.history import first_moves
from agent_console.hub.live.outlook import AgentOutlook
from agent_console.hub.live.past import PastDesk
from agent_console.hub.live.queue_board import QueueBoard
from agent_console.hub.live.roster import Roster
from agent_console.hub.live.switchboard import Switchboard
from agent_console.hub.neighbour.neighbourhood import Hint
from agent_console.hub.outcome import Rejected
from agent_console.hub.secret import digest
from agent_console.hub.store import Account, Store, UnreadableError
from agent_console.wire.close_code import CloseCode
from agent_console.wire.error import FrameError
from agent_console.wire.frame import (
    Act,
    AgentHello,
    AgentWelcome,
    Chunk,
    Close,
    Decline,
    File,
    Frame,
    History,
    Offer,
    ReadHistory,
    ReadPast,
    ReadPastLines,
    Refusal,
    Reopen,
    Reread,
    Send,
    SetAccepting,
    Take,
    Typing,
)
from agent_console.wire.limit import misnamed, objection

TOKEN_SECONDS = 0.5
"""Between two looks whether an agent's token still counts; another process may give out a new one."""
HISTORY_LINES = 200
"""Moves that one `History` has."""

logger = logging.getLogger(__name__)


class AgentSide:
    """Serves an agent who has signed in."""

    def __init__(
        self,
        account: Account,
        hello: AgentHello,
        connection: Connection,
        store: Store,
        switchboard: Switchboard,
        files: UploadDesk,
    ) -> None:
        self._account = account
        self._hello = hello
        self._token_hash = digest(hello.token)
        self._connection = connection
        self._store = store
        self._switchboard = switchboard
        self._files = files
        self._past = PastDesk(account.id, store)

    async def welcome(self, outlook: AgentOutlook, board: QueueBoard, roster: Roster) -> None:
        """Send what the agent holds, from where the console has read to, the queue, the team, questions."""
        account, send = self._account, self._connection.send
        held = await self._store.held_by(account.id)
        await send(AgentWelcome(account.id, account.name, account.accepting, tuple(held)))
        for conversation in held:
            await send(CatchUp(conversation, self._hello.cursors.get(conversation, 0)))
        await send(await board.frame())
        await send((await roster.lineup()).beside(account.id))
        for question in await outlook.questions():
            await send(question)

    async def watch(self) -> None:
        """Hang up when the token that the agent came with counts no more."""
        while True:
            if not await self._counts():
                await self._connection.hang_up(CloseCode.BAD_TOKEN, "this token was replaced or revoked")
                return
            await asyncio.sleep(TOKEN_SECONDS)

    async def handle(self, frame: Frame) -> None:
        """Carry out one frame; raises `FrameError` for one that an agent does not send."""
        match frame:
            case Send():
                self._connection.put(await self._send(frame))
            case Reread(conversation, after):
                self._connection.put(CatchUp(conversation, after))
            case Offer():
                self._connection.put(await self._files.offer(self._account.id, frame))
            case Chunk():
                self._connection.put(await self._files.chunk(self._account.id, frame))
            case Typing(conversation):
                await self._type(conversation)
            case ReadHistory() | ReadPast() | ReadPastLines():
                self._connection.put(await self._look_up(frame))
            case _:
                await self._request(frame)

    async def _look_up(self, asked: ReadHistory | ReadPast | ReadPastLines) -> Frame:
        match asked:
            case ReadHistory(request, conversation, after):
                return await self._history(request, conversation, after)
            case ReadPast():
                return await self._past.chats(asked)
            case ReadPastLines():
                return await self._past.lines(asked)

    async def _request(self, frame: Frame) -> None:
        agent = self._account.id
        match frame:
            case Take(request, conversation):
                await self._carry_out(request, TakeOver(agent, conversation or None))
            case Close(request, conversation, fence, head, outcome):
                await self._carry_out(request, End(agent, conversation, fence, head, outcome))
            case Reopen(request, conversation):
                await self._carry_out(request, Resume(agent, conversation))
            case SetAccepting(request, accepting):
                await self._carry_out(request, Accept(agent, accepting))
            case Act(request, conversation, fence, action):
                if self._absent(action):
                    self._connection.put(Decline(request, "away", "this colleague is not here at the moment"))
                else:
                    await self._carry_out(request, Perform(agent, conversation, fence, action))
            case _:
                raise FrameError(f"an agent does not send {type(frame).__name__}")

    async def _carry_out(self, request: int, command: Command) -> None:
        self._connection.put(await receipt.carry_out(self._store, request, command))

    def _absent(self, action: Action) -> bool:
        """Whether a conversation would go to somebody who is not there to answer."""
        return (
            isinstance(action, HandOver) and bool(action.agent) and not self._switchboard.online(action.agent)
        )

    async def _send(self, send: Send) -> Frame:
        if trouble := misnamed(send.client_id) or objection(send.text, file=bool(send.file)):
            return Refusal(send.client_id, trouble.code, trouble.reason)
        file: File | None = None
        if send.file:
            claimed = await self._files.claim(self._account.id, send.file)
            if isinstance(claimed, Rejected):
                return receipt.refusal(send.client_id, claimed)
            file = claimed
        post = Post(
            author=Author.AGENT,
            writer=self._account.id,
            name=self._account.name,
            conversation=send.conversation,
            client_id=send.client_id,
            device=self._hello.device,
            number=send.number,
            text=send.text,
            claim=Claim(send.customer, send.fence),
            mode=send.mode,
            file=file,
        )
        return await receipt.post(self._store, post)

    async def _history(self, request: int, conversation: ConversationId, after: int) -> Frame:
        if await self._store.holding(conversation) is None:
            return Decline(request, "unknown", "there is no such conversation")
        lines = await self._store.steps(conversation, after, HISTORY_LINES + 1)
        page = first_moves(lines[:HISTORY_LINES])
        return History(request, page, more=len(lines) > len(page))

    async def _type(self, conversation: ConversationId) -> None:
        """Tell the customer that the owner is writing; only the owner's word counts."""
        holding = await self._store.holding(conversation)
        if holding is not None and holding.owner == self._account.id:
            self._switchboard.hint(Hint(conversation))

    async def _counts(self) -> bool:
        """Whether the agent's token still counts; for as long as nobody can tell, it does."""
        try:
            return await self._store.account(self._token_hash) is not None
        except UnreadableError as error:
            logger.warning("an agent's token cannot be looked at: %s", error)
            return True
