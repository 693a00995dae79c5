"""What the agent is writing: every edit goes to the desk and through to the journal."""

import uuid
from collections.abc import Collection
from dataclasses import replace
from typing import Final

from agent_console.domain.change import NO_CHANGE, Change, Part
from agent_console.domain.chat import ClientId, ConversationId, Mode
from agent_console.domain.customer import CustomerId
from agent_console.domain.desk import Desk
from agent_console.domain.draft import Draft
from agent_console.domain.draft_shelf import Slot
from agent_console.domain.recollection import Recollection
from agent_console.ports import Clock, Journal, JournalError
from agent_console.services.attention import Attention
from agent_console.services.changes import Changes
from agent_console.services.holds import Holds
from agent_console.services.typing_notice import TypingNotice

PAUSE = 1.5
"""Seconds without a key after which nobody is typing any more, and panes may open."""
NOBODY: Final = CustomerId("")
"""Whose a text is that was written to two customers: a chat system can give a conversation to another one."""


class Drafts:
    """The drafts of the desk, edited by the composer and by canned responses.

    An editor names the mode that it was made for, since its keys may still be on their way when the agent
    switches to the other one; without a mode, the conversation's own is meant.
    """

    def __init__(
        self,
        desk: Desk,
        journal: Journal,
        clock: Clock,
        changes: Changes,
        holds: Holds,
        attention: Attention,
        notice: TypingNotice,
    ) -> None:
        self.trouble = ""
        """Why drafts are not kept on disk; one raw line, or empty."""
        self._desk = desk
        self._journal = journal
        self._clock = clock
        self._changes = changes
        self._holds = holds
        self._attention = attention
        self._notice = notice
        self._typed_at = float("-inf")
        self._fronts: dict[Slot, str] = {}
        self._unsaved: dict[ClientId, Draft] = {}
        self._past: dict[Slot, Recollection] = {}

    def edited(self, conversation: ConversationId, text: str, cursor: int, mode: Mode | None = None) -> Draft:
        """Take over what the editor holds now; a changed text clears the draft's hold."""
        before = self._desk.draft(conversation, mode)
        draft = self._keep(self._begun(before).edited(text, cursor))
        if text != before.text:
            self._changed_by_hand(draft)
        return draft

    def switch(self, conversation: ConversationId, mode: Mode) -> None:
        """Write a reply, or a note, from now on; what was begun in the other mode waits as it is."""
        change = self._desk.switch(conversation, mode)
        if change != NO_CHANGE:
            self._holds.clear(conversation)
            self._changes.announce(change)

    def placed(self, conversation: ConversationId, cursor: int, mode: Mode | None = None) -> Draft:
        """Take over where the editor's cursor is now."""
        draft = self._desk.draft(conversation, mode)
        return self._keep(draft.edited(draft.text, cursor))

    def undone(self, conversation: ConversationId, text: str, cursor: int, mode: Mode | None = None) -> Draft:
        """Take over an earlier text, or a later one again, with the fields that it had then."""
        before = self._desk.draft(conversation, mode)
        draft = self._keep(self._recollection(before).restored(self._begun(before), text, cursor))
        if text != before.text:
            self._changed_by_hand(draft)
        return draft

    def adopt(self, draft: Draft) -> Draft:
        """Take over a draft that a key has changed otherwise than by typing, by a canned reply for one."""
        changed = draft.text != self._desk.draft(draft.conversation, draft.mode).text
        draft = self._keep(draft)
        if changed:
            self._changed_by_hand(draft)
        return draft

    def begun(self, conversation: ConversationId, mode: Mode | None = None) -> Draft:
        """Return what is being written, ready for its first character."""
        return self._begun(self._desk.draft(conversation, mode))

    def touched(self) -> None:
        """Note a key where something is written, be it one that changes no text."""
        self._typed_at = self._clock.monotonic()

    def quiet(self, now: float) -> bool:
        """Whether nobody has typed for a moment, so that panes may open, and change their size."""
        return now - self._typed_at >= PAUSE

    def untouched_since(self, instant: float) -> bool:
        """Whether nobody has typed since a monotonic instant."""
        return self._typed_at <= instant

    def restore(self, accepted: Collection[ClientId]) -> None:
        """Take over the drafts that an earlier run left in the journal; raises `JournalError`.

        One that was `accepted` as a reply before the run ended is forgotten. Of several in one chat and
        mode the newest is what was being written; the others were entered before it, and go to its front.
        The mode of a chat's newest draft is what its composer opens in.
        """
        kept = self._journal.drafts()
        newest = {(draft.conversation, draft.mode): draft for draft in kept if draft.id not in accepted}
        for draft in newest.values():
            self._desk.write(draft)
            self._desk.switch(draft.conversation, draft.mode)
        for draft in kept:
            if newest.get((draft.conversation, draft.mode)) is draft:
                continue
            if draft.id not in accepted:
                self.give_back(draft)
            self.forget(draft)

    def detach(self, draft: Draft) -> None:
        """Take a draft off the desk, because it becomes a reply; the journal keeps it until `forget`."""
        self._desk.write(draft.emptied())
        self._past.pop((draft.conversation, draft.mode), None)
        self._changed(draft.conversation)

    def set_aside(self, draft: Draft) -> Draft:
        """Keep a draft in the journal under an id of its own, on no desk; `forget` ends that."""
        aside = replace(draft, id=ClientId(str(uuid.uuid4())))
        self._save(aside)
        return aside

    def forget(self, draft: Draft) -> None:
        """Take a draft off the journal, because its text is safe elsewhere."""
        self._save(draft.emptied())

    def give_back(self, draft: Draft) -> None:
        """Return the text of replies that did not leave to the front of what is being written.

        Several that come back one after another keep their order.
        """
        slot = (draft.conversation, draft.mode)
        behind = self._desk.drafts.get(slot)
        if behind is None:
            self._fronts[slot] = draft.text
            self._keep(replace(self._begun(replace(draft, text="")), text=draft.text))
        else:
            self._keep(self._fronted(behind, draft))
        self._changed(draft.conversation)

    def _fronted(self, behind: Draft, draft: Draft) -> Draft:
        """Return a draft with another one before it, behind those that were put there earlier."""
        slot = (draft.conversation, draft.mode)
        front = self._fronts.get(slot, "")
        if not front or not behind.text.startswith(front):
            front = ""
        new_front = f"{front}\n{draft.text}" if front else draft.text
        self._fronts[slot] = new_front
        insertions = (*draft.insertions, *behind.insertions)
        returned = [stop.moved(len(new_front) - len(draft.text)) for stop in draft.stops]
        fronted = behind.fronted(len(front), new_front, returned)
        customer = behind.customer if behind.customer == draft.customer else NOBODY
        fence = min(behind.fence, draft.fence)
        return replace(fronted, insertions=insertions, customer=customer, fence=fence)

    def _begun(self, draft: Draft) -> Draft:
        """Return the draft with an id, and with what its writer had seen when it was begun."""
        if draft.text:
            return draft
        held = self._desk.conversations.get(draft.conversation)
        head = held.head if held is not None else 0
        return replace(draft, began_at=head, id=ClientId(str(uuid.uuid4())))

    def _keep(self, draft: Draft) -> Draft:
        self._attention.attended(draft.conversation, self._clock.monotonic())
        self._desk.write(draft)
        self._recollection(draft).note(draft)
        self._save(draft)
        return draft

    def _recollection(self, draft: Draft) -> Recollection:
        return self._past.setdefault((draft.conversation, draft.mode), Recollection())

    def _save(self, draft: Draft) -> None:
        """Write a draft through, and before it those that the disk refused earlier."""
        self._unsaved[draft.id] = draft
        self.save_rest()

    def save_rest(self) -> None:
        """Write what the disk refused earlier; `trouble` says whether it still does."""
        self.trouble = ""
        try:
            for waiting in list(self._unsaved.values()):
                self._journal.save_draft(waiting)
                del self._unsaved[waiting.id]
        except JournalError as error:
            self.trouble = str(error)
            self._changes.announce(Change(Part.STATUS))

    def _changed_by_hand(self, draft: Draft) -> None:
        """Note that somebody types; only now, with the text in place, may the hold go."""
        self.touched()
        self._holds.clear(draft.conversation)
        self._notice.typed(draft)

    def _changed(self, conversation: ConversationId) -> None:
        self._changes.announce(Change(Part.DRAFT, conversation))
