"""Takes back what has left already, where the chat system can delete it."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from agent_console.domain.action import Deed, DeleteMessage
from agent_console.domain.audit import Outcome
from agent_console.domain.chat import Conversation, ConversationId, Delivery, Message
from agent_console.domain.desk import Desk
from agent_console.domain.draft import Draft
from agent_console.ports import ChatBackend, Clock, Declined
from agent_console.services.drafts import Drafts
from agent_console.services.outcomes import Noted, Outcomes
from agent_console.texts import _, ngettext

WITHIN: Final = timedelta(seconds=60)
"""For how long a message can be taken back, unless the agent has set something else."""


@dataclass(frozen=True, slots=True)
class _Request:
    """A message that the chat system was asked to delete."""

    noted: Noted
    draft: Draft


class Recall:
    """Has the agent's last message deleted; its text is a draft again once the chat system says so.

    Until then the journal keeps it as a draft aside, so that no end of the console loses it.
    """

    def __init__(
        self,
        desk: Desk,
        backend: ChatBackend,
        clock: Clock,
        drafts: Drafts,
        outcomes: Outcomes,
        within: timedelta = WITHIN,
    ) -> None:
        self._desk = desk
        self._backend = backend
        self._clock = clock
        self._drafts = drafts
        self._outcomes = outcomes
        self._within = within
        self._requests: dict[tuple[ConversationId, int], _Request] = {}
        self._returned: set[tuple[ConversationId, int]] = set()

    async def last(self, conversation: ConversationId) -> Declined | None:
        """Take back the agent's last message of a held conversation, or say why not.

        After `offline` nobody knows whether it is deleted: if so, the text comes back with that news.
        """
        held, message = self._desk[conversation], self._newest(conversation)
        if Deed.DELETE_MESSAGE not in self._backend.capabilities_of(conversation).deeds:
            return Declined(_("This chat system cannot take back what was sent."), "unable")
        if message is None:
            return Declined(_("You have sent nothing here that could be taken back."), "empty")
        if not message.sequence or message.delivery is Delivery.FAILED:
            return Declined(_("It is still on its way: take it back once it has arrived."), "under_way")
        noted = self._outcomes.left(message.client_id, self._within)
        return self._too_late() if noted is None else await self._delete(held, message, noted)

    def amended(self, conversation: ConversationId, amendment: Message) -> None:
        """Return the text of a message that was deleted on request, whoever tells of it first."""
        if not amendment.text:
            self._come_back(conversation, amendment.amends)

    async def _delete(self, held: Conversation, message: Message, noted: Noted) -> Declined | None:
        key = (held.id, message.sequence)
        if key in self._returned:  # the news that it is deleted are still on their way
            return None
        if key not in self._requests:
            self._requests[key] = _Request(noted, self._drafts.set_aside(_draft(held, message, noted)))
        declined = await self._backend.perform(held.id, held.fence, DeleteMessage(message.sequence))
        if declined is None:
            self._come_back(*key)
        elif declined.code != "offline" and (request := self._requests.pop(key, None)) is not None:
            self._drafts.forget(request.draft)
        return declined

    def _come_back(self, conversation: ConversationId, sequence: int) -> None:
        request = self._requests.pop((conversation, sequence), None)
        if request is None:
            return
        self._returned.add((conversation, sequence))
        if request.draft.text:
            self._drafts.give_back(request.draft)
            self._drafts.switch(conversation, request.draft.mode)
        self._drafts.forget(request.draft)
        line = replace(request.noted.line, at=self._clock.now(), outcome=Outcome.RECALLED)
        self._outcomes.note(line, request.draft)

    def _newest(self, conversation: ConversationId) -> Message | None:
        """Return the newest own message, on its way or there, that has not been deleted."""
        shown = reversed(self._desk[conversation].transcript)
        own = (one for one in shown if self._desk.own(conversation, one))
        return next((one for one in own if one.delivery is not Delivery.RECALLED), None)

    def _too_late(self) -> Declined:
        seconds = int(self._within.total_seconds())
        words = ngettext(
            "Your last message here left more than {seconds} second ago.",
            "Your last message here left more than {seconds} seconds ago.",
            seconds,
        )
        return Declined(words.format(seconds=seconds), "late")


def _draft(held: Conversation, message: Message, noted: Noted) -> Draft:
    """Return what is to come back: what was written, or the words that were put in its place since."""
    if noted.draft is not None and noted.draft.text == message.text:
        return noted.draft
    blank = Draft.blank(held, message.mode)
    return replace(blank, text=message.text, cursor=len(message.text))
