"""Macros: what a canned response does beside its text, planned for one chat, and run only when confirmed."""

import asyncio
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace

from agent_console.domain.action import DEEDS, HandOver
from agent_console.domain.chat import AgentId, ClientId, Conversation, ConversationId, Delivery, Mode
from agent_console.domain.customer import CustomerId
from agent_console.domain.desk import Desk
from agent_console.domain.draft import NO_ID, Draft
from agent_console.domain.macro import Close, Step, WriteNote, described, ends
from agent_console.domain.outbox import Intent
from agent_console.domain.verdict import Ruling
from agent_console.ports import Clock, Declined
from agent_console.services.acceptance import Acceptance
from agent_console.services.actions import Actions
from agent_console.services.checkpoint import Checkpoint
from agent_console.services.holdings import Holdings
from agent_console.services.library import Library
from agent_console.snippets.expansion import Trouble
from agent_console.snippets.macro.step import planned
from agent_console.snippets.snippet import Snippet
from agent_console.texts import _

GLANCE = 0.05
"""Seconds between two looks whether a message has left."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps of a macro, filled in for the conversation that they were asked for and no other."""

    conversation: ConversationId
    customer: CustomerId
    snippet: str
    """The canned response's id."""
    label: str
    steps: tuple[Step, ...]
    draft: ClientId = NO_ID
    """What the text went into, and is known as once it is sent; nothing for a macro without a text."""

    @property
    def waits(self) -> bool:
        """Whether the text must have been sent before the steps may run: they take the conversation away."""
        return self.draft != NO_ID and any(map(ends, self.steps))


class Macros:
    """Plans and runs the steps of canned responses; each run says what stopped it, or None."""

    def __init__(
        self,
        desk: Desk,
        clock: Clock,
        library: Library,
        checkpoint: Checkpoint,
        actions: Actions,
        holdings: Holdings,
        acceptance: Acceptance,
    ) -> None:
        self._desk = desk
        self._clock = clock
        self._library = library
        self._checkpoint = checkpoint
        self._actions = actions
        self._holdings = holdings
        self._acceptance = acceptance
        self._sent: dict[ConversationId, Draft] = {}
        self._settled: set[tuple[ClientId, str]] = set()
        acceptance.listener = self._note_sent

    def plan(self, conversation: ConversationId, snippet_id: str) -> Plan | Trouble | None:
        """Return what a canned response would do to a held conversation now; None when it does nothing."""
        snippet = self._library.book.get(snippet_id)
        if snippet is None or not snippet.steps or conversation not in self._desk:
            return None
        context = self._library.context(conversation)
        if reason := self._library.book.blocked(snippet_id, context):
            return Trouble(f"{snippet_id} {reason}")
        steps = planned(snippet.steps, context)
        return (
            steps if isinstance(steps, Trouble) else self._checked(snippet, self._desk[conversation], steps)
        )

    def offered(self, conversation: ConversationId) -> Plan | Trouble | None:
        """Return the steps of the canned response that the agent inserted last, until they are run or left.

        They are offered while its text is being written or is the last message sent.
        """
        for draft, snippet_id in self._inserted(conversation):
            if (draft, snippet_id) not in self._settled:
                plan = self.plan(conversation, snippet_id)
                if plan is not None:
                    return replace(plan, draft=draft) if isinstance(plan, Plan) else plan
        return None

    def settle(self, plan: Plan) -> None:
        """Offer a plan no longer, because the agent has decided about it."""
        self._settled.add((plan.draft, plan.snippet))

    async def run(self, plan: Plan) -> Declined | None:
        """Take the steps in order, up to the first that is declined; the reason says which were taken.

        A plan that takes the conversation away first waits until its text has been sent.
        """
        self.settle(plan)
        if plan.waits and (unsent := await self._arrival(plan.conversation, plan.draft)) is not None:
            return _stopped(plan, 0, unsent)
        for number, step in enumerate(plan.steps):
            declined = await self._take(plan, step)
            if declined is not None:
                return _stopped(plan, number, declined)
        return None

    # Planning

    def _inserted(self, conversation: ConversationId) -> Iterator[tuple[ClientId, str]]:
        """Yield what was inserted into the draft, or else into the last message, the newest first."""
        writing = self._desk.draft(conversation)
        sent = self._sent.get(conversation)
        for draft in (writing, sent) if sent is not None else (writing,):
            for insertion in reversed(draft.insertions):
                yield draft.id, insertion.snippet

    def _note_sent(self, draft: Draft) -> None:
        if draft.insertions:
            self._sent[draft.conversation] = draft
        elif draft.mode is Mode.REPLY:
            self._sent.pop(draft.conversation, None)

    def _checked(self, snippet: Snippet, held: Conversation, steps: tuple[Step, ...]) -> Plan | Trouble:
        """Return the plan, if the chat system and the colleagues are such that it can be carried out."""
        able: list[Step] = []
        for step in steps:
            fitting = self._fitting(held, step)
            if isinstance(fitting, str):
                return Trouble(fitting)
            able.append(fitting)
        return Plan(held.id, held.customer.id, snippet.id, snippet.label, tuple(able))

    def _fitting(self, held: Conversation, step: Step) -> Step | str:
        """Return a step ready to be taken, or why it cannot be."""
        match step:
            case WriteNote(text):
                return self._objection(held, text) or step
            case Close():
                return step
            case HandOver(agent) if agent:
                colleague = self._colleague(held.id, agent)
                if colleague is None:
                    return _("there is no colleague {agent}").format(agent=agent)
                return replace(step, agent=colleague)
        if self._actions.can(held.id, DEEDS[type(step)]):
            return step
        return _("this chat system cannot do that: {step}").format(step=described(step))

    def _objection(self, held: Conversation, text: str) -> str:
        if not self._actions.capabilities(held.id).notes:
            return _("this chat system has no notes")
        verdict = self._checkpoint.check(replace(Draft.blank(held, Mode.NOTE), text=text))
        if verdict.ruling is Ruling.ALLOW:
            return ""
        return _("the note will not do: {reason}").format(reason=verdict.reason)

    def _colleague(self, conversation: ConversationId, name: str) -> AgentId | None:
        team = self._desk.connection(conversation).others
        known = {one.id: one.name.casefold() for one in team}
        if name in known:
            return AgentId(name)
        alike = [one for one, called in known.items() if called == name.casefold()]
        return alike[0] if len(alike) == 1 else None

    # Running

    async def _take(self, plan: Plan, step: Step) -> Declined | None:
        held = self._desk.conversations.get(plan.conversation)
        if held is None or held.customer.id != plan.customer:
            return _not_yours()
        match step:
            case WriteNote(text):
                return await self._write(held, text)
            case Close(outcome):
                return await self._holdings.close(held.id, outcome)
        return await self._actions.perform(held.id, step)

    async def _write(self, held: Conversation, text: str) -> Declined | None:
        """Write a note, and return once the chat system has it."""
        intent = Intent(
            client_id=ClientId(str(uuid.uuid4())),
            conversation=held.id,
            customer=held.customer.id,
            fence=held.fence,
            mode=Mode.NOTE,
            text=text,
            accepted_at=self._clock.now(),
        )
        self._acceptance.take_note(intent)
        return await self._arrival(held.id, intent.client_id)

    async def _arrival(self, conversation: ConversationId, message: ClientId) -> Declined | None:
        """Wait until what the agent writes or has written is committed; return why when it never will be."""
        while True:
            arrived = self._arrived(conversation, message)
            if isinstance(arrived, Declined):
                return arrived
            if arrived:
                return None
            await asyncio.sleep(GLANCE)

    def _arrived(self, conversation: ConversationId, message: ClientId) -> bool | Declined:
        """Return whether a message is committed, or why it never will be."""
        if conversation not in self._desk:
            return _not_yours()
        if any(draft.id == message for draft in self._desk.drafts.values()):
            return False
        shown = self._desk[conversation].transcript
        found = next((one for one in shown if one.client_id == message), None)
        if found is None:
            return Declined(_("It was not sent."))
        return Declined(found.failure) if found.delivery is Delivery.FAILED else found.sequence > 0


def _not_yours() -> Declined:
    return Declined(_("This chat is not yours any more."), "fence")


def _stopped(plan: Plan, number: int, declined: Declined) -> Declined:
    taken = ", ".join(map(described, plan.steps[:number]))
    words = (
        _("{reason} Not done: {step}. Done before: {taken}.")
        if taken
        else _("{reason} Not done: {step}. Done before: nothing.")
    )
    reason = words.format(reason=declined.reason, step=described(plan.steps[number]), taken=taken)
    return Declined(reason, declined.code)
