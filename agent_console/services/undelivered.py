"""Replies that the chat system refused: shown with the reason, until they are retried or taken back."""

from collections import defaultdict

from agent_console.domain.change import Change, Part
from agent_console.domain.chat import ClientId, ConversationId, Delivery, Mode
from agent_console.domain.desk import Desk
from agent_console.domain.draft import Draft
from agent_console.domain.outbox import Intent
from agent_console.domain.system import SystemName, system_of
from agent_console.ports import Journal
from agent_console.services.changes import Changes
from agent_console.services.crew import Crew
from agent_console.services.drafts import Drafts
from agent_console.services.echoes import Echoes
from agent_console.services.ledger import Ledger
from agent_console.texts import _


class Undelivered:
    """The refused replies by conversation; those of a conversation that is not held become its draft."""

    def __init__(
        self,
        desk: Desk,
        journal: Journal,
        drafts: Drafts,
        echoes: Echoes,
        ledger: Ledger,
        changes: Changes,
        crew: Crew,
    ) -> None:
        self.lost = ""
        """What was not sent and stands on no pane any more, in one raw line; empty when nothing."""
        self._desk = desk
        self._journal = journal
        self._drafts = drafts
        self._echoes = echoes
        self._ledger = ledger
        self._changes = changes
        self._crew = crew
        self._refused: defaultdict[ConversationId, list[tuple[Intent, str]]] = defaultdict(list)

    def restore(self) -> frozenset[ClientId]:
        """Take over what an earlier run left in the journal, and return its ids; raises `JournalError`."""
        rejected = self._journal.rejected()
        for intent, reason in rejected:
            self._refused[intent.conversation].append((intent, reason))
        return frozenset(intent.client_id for intent, _reason in rejected)

    async def add(self, intent: Intent, reason: str) -> None:
        """Keep a reply that was refused, with the reason for a person."""
        if intent.conversation not in self._desk:
            self._give_back(intent)
            self._part(intent, reason)
            return
        self._note(intent, reason)
        await self._ledger.keep(lambda: self._journal.reject(intent, reason))

    def keep(self, intent: Intent, reason: str) -> None:
        """Keep a reply that was stopped here before it left, with the reason for a person."""
        self._note(intent, reason)
        self._crew.start(lambda: self._stop(intent, reason), to_the_end=True)

    def tell(self, lost: str) -> None:
        """Say what was not sent and cannot be shown in its conversation, in one raw line."""
        self.lost = lost
        self._changes.announce(Change(Part.STATUS))

    def pop(self, conversation: ConversationId) -> Intent | None:
        """Take the oldest refused reply of a conversation off, to be sent again; None when there is none."""
        refused = self._refused[conversation]
        return refused.pop(0)[0] if refused else None

    def take_back(self, conversation: ConversationId) -> bool:
        """Return the oldest refused reply to its draft, and show that; False when there is none."""
        intent = self.pop(conversation)
        if intent is None:
            return False
        self._give_back(intent)
        self._drafts.switch(conversation, intent.mode)
        return True

    def opened(self, conversation: ConversationId) -> None:
        """Show what was refused in a conversation that came to the desk."""
        for intent, reason in self._refused[conversation]:
            self._echoes.show(intent, Delivery.FAILED, reason)

    def ended(self, conversation: ConversationId) -> None:
        """Return what was refused in a conversation that left the desk to its draft."""
        for intent, reason in self._refused.pop(conversation, ()):
            self._give_back(intent)
            self._part(intent, reason)

    def signed_in(self, held: frozenset[ConversationId], system: SystemName) -> None:
        """Do the same for each of a system's conversations that is not held, now that it says which are."""
        for conversation in [c for c in self._refused if c not in held and system_of(c) == system]:
            self.ended(conversation)

    def _give_back(self, intent: Intent) -> None:
        """Keep a reply as a draft first, and forget it as a reply only then.

        Of a file only the words beside it go back; the file itself is where the agent took it from.
        """
        self._echoes.withdraw(intent)
        end = len(intent.text)
        if intent.text:
            draft = Draft(intent.conversation, intent.customer, intent.fence, intent.mode, intent.text, end)
            self._drafts.give_back(draft)
        self._crew.start(lambda: self._forget(intent), to_the_end=True)

    def _part(self, intent: Intent, reason: str) -> None:
        """Say what was not sent, because there is no conversation to show it in any more."""
        known = self._desk.find(intent.conversation)
        name = "" if known is None else known.customer.name
        words = _unsent(intent) if known is None else _unsent_to(intent)
        self.tell(words.format(file=intent.file_name, name=name, reason=reason))

    def _note(self, intent: Intent, reason: str) -> None:
        self._echoes.show(intent, Delivery.FAILED, reason)
        self._refused[intent.conversation].append((intent, reason))

    async def _stop(self, intent: Intent, reason: str) -> None:
        # Perhaps the journal does not have it yet.
        await self._ledger.keep(lambda: self._journal.delay(intent))
        await self._ledger.keep(lambda: self._journal.reject(intent, reason))

    async def _forget(self, intent: Intent) -> None:
        await self._ledger.keep(lambda: self._journal.drop(intent.client_id))


def _unsent_to(intent: Intent) -> str:
    """Return what is said where it is known who the customer is."""
    if intent.attachment:
        return _("{file} was not sent to {name}: {reason}")
    if intent.mode is Mode.NOTE:
        return _("a note about {name} was not kept, it is a draft: {reason}")
    return _("not sent to {name}, kept as a draft: {reason}")


def _unsent(intent: Intent) -> str:
    if intent.attachment:
        return _("{file} was not sent to the customer: {reason}")
    if intent.mode is Mode.NOTE:
        return _("a note about the customer was not kept, it is a draft: {reason}")
    return _("not sent to the customer, kept as a draft: {reason}")
