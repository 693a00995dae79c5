"""One agent's connection: what the console asks for becomes commands, outcomes become answers."""

import asyncio

from agent_console.domain.chat import Author
from agent_console.hub.command import (
    BUSY,
    Accept,
    Claim,
    Command,
    End,
    Moved,
    Post,
    Posted,
    Rejected,
    Repeated,
    Resume,
    TakeOver,
    Unchanged,
)
from agent_console.hub.connection import CatchUp, Connection
from agent_console.hub.queue_board import QueueBoard
from agent_console.hub.secret import digest
from agent_console.hub.store import Account, Store
from agent_console.wire.close_code import CloseCode
from agent_console.wire.error import FrameError
from agent_console.wire.frame import (
    Ack,
    AgentHello,
    AgentWelcome,
    Close,
    Decline,
    Done,
    Frame,
    Refusal,
    Reopen,
    Reread,
    Send,
    SetAccepting,
    Take,
)
from agent_console.wire.limit import objection

BUSY_RETRY_MS = 1000
"""After how long a message that the store could not take may come again."""


TOKEN_SECONDS = 0.5
"""Between two looks whether an agent's token still counts; another process may give out a new one."""


class AgentSide:
    """Serves an agent who has signed in."""

    def __init__(self, account: Account, hello: AgentHello, connection: Connection, store: Store) -> None:
        self._account = account
        self._token_hash = digest(hello.token)
        self._device = hello.device
        self._connection = connection
        self._store = store

    async def welcome(self, hello: AgentHello, board: QueueBoard) -> None:
        """Send what the agent holds, from where the console has read to, and the queue."""
        account = self._account
        held = await self._store.held_by(account.id)
        await self._connection.send(AgentWelcome(account.id, account.name, account.accepting, tuple(held)))
        for conversation in held:
            await self._connection.send(CatchUp(conversation, hello.cursors.get(conversation, 0)))
        await self._connection.send(await board.frame())

    async def watch(self) -> None:
        """Hang up when the token that the agent came with counts no more."""
        while True:
            if await self._store.account(self._token_hash) is None:
                await self._connection.hang_up(CloseCode.BAD_TOKEN, "this agent has a new token")
                return
            await asyncio.sleep(TOKEN_SECONDS)

    async def handle(self, frame: Frame) -> None:
        """Carry out one frame; raises `FrameError` for one that an agent does not send."""
        agent = self._account.id
        match frame:
            case Send():
                await self._send(frame)
            case Reread(conversation, after):
                self._connection.put(CatchUp(conversation, after))
            case Take(request, conversation):
                await self._request(request, TakeOver(agent, conversation or None))
            case Close(request, conversation, fence, head):
                await self._request(request, End(agent, conversation, fence, head))
            case Reopen(request, conversation):
                await self._request(request, Resume(agent, conversation))
            case SetAccepting(request, accepting):
                await self._request(request, Accept(agent, accepting))
            case _:
                raise FrameError(f"an agent does not send {type(frame).__name__}")

    async def _send(self, send: Send) -> None:
        if trouble := objection(send.text):
            self._connection.put(Refusal(send.client_id, trouble.code, trouble.reason))
            return
        post = Post(
            author=Author.AGENT,
            writer=self._account.id,
            name=self._account.name,
            conversation=send.conversation,
            client_id=send.client_id,
            device=self._device,
            number=send.number,
            text=send.text,
            claim=Claim(send.customer, send.fence),
        )
        self._connection.put(await answer(self._store, post))

    async def _request(self, request: int, command: Command) -> None:
        match await self._store.commit(command):
            case Rejected(code, reason):
                self._connection.put(Decline(request, code, reason))
            case Moved(conversation=conversation) | Unchanged(conversation):
                self._connection.put(Done(request, conversation))
            case _:
                self._connection.put(Done(request))


async def answer(store: Store, post: Post) -> Ack | Refusal:
    """Commit a message and return what its writer is told."""
    match await store.commit(post):
        case Posted(message=message):
            return Ack(post.client_id, message.sequence, message.sent_ms)
        case Repeated(sequence, sent_ms):
            return Ack(post.client_id, sequence, sent_ms)
        case Rejected(code, reason):
            return Refusal(post.client_id, code, reason, BUSY_RETRY_MS if code == BUSY else 0)
        case outcome:
            raise TypeError(f"a message cannot become {type(outcome).__name__}")
