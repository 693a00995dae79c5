"""What was said in a conversation: read, written, and as a transcript; and the history of its moves."""

from collections.abc import Sequence
from enum import StrEnum
from http import HTTPStatus
from typing import Annotated

from pydantic import Field

from agent_console.domain.chat import Author, ClientId, ConversationId, Mode
from agent_console.hub.command import Claim, Post
from agent_console.hub.outcome import Posted, Rejected, Repeated, StoredMessage
from agent_console.hub.rest import cursor, model, view
from agent_console.hub.rest.conversation import ONE, found
from agent_console.hub.rest.listing import MOST, Paging
from agent_console.hub.rest.operation import Call, Nothing, Operation, Part, Reply
from agent_console.hub.rest.parameter import Fenced, fence
from agent_console.hub.rest.problem import rejected
from agent_console.hub.rest.transcript import final, written
from agent_console.hub.store import Account, Holding, Role, Store
from agent_console.wire.codec import LARGEST
from agent_console.wire.limit import objection


class Order(StrEnum):
    """From where a listing of messages begins."""

    OLDEST = "oldest"
    NEWEST = "newest"


class Reading(Paging):
    """Which messages."""

    order: Order = Order.OLDEST
    """Which comes first."""
    after: Annotated[int, Field(ge=0, le=LARGEST)] = 0
    """With the oldest first, and without a cursor: begin behind this sequence."""


class Writing(Part):
    """A message to be written."""

    text: str
    """Up to 16 KiB of UTF-8; never taken for markup."""
    mode: Mode = Mode.REPLY
    """`reply` for the customer, `note` for colleagues only."""


class Format(StrEnum):
    """In what form."""

    JSON = "json"
    TEXT = "text"


class Rendering(Part):
    """How a transcript shall be."""

    format: Format = Format.JSON
    """In what form."""
    notes: bool = False
    """Whether what colleagues wrote to each other belongs to it."""


class Messages:
    """The operations on what was said."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def operations(self) -> Sequence[Operation]:
        """Return them."""
        path, bad, ok = f"{ONE}/messages", HTTPStatus.BAD_REQUEST, HTTPStatus.OK
        posted = {HTTPStatus.CREATED: model.Posted, ok: model.Posted}
        return (
            Operation(
                *("GET", path, "listMessages", "What was said, amendments and notes included"),
                *(self.list, {ok: model.MessagePage}, (bad,)),
            ),
            Operation(
                *("POST", path, "writeMessage", "Write a reply or a note, once for each key"),
                *(self.write, posted, (HTTPStatus.CONFLICT,)),
                keyed=True,
            ),
            Operation(
                *("GET", f"{ONE}/history", "readHistory", "What happened to a conversation, oldest first"),
                *(self.history, {ok: model.History}, (bad,)),
            ),
            Operation(
                *("GET", f"{ONE}/transcript", "readTranscript", "What was said, as it reads in the end"),
                *(self.transcript, {ok: model.Transcript}),
                plain=True,
            ),
        )

    async def list(self, call: Call[Reading, Nothing]) -> Reply:
        """Return messages, page by page in either direction."""
        conversation = (await found(self._store, call.path["conversation"])).facts.id
        asked = call.query
        if asked.order is Order.OLDEST:
            after = cursor.number(Order.OLDEST, asked.cursor) if asked.cursor else asked.after
            read = await self._store.history(conversation, after, asked.limit + 1)
        else:
            before = cursor.number(Order.NEWEST, asked.cursor) if asked.cursor else LARGEST
            read = (await self._store.earlier(conversation, before, asked.limit + 1))[::-1]
        items = tuple(map(view.message, read[: asked.limit]))
        following = cursor.cursor(asked.order, items[-1].sequence) if len(read) > len(items) else None
        return Reply(model.MessagePage(items=items, next=following))

    async def write(self, call: Call[Fenced, Writing]) -> Reply:
        """Write a message; the same key with the same text again is answered as it was the first time."""
        if trouble := objection(call.body.text):
            raise rejected(Rejected(trouble.code, trouble.reason))
        holding = await found(self._store, call.path["conversation"])
        match await self._store.commit(_post(call, holding)):
            case Posted(message=message):
                done = model.Posted(sequence=message.sequence, sent_ms=message.sent_ms, repeated=False)
                return Reply(done, HTTPStatus.CREATED)
            case Repeated(sequence, sent_ms):
                return Reply(model.Posted(sequence=sequence, sent_ms=sent_ms, repeated=True))
            case Rejected() as rejection:
                raise rejected(rejection)
            case outcome:
                raise TypeError(f"a message cannot become {type(outcome).__name__}")

    async def history(self, call: Call[Paging, Nothing]) -> Reply:
        """Return the moves of a conversation."""
        conversation = (await found(self._store, call.path["conversation"])).facts.id
        after = cursor.number("history", call.query.cursor) if call.query.cursor else 0
        read = await self._store.steps(conversation, after, call.query.limit + 1)
        items = tuple(map(view.step, read[: call.query.limit]))
        following = cursor.cursor("history", items[-1].id) if len(read) > len(items) else None
        return Reply(model.History(items=items, next=following))

    async def transcript(self, call: Call[Rendering, Nothing]) -> Reply:
        """Return what was said, as it reads in the end."""
        holding = await found(self._store, call.path["conversation"])
        everything = final(await self._everything(holding.facts.id))
        said = [message for message in everything if call.query.notes or message.mode is Mode.REPLY]
        if call.query.format is Format.TEXT:
            return Reply(written(holding, said))
        messages = tuple(map(view.message, said))
        return Reply(model.Transcript(conversation=view.conversation(holding), messages=messages))

    async def _everything(self, conversation: ConversationId) -> Sequence[StoredMessage]:
        read: list[StoredMessage] = []
        while page := await self._store.history(conversation, read[-1].sequence if read else 0, MOST):
            read += page
        return read


def _post(call: Call[Fenced, Writing], holding: Holding) -> Post:
    caller, facts = call.caller, holding.facts
    under = fence(call.query, caller, holding)
    return Post(
        author=_author(caller),
        writer=caller.id,
        name=caller.name,
        conversation=facts.id,
        client_id=ClientId(call.key),
        device="",
        number=0,
        text=call.body.text,
        claim=None if under is None else Claim(facts.customer, under),
        mode=call.body.mode,
    )


def _author(caller: Account) -> Author:
    """Return what a token's holder writes as; a program says that it is none of the people."""
    return Author.BOT if caller.role is Role.SERVICE else Author.AGENT
