"""One customer's connection: messages in, at a bearable rate."""

import asyncio
from dataclasses import dataclass

from agent_console.domain.chat import Author
from agent_console.hub.command import Browse, Command, Depart, Opine, OrderTranscript, Post, See
from agent_console.hub.files.upload import UploadDesk
from agent_console.hub.live import introduction, receipt
from agent_console.hub.live.allowance import Allowance
from agent_console.hub.live.connection import CatchUp, Connection, Update
from agent_console.hub.live.switchboard import Switchboard
from agent_console.hub.neighbour.neighbourhood import Hint
from agent_console.hub.outcome import Joined, Rejected
from agent_console.hub.settings import HubSettings
from agent_console.hub.store import Store
from agent_console.wire.error import FrameError
from agent_console.wire.frame import (
    Chunk,
    CustomerHello,
    CustomerWelcome,
    Decline,
    File,
    Frame,
    Leave,
    MailTranscript,
    Offer,
    Rate,
    Refusal,
    Reread,
    Say,
    Seen,
    Typing,
    Unstored,
    Visit,
)
from agent_console.wire.limit import misnamed, objection

LONGEST_PREVIEW = 500
"""Characters of what a customer has not sent yet that an agent sees: the newest ones."""


@dataclass(frozen=True, slots=True)
class Counter:
    """What all customers' sides share."""

    settings: HubSettings
    store: Store
    switchboard: Switchboard
    files: UploadDesk
    allowance: Allowance


class CustomerSide:
    """Serves a customer who has come in."""

    def __init__(self, joined: Joined, device: str, connection: Connection, counter: Counter) -> None:
        self._customer = joined.customer
        self._conversation = joined.conversation
        self._name = joined.name
        self._device = device
        self._connection = connection
        self._settings = counter.settings
        self._store = counter.store
        self._switchboard = counter.switchboard
        self._files = counter.files
        self._allowance = counter.allowance
        self._seen = 0
        self._seeing = False
        self._visited = Visit("")
        self._visiting = False

    async def welcome(self, hello: CustomerHello) -> None:
        """Send what the customer has missed, and how the conversation stands."""
        await self._connection.send(CustomerWelcome(self._conversation))
        await self._connection.send(CatchUp(self._conversation, hello.cursor))
        await self._connection.send(Update(self._conversation))

    async def handle(self, frame: Frame) -> None:
        """Carry out one frame; raises `FrameError` for one that a customer does not send."""
        match frame:
            case Say():
                self._connection.put(await self._say(frame))
            case Seen():
                await self._see(frame)
            case Visit():
                await self._visit(frame)
            case Reread() | Typing():
                # What is too much may be dropped: it comes again, or is worth nothing later.
                if not self._allowance.hint(self._customer, frame):
                    await self._take(frame)
            case Offer() | Chunk():
                self._connection.put(await self._upload(frame))
            case _:
                self._connection.put(await self._request(frame))

    async def _take(self, hint: Reread | Typing) -> None:
        match hint:
            case Reread(conversation, after):
                self._connection.put(CatchUp(conversation, after))
            case Typing(preview=preview):
                await self._type(preview)

    async def _see(self, seen: Seen) -> None:
        """Commit how far the customer has read; of what comes too fast, only the last."""
        self._seen = max(self._seen, seen.sequence)
        if self._seeing:
            return
        self._seeing = True
        await asyncio.sleep(self._allowance.reading(self._customer))
        self._seeing = False
        await self._store.commit(See(self._customer, self._conversation, self._seen))

    async def _visit(self, visit: Visit) -> None:
        """Commit where the customer is; of what comes too fast, only the last."""
        self._visited = introduction.visit(visit)
        if self._visiting:
            return
        self._visiting = True
        await asyncio.sleep(self._allowance.visit(self._customer))
        self._visiting = False
        await self._store.commit(Browse(self._customer, self._conversation, self._visited))

    async def _request(self, frame: Frame) -> Frame:
        match frame:
            case Leave(request):
                command: Command = Depart(self._customer, self._conversation)
            case Rate(request, score, comment):
                command = Opine(self._customer, self._conversation, score, comment)
            case MailTranscript(request, email):
                if not self._settings.mail:
                    return Decline(request, "off", "this hub sends no e-mail")
                command = OrderTranscript(self._customer, self._conversation, email)
            case _:
                raise FrameError(f"a customer does not send {type(frame).__name__}")
        if self._allowance.request(self._customer):
            return Decline(request, "rate", "too much at once; try again in a minute")
        return await receipt.carry_out(self._store, request, command)

    async def _say(self, say: Say) -> Frame:
        if trouble := misnamed(say.client_id) or objection(say.text, file=bool(say.file)):
            return Refusal(say.client_id, trouble.code, trouble.reason)
        if seconds := self._allowance.message(self._customer):
            return Refusal(say.client_id, "rate", "too many messages at once", max(1, int(seconds * 1000)))
        file: File | None = None
        if say.file:
            claimed = await self._files.claim(self._customer, say.file)
            if isinstance(claimed, Rejected):
                return receipt.refusal(say.client_id, claimed)
            file = claimed
        post = Post(
            author=Author.CUSTOMER,
            writer=self._customer,
            name=self._name,
            conversation=self._conversation,
            client_id=say.client_id,
            device=self._device,
            number=say.number,
            text=say.text,
            file=file,
        )
        return await receipt.post(self._store, post)

    async def _upload(self, frame: Offer | Chunk) -> Frame:
        """Begin an upload, or go on with it, unless nothing is taken from the customer any more."""
        # Asked for each piece, too: without that wait a piece would overtake its own announcement.
        holding = await self._store.holding(self._conversation)
        if holding is not None and holding.facts.blocked:
            return Unstored(frame.upload, "blocked", "nothing more is taken from this customer")
        if isinstance(frame, Offer):
            return await self._files.offer(self._customer, frame)
        return await self._files.chunk(self._customer, frame)

    async def _type(self, preview: str) -> None:
        """Tell the owner that the customer is writing, and what, where the operator allows that."""
        holding = await self._store.holding(self._conversation)
        if holding is None or holding.owner is None:
            return
        shown = preview[-LONGEST_PREVIEW:] if self._settings.typing_preview else ""
        self._switchboard.hint(Hint(self._conversation, holding.owner, shown))
