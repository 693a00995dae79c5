"""What an agent does with a conversation besides writing in it; each says why it was not done, or None."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from agent_console.domain import action
from agent_console.domain.action import Action, Deed
from agent_console.domain.chat import AgentId, ConversationId, Delivery, Message, Mode, Priority
from agent_console.domain.desk import Desk
from agent_console.domain.draft import Draft
from agent_console.domain.history import Step
from agent_console.domain.team import Question
from agent_console.domain.verdict import Rule, Ruling
from agent_console.ports import Capabilities, ChatBackend, Declined
from agent_console.services.checkpoint import Checkpoint
from agent_console.services.delay import Delay
from agent_console.texts import _

EVERY_RULE = frozenset(Rule)


class Actions:
    """The agent's commands; what only an owner may do is declined as `fence` for anybody else."""

    def __init__(self, desk: Desk, backend: ChatBackend, checkpoint: Checkpoint, delay: Delay) -> None:
        self._desk = desk
        self._backend = backend
        self._checkpoint = checkpoint
        self._delay = delay

    def capabilities(self, conversation: ConversationId | None) -> Capabilities:
        """Return what can be done in a conversation; without one, what can be done at all."""
        if conversation is None:
            return self._backend.capabilities
        return self._backend.capabilities_of(conversation)

    def can(self, conversation: ConversationId, deed: Deed) -> bool:
        """Whether the chat system of a conversation can do that."""
        return deed in self.capabilities(conversation).deeds

    async def perform(self, conversation: ConversationId, what: Action) -> Declined | None:
        """Carry an action out."""
        return await self._perform(conversation, what)

    async def tag(self, conversation: ConversationId, tag: str) -> Declined | None:
        """Put a tag on."""
        return await self._perform(conversation, action.AddTag(tag))

    async def untag(self, conversation: ConversationId, tag: str) -> Declined | None:
        """Take a tag off."""
        return await self._perform(conversation, action.RemoveTag(tag))

    async def prioritise(self, conversation: ConversationId, priority: Priority) -> Declined | None:
        """Say how soon the conversation must be served."""
        return await self._perform(conversation, action.SetPriority(priority))

    async def hold(self, conversation: ConversationId, until: datetime, promise: str = "") -> Declined | None:
        """Promise the customer to be back at a time (aware)."""
        return await self._perform(conversation, action.HoldUntil(until, promise))

    async def end_hold(self, conversation: ConversationId) -> Declined | None:
        """Say that the promise is kept, or given up."""
        return await self._perform(conversation, action.EndHold())

    async def hand_over(
        self,
        conversation: ConversationId,
        agent: AgentId = action.NOBODY,
        queue: str = "",
        comment: str = "",
    ) -> Declined | None:
        """Give the conversation to a colleague, or back into a queue; exactly one of the two is set."""
        if (objection := self._delay.objection(conversation)) is not None:
            return objection
        return await self._perform(conversation, action.HandOver(agent, queue, comment))

    async def ask(self, conversation: ConversationId, colleague: AgentId, question: str) -> Declined | None:
        """Ask a colleague about the conversation; the answer comes as a note."""
        return await self._perform(conversation, action.Ask(colleague, question))

    async def answer(self, question: Question, text: str) -> Declined | None:
        """Answer a colleague's question."""
        facts = question.conversation
        return await self._backend.perform(facts.id, facts.fence, action.Answer(question.id, text))

    async def block(self, conversation: ConversationId, reason: str = "") -> Declined | None:
        """Take nothing more from this customer, and close the conversation."""
        return await self._perform(conversation, action.Block(reason))

    async def unblock(self, conversation: ConversationId) -> Declined | None:
        """Take the customer's messages again; the conversation may have left the desk."""
        return await self._perform(conversation, action.Unblock())

    async def edit_own(
        self, conversation: ConversationId, sequence: int, text: str, confirmed: bool = False
    ) -> Declined | None:
        """Put other words into an own message.

        What a reply is checked for is checked here too: an objection that the agent may overrule is
        declined as `ask`, and `confirmed` overrules it; one that stays is declined as `refused`.
        """
        objection = self._objection(conversation, sequence, text, confirmed)
        return objection or await self._perform(conversation, action.EditMessage(sequence, text))

    async def delete_own(self, conversation: ConversationId, sequence: int) -> Declined | None:
        """Take the words out of an own message."""
        return await self._perform(conversation, action.DeleteMessage(sequence))

    async def history(self, conversation: ConversationId) -> Sequence[Step] | Declined:
        """Return everything that happened to a conversation, oldest first."""
        return await self._backend.history(conversation)

    def own(self, conversation: ConversationId) -> tuple[Message, ...]:
        """Return the agent's committed messages that are not deleted, the newest first."""
        return tuple(m for m in reversed(self._desk[conversation].shown) if self._is_own(conversation, m))

    def own_last(self, conversation: ConversationId) -> Message | None:
        """Return the agent's newest message that has words to edit; None when there is none."""
        shown = reversed(self._desk[conversation].shown)
        return next((m for m in shown if m.text and self._is_own(conversation, m)), None)

    def _is_own(self, conversation: ConversationId, message: Message) -> bool:
        return self._desk.own(conversation, message) and message.delivery is not Delivery.RECALLED

    def _objection(
        self, conversation: ConversationId, sequence: int, text: str, confirmed: bool
    ) -> Declined | None:
        if conversation not in self._desk:
            return Declined(_("This chat is not yours any more."), "fence")
        held = self._desk[conversation]
        mode = next((m.mode for m in held.shown if m.sequence == sequence), Mode.REPLY)
        draft = replace(Draft.blank(held, mode), text=text, began_at=held.head)
        verdict = self._checkpoint.check(draft, EVERY_RULE if confirmed else frozenset())
        if verdict.ruling is Ruling.ALLOW or (confirmed and verdict.ruling is Ruling.DELAY):
            return None
        # What is there already cannot wait and be taken back: a doubt about it is asked about.
        doubtful = verdict.ruling in (Ruling.ASK, Ruling.DELAY)
        return Declined(verdict.reason, "ask" if doubtful else "refused")

    async def _perform(self, conversation: ConversationId, what: Action) -> Declined | None:
        known = self._desk.find(conversation)
        if known is None:
            return Declined(_("This console has never had that chat."), "unknown")
        return await self._backend.perform(known.id, known.fence, what)
