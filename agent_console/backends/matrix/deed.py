"""What agents do with a conversation besides writing in it."""

import time

from agent_console.backends.matrix.amendment import Amendments
from agent_console.backends.matrix.api import Api
from agent_console.backends.matrix.chat import Chat
from agent_console.backends.matrix.claim import holds, not_yours
from agent_console.backends.matrix.event import ACT, HAND_OVER, LATEST_MS, NOTE
from agent_console.backends.matrix.office import Office
from agent_console.backends.matrix.ownership import Verdict
from agent_console.backends.matrix.particulars import MOST_TAGS, is_tag
from agent_console.backends.matrix.posting import Posting
from agent_console.domain import action
from agent_console.domain.action import DEEDS, Action, Deed
from agent_console.domain.history import Move
from agent_console.ports import Declined
from agent_console.texts import _

WORKABLE = frozenset(Deed) - {Deed.BLOCK, Deed.UNBLOCK}
"""An agent has no power over who may write in a customer's room: a bridge has rules of its own."""

Owned = action.HoldUntil | action.EndHold | action.HandOver | action.MarkRead


class Deeds:
    """Carries out one agent's actions; raises `OutageError` and `RefusalError`."""

    def __init__(self, office: Office, api: Api, posting: Posting) -> None:
        self._office = office
        self._api = api
        self._posting = posting
        self._amendments = Amendments(office.me, posting)

    async def perform(self, chat: Chat, fence: int, what: Action) -> Declined | None:
        """Carry an action out, or say why not."""
        match what:
            case action.EditMessage() | action.DeleteMessage():
                text = what.text if isinstance(what, action.EditMessage) else ""
                return await self._amendments.amend(chat, what.sequence, text, fence)
            case action.Ask():
                return await self._ask(chat, what)
            case action.Answer():
                return await self._answer(what)
            case action.Block() | action.Unblock():
                return unable(DEEDS[type(what)])
            case _ if isinstance(what, Owned):
                return await self._owned(chat, fence, what) if self._owns(chat, fence) else not_yours()
            case _:
                return await self._note_down(chat, what)

    async def _note_down(self, chat: Chat, what: Action) -> Declined | None:
        """Do what any agent may."""
        match what:
            case action.AddTag(tag):
                return await self._tag(chat, tag.strip())
            case action.RemoveTag(tag) if tag.strip() in chat.particulars.tags:
                await self._act(chat, Move.UNTAGGED, tag.strip())
            case action.SetPriority(priority) if priority is not chat.particulars.priority:
                await self._act(chat, Move.PRIORITY, priority)
        return None

    async def _owned(self, chat: Chat, fence: int, what: Owned) -> Declined | None:
        match what:
            case action.HoldUntil():
                return await self._hold(chat, what)
            case action.EndHold():
                if chat.particulars.promise is not None:
                    await self._act(chat, Move.HOLD_ENDED)
            case action.HandOver():
                return await self._hand_over(chat, fence, what)
            case action.MarkRead(sequence):
                line = chat.transcript.at(min(sequence, chat.transcript.head))
                if line is not None:
                    await self._api.read(chat.id, line.event)
        return None

    async def _tag(self, chat: Chat, tag: str) -> Declined | None:
        if not is_tag(tag):
            reason = _("a tag has 1 to {most} printable characters")
            return Declined(reason.format(most=action.LONGEST_TAG), "tag")
        if tag in chat.particulars.tags:
            return None
        if len(chat.particulars.tags) >= MOST_TAGS:
            reason = _("a conversation can have {most} tags; take another one off first")
            return Declined(reason.format(most=MOST_TAGS), "too_many")
        await self._act(chat, Move.TAGGED, tag)
        return None

    async def _hold(self, chat: Chat, what: action.HoldUntil) -> Declined | None:
        until_ms = round(what.until.timestamp() * 1000)
        if until_ms <= time.time() * 1000:
            return Declined(_("this time has passed already; promise a later one"), "past")
        await self._act(chat, Move.HELD, what.promise, until_ms=min(until_ms, LATEST_MS))
        return None

    async def _hand_over(self, chat: Chat, fence: int, what: action.HandOver) -> Declined | None:
        if bool(what.agent) == bool(what.queue):
            return Declined(_("name either a colleague or a queue"), "target")
        if what.agent and (absence := self._absence(what.agent, chat)) is not None:
            return absence
        if what.comment:
            await self._posting.mark(chat, NOTE, {}, {"body": what.comment, "handed_over": True})
        content = {"fence": fence} | ({"to": what.agent} if what.agent else {})
        aside = {"queue": what.queue, "detail": what.comment}
        event = await self._posting.mark(chat, HAND_OVER, content, aside)
        return None if chat.ownership.verdict(event) is Verdict.COUNTED else not_yours()

    def _absence(self, agent: str, chat: Chat) -> Declined | None:
        """Return why a colleague cannot have a conversation."""
        team = self._office.team
        colleague = next((one for one in team.colleagues({}) if one.id == agent), None)
        if colleague is None:
            return Declined(_("there is no such colleague"), "away")
        if not colleague.online:
            return Declined(_("this colleague is not here at the moment"), "away")
        if not colleague.accepting:
            reason = _("{name} takes no new customers at the moment")
            return Declined(reason.format(name=colleague.name), "away")
        if not chat.room.here(agent):
            return Declined(_("{name} is not in this customer's room").format(name=colleague.name), "away")
        return None

    async def _ask(self, chat: Chat, what: action.Ask) -> Declined | None:
        asked = next((one for one in self._office.team.colleagues({}) if one.id == what.colleague), None)
        if asked is None or not asked.online:
            return Declined(_("this colleague is not here at the moment"), "away")
        aside = {
            "body": f"@{asked.name} {what.question}",
            "question": what.question,
            "question_to": what.colleague,
        }
        await self._posting.mark(chat, NOTE, {}, aside)
        return None

    async def _answer(self, what: action.Answer) -> Declined | None:
        found = self._office.question(what.question)
        if found is None:
            return Declined(_("the question needs no answer any more"), "settled")
        chat, question = found
        await self._posting.mark(chat, NOTE, {}, {"body": what.answer, "answers": question.id})
        return None

    async def _act(self, chat: Chat, deed: Move, detail: str = "", **facts: object) -> None:
        await self._posting.mark(chat, ACT, {}, {"deed": deed, "detail": detail, **facts})

    def _owns(self, chat: Chat, fence: int) -> bool:
        return holds(chat, self._office.me, fence)


def unable(what: str) -> Declined:
    """Return why something is not done that Matrix has no means for."""
    return Declined(_("Matrix cannot do this ({what})").format(what=what), "unable")
