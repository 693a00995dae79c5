"""What an agent does with a conversation besides writing in it, as Chatwoot does it."""

import secrets

from agent_console.backends.chatwoot import facts, reading
from agent_console.backends.chatwoot.api import Api
from agent_console.backends.chatwoot.dispatch import outgoing
from agent_console.backends.chatwoot.holding import Holdings
from agent_console.backends.chatwoot.label import Labels
from agent_console.backends.chatwoot.ownership import not_yours
from agent_console.backends.chatwoot.record import Availability, State
from agent_console.domain import action
from agent_console.domain.action import Action
from agent_console.domain.chat import ConversationId, Priority
from agent_console.ports import Declined
from agent_console.texts import _

PRIORITIES = {
    Priority.LOW: "low",
    Priority.NORMAL: None,
    Priority.HIGH: "high",
    Priority.URGENT: "urgent",
}


def unable() -> Declined:
    """Return why nothing is done that Chatwoot cannot do."""
    return Declined(_("Chatwoot cannot do this"), "unable")


class Deeds:
    """Carries actions out; every method raises `ChatwootError`."""

    def __init__(self, api: Api, holdings: Holdings, labels: Labels) -> None:
        self._api = api
        self._holdings = holdings
        self._labels = labels

    async def perform(self, conversation: ConversationId, fence: int, what: Action) -> Declined | None:
        """Carry an action out, or say why not."""
        number = facts.number(conversation)
        match what:
            case action.AddTag(tag) | action.RemoveTag(tag):
                change = self._labels.add if isinstance(what, action.AddTag) else self._labels.remove
                return await change(number, tag.strip()) or await self._reread(number)
            case action.SetPriority(priority):
                return await self._do(number, "toggle_priority", priority=PRIORITIES[priority])
            case action.Unblock():
                return await self._do(number, "unmute")
            case action.DeleteMessage(sequence):
                return await self._delete(number, fence, sequence)
            case action.HandOver() | action.Block() | action.MarkRead():
                return await self._owned(number, fence, what)
            case _:
                return unable()

    async def _owned(
        self, number: int, fence: int, what: action.HandOver | action.Block | action.MarkRead
    ) -> Declined | None:
        if not self._holdings.owns(number, fence):
            return not_yours()
        match what:
            case action.MarkRead():
                await self._api.post(f"conversations/{number}/update_last_seen", {})
                return None
            case action.Block(reason):
                return await self._block(number, reason)
            case action.HandOver(agent, queue, comment) if bool(agent) != bool(queue):
                return await (
                    self._to_agent(number, agent, comment) if agent else self._to_team(number, queue, comment)
                )
            case _:
                return Declined(_("name either a colleague or a queue"), "target")

    async def _block(self, number: int, reason: str) -> Declined | None:
        if reason:
            await self._note(number, reason)
        await self._api.post(f"conversations/{number}/mute", {})
        chat = await self._holdings.read(number)
        if chat.state is State.OPEN:
            return await self._do(number, "toggle_status", status="resolved")
        return None

    async def _to_agent(self, number: int, agent: str, comment: str) -> Declined | None:
        chat = self._holdings.directory[number]
        able = reading.agents(await self._api.get(f"inboxes/{chat.inbox}/assignable_agents"))
        found = next((one for one in able if str(one.id) == agent), None)
        if found is None or found.id == self._holdings.roster.me.id:
            return Declined(_("there is no such colleague in this inbox"), "target")
        if found.availability is not Availability.ONLINE:
            return Declined(_("{name} takes no new customers at the moment").format(name=found.name), "away")
        if comment:
            await self._note(number, comment, handed_over=True)
        await self._do(number, "assignments", assignee_id=found.id)
        return self._gone(number)

    async def _to_team(self, number: int, queue: str, comment: str) -> Declined | None:
        team = self._holdings.roster.teams.get(queue)
        if team is None:
            return Declined(_("there is no team of this name"), "target")
        if comment:
            await self._note(number, comment, handed_over=True)
        await self._do(number, "assignments", team_id=team)
        if self._holdings.on_desk(number):  # a team may give it to one of its own at once
            await self._do(number, "assignments", assignee_id=None)
        return self._gone(number)

    def _gone(self, number: int) -> Declined | None:
        stays = self._holdings.on_desk(number)
        return Declined(_("Chatwoot did not hand it over"), "refused") if stays else None

    async def _delete(self, number: int, fence: int, sequence: int) -> Declined | None:
        transcripts = self._holdings.transcripts
        ledger = transcripts.find(number) or await transcripts.current(number)
        entry = ledger.at(sequence)
        if entry is None:
            return Declined(_("there is no such message"), "unknown")
        if entry.sender != self._holdings.roster.me.id:
            return Declined(_("only its writer can change a message"), "writer")
        if not entry.private and not self._holdings.owns(number, fence):
            return not_yours()
        if not entry.deleted:
            await self._api.delete(f"conversations/{number}/messages/{entry.id}")
            transcripts.publish(number, ledger.recall(entry.id))
        return None

    async def _note(self, number: int, text: str, handed_over: bool = False) -> None:
        body = outgoing(text, True, secrets.token_hex(16), handed_over)
        await self._api.post(f"conversations/{number}/messages", body)

    async def _do(self, number: int, what: str, **body: object) -> Declined | None:
        await self._api.post(f"conversations/{number}/{what}", body)
        return await self._reread(number)

    async def _reread(self, number: int) -> Declined | None:
        """Read a conversation back, so that the desk has it as it is now."""
        await self._holdings.read(number)
        return None
