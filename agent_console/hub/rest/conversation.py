"""Conversations: found, taken, closed, reopened, and acted upon."""

from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Annotated

from pydantic import Field

from agent_console.domain.action import Action, AddTag, HandOver, RemoveTag
from agent_console.domain.chat import AgentId, ConversationId, Status
from agent_console.domain.customer import CustomerId
from agent_console.hub.command import Command, End, Perform, Resume, TakeOver
from agent_console.hub.outcome import Rejected
from agent_console.hub.rest import cursor, model, view
from agent_console.hub.rest.deed import ActionBody
from agent_console.hub.rest.listing import Paging
from agent_console.hub.rest.operation import Call, Nothing, Operation, Part, Reply
from agent_console.hub.rest.parameter import Fenced, fence
from agent_console.hub.rest.problem import ProblemError, missing, rejected
from agent_console.hub.store import Account, Choice, Holding, Role, Store
from agent_console.wire.codec import LARGEST

ONE = "/v1/conversations/{conversation}"
OWNING = (HTTPStatus.CONFLICT, HTTPStatus.FORBIDDEN)
"""How becoming an owner may be refused."""


class Search(Paging):
    """Which conversations."""

    status: Status | None = None
    """Where they stand."""
    queue: str | None = None
    """The name of their queue."""
    owner: str | None = None
    """The id of the agent who holds them."""
    tag: str | None = None
    """A tag that they have."""
    customer: str | None = None
    """The id of their customer."""


class Closing(Part):
    """How a conversation ends."""

    outcome: str = ""
    """Such as `solved`; your team's own words."""
    head: Annotated[int, Field(ge=0, le=LARGEST)] | None = None
    """Refuse it when the customer has written after this sequence; without it, the present one counts."""


class Tagged(Part):
    """A tag."""

    tag: str
    """1 to 50 characters."""


class Conversations:
    """The operations on conversations."""

    def __init__(self, store: Store, online: Callable[[AgentId], bool]) -> None:
        """`online` says whether an agent's console is connected."""
        self._store = store
        self._online = online

    def operations(self) -> Sequence[Operation]:
        """Return them."""
        return (*self._on_conversations(), *self._on_tags())

    def _on_conversations(self) -> Sequence[Operation]:
        page, one = {HTTPStatus.OK: model.ConversationPage}, {HTTPStatus.OK: model.Conversation}
        return (
            Operation(
                *("GET", "/v1/conversations", "listConversations", "Conversations, newest first"),
                *(self.list, page, (HTTPStatus.BAD_REQUEST,)),
            ),
            Operation("GET", ONE, "readConversation", "One conversation", self.read, one),
            Operation(
                *("POST", f"{ONE}/take", "takeConversation", "Become the owner of one that waits"),
                *(self.take, one, OWNING),
            ),
            Operation(
                *("POST", f"{ONE}/close", "closeConversation", "Close one that was read to its end"),
                *(self.close, one, (HTTPStatus.CONFLICT,)),
            ),
            Operation(
                *("POST", f"{ONE}/reopen", "reopenConversation", "Own one again that nobody owns"),
                *(self.reopen, one, OWNING),
            ),
            Operation(
                *("POST", f"{ONE}/actions", "act", "Carry an action out"),
                *(self.act, one, (HTTPStatus.CONFLICT,)),
            ),
        )

    def _on_tags(self) -> Sequence[Operation]:
        path, tags, conflict = f"{ONE}/tags", {HTTPStatus.OK: model.Tags}, (HTTPStatus.CONFLICT,)
        return (
            Operation("GET", path, "listTags", "The tags of a conversation", self.tags, tags),
            Operation(
                *("POST", path, "addTag", "Put a tag on; one that is there already changes nothing"),
                *(self.add_tag, tags, conflict),
            ),
            Operation(
                *("DELETE", path, "removeTag", "Take a tag off; one that is not there changes nothing"),
                *(self.remove_tag, tags, conflict),
            ),
        )

    async def list(self, call: Call[Search, Nothing]) -> Reply:
        """Return conversations, newest first."""
        asked = call.query
        choice = Choice(
            asked.status,
            asked.queue,
            None if asked.owner is None else AgentId(asked.owner),
            None if asked.customer is None else CustomerId(asked.customer),
            asked.tag,
        )
        before = cursor.number("conversations", asked.cursor) if asked.cursor else None
        found = await self._store.conversations(choice, before, asked.limit + 1)
        items = found[: asked.limit]
        following = cursor.cursor("conversations", items[-1].number) if len(found) > len(items) else None
        return Reply(model.ConversationPage(items=tuple(map(view.conversation, items)), next=following))

    async def read(self, call: Call[Nothing, Nothing]) -> Reply:
        """Return one conversation."""
        return Reply(view.conversation(await found(self._store, call.path["conversation"])))

    async def take(self, call: Call[Nothing, Nothing]) -> Reply:
        """Give a waiting conversation to the caller."""
        holding = await found(self._store, call.path["conversation"])
        return await self._done(holding, TakeOver(_owner(call.caller), holding.facts.id))

    async def reopen(self, call: Call[Nothing, Nothing]) -> Reply:
        """Give a conversation that nobody owns to the caller."""
        holding = await found(self._store, call.path["conversation"])
        return await self._done(holding, Resume(_owner(call.caller), holding.facts.id))

    async def close(self, call: Call[Fenced, Closing]) -> Reply:
        """Close a conversation that the caller owns; a program can close any."""
        holding = await found(self._store, call.path["conversation"])
        under = fence(call.query, call.caller, holding)
        head = holding.head if call.body.head is None else call.body.head
        return await self._done(
            holding, End(call.caller.id, holding.facts.id, under, head, call.body.outcome)
        )

    async def act(self, call: Call[Fenced, ActionBody]) -> Reply:
        """Carry an action out."""
        return await self._perform(call.path["conversation"], call.caller, call.query, call.body.action())

    async def tags(self, call: Call[Nothing, Nothing]) -> Reply:
        """Return the tags of a conversation."""
        return await self._tags(call.path["conversation"])

    async def add_tag(self, call: Call[Nothing, Tagged]) -> Reply:
        """Put a tag on."""
        await self._perform(call.path["conversation"], call.caller, Fenced(), AddTag(call.body.tag))
        return await self._tags(call.path["conversation"])

    async def remove_tag(self, call: Call[Tagged, Nothing]) -> Reply:
        """Take a tag off."""
        await self._perform(call.path["conversation"], call.caller, Fenced(), RemoveTag(call.query.tag))
        return await self._tags(call.path["conversation"])

    async def _tags(self, conversation: str) -> Reply:
        holding = await found(self._store, conversation)
        return Reply(model.Tags(items=holding.facts.tags))

    async def _perform(self, conversation: str, caller: Account, under: Fenced, action: Action) -> Reply:
        holding = await found(self._store, conversation)
        fenced = fence(under, caller, holding)
        if isinstance(action, HandOver) and action.agent and not self._online(action.agent):
            raise rejected(Rejected("away", "this colleague is not here at the moment"))
        return await self._done(holding, Perform(caller.id, holding.facts.id, fenced, action))

    async def _done(self, holding: Holding, command: Command) -> Reply:
        """Carry a command out, and tell how the conversation stands then."""
        match await self._store.commit(command):
            case Rejected() as rejection:
                raise rejected(rejection)
            case _:
                return Reply(view.conversation(await found(self._store, holding.facts.id)))


async def found(store: Store, conversation: str) -> Holding:
    """Return a conversation; raises `ProblemError` when there is none."""
    holding = await store.holding(ConversationId(conversation))
    if holding is None:
        raise missing("conversation")
    return holding


def _owner(caller: Account) -> AgentId:
    """Return the agent who becomes the owner; a program never does."""
    if caller.role is Role.SERVICE:
        detail = "a program owns no conversations; use the token of the agent who shall"
        raise ProblemError(HTTPStatus.FORBIDDEN, "role", detail)
    return caller.id
