"""The customer's earlier chats as the chat system tells them, put beside what other systems know."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from agent_console.domain.chat import ConversationId
from agent_console.domain.chronology import newest_first
from agent_console.domain.record import Case, Freshness, Record, Source
from agent_console.texts import N_, _

NAME = N_("earlier chats")


@dataclass(frozen=True, slots=True)
class PastChats:
    """How far reading them has come, and what is known; every step makes a new value."""

    source: Source = field(default_factory=lambda: Source(_(NAME)))
    cases: tuple[Case, ...] = ()

    def loading(self) -> "PastChats":
        """Return what is known, to be read again."""
        return replace(self, source=Source(_(NAME), fetched_at=self.source.fetched_at))

    def read(self, cases: tuple[Case, ...], at: datetime) -> "PastChats":
        """Return what was read at a time (aware)."""
        return PastChats(Source(_(NAME), Freshness.FRESH, at), cases)

    def failed(self, reason: str) -> "PastChats":
        """Return what was known before, and why it could not be read again."""
        source = replace(self.source, freshness=Freshness.FAILED, failure=reason)
        return replace(self, source=source)

    def beside(self, found: Record, present: ConversationId) -> Record:
        """Return a record with these chats among its cases, newest first, `present` being none of them.

        Freshness and failure stay those of the record: they say whether orders can be trusted. A chat
        that a connector tells too is there once, as the chat system tells it.
        """
        told = {(case.contact, case.id) for case in self.cases}
        others = [case for case in found.cases if (case.contact, case.id) not in told]
        earlier = (case for case in (*self.cases, *others) if case.id != present)
        cases = newest_first(earlier, lambda case: case.opened_at)
        sources = found.sources or (
            Source(_("orders and cases"), found.freshness, found.fetched_at, found.failure),
        )
        return replace(found, cases=tuple(cases), sources=(*sources, self.source))
