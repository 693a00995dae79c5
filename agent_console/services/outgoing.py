"""What a reply goes through from Enter to the chat system, and back, put together."""

from dataclasses import dataclass
from datetime import timedelta

from agent_console.domain.desk import Desk
from agent_console.domain.panes import Panes
from agent_console.ports import ChatBackend, Clock, Journal
from agent_console.services.acceptance import Acceptance
from agent_console.services.changes import Changes
from agent_console.services.crew import Crew
from agent_console.services.delay import Delay
from agent_console.services.departure import Departure
from agent_console.services.drafts import Drafts
from agent_console.services.echoes import Echoes
from agent_console.services.holds import Holds
from agent_console.services.ledger import Ledger
from agent_console.services.outcomes import Outcomes
from agent_console.services.recall import Recall
from agent_console.services.retry import Retry
from agent_console.services.sender import Sender
from agent_console.services.undelivered import Undelivered


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the way of a reply shares with the rest of the workspace."""

    desk: Desk
    panes: Panes
    backend: ChatBackend
    journal: Journal
    clock: Clock
    drafts: Drafts
    holds: Holds
    ledger: Ledger
    changes: Changes
    crew: Crew
    retry: Retry


@dataclass(frozen=True, slots=True)
class Outgoing:
    """The stations of a reply's way."""

    undelivered: Undelivered
    sender: Sender
    outcomes: Outcomes
    delay: Delay
    acceptance: Acceptance
    recall: Recall

    @classmethod
    def among(cls, at: Surroundings, recall_within: timedelta) -> "Outgoing":
        """Return the stations, connected; what has left can be recalled for that long."""
        desk, clock, journal, drafts, ledger, crew = (
            at.desk,
            at.clock,
            at.journal,
            at.drafts,
            at.ledger,
            at.crew,
        )
        echoes = Echoes(desk, at.changes)
        undelivered = Undelivered(desk, journal, drafts, echoes, ledger, at.changes, crew)
        sender = Sender(
            desk, at.backend, journal, clock, echoes, undelivered, at.changes, ledger, crew, at.retry
        )
        outcomes = Outcomes(desk, at.panes, clock, journal, ledger, crew)
        departure = Departure(desk, clock, journal, drafts, echoes, sender, outcomes, ledger, crew)
        delay = Delay(
            desk, clock, journal, drafts, at.holds, echoes, departure, undelivered, outcomes, ledger, crew
        )
        acceptance = Acceptance(journal, drafts, at.holds, echoes, sender, delay, outcomes, ledger, crew)
        recall = Recall(desk, at.backend, clock, drafts, outcomes, recall_within)
        return cls(undelivered, sender, outcomes, delay, acceptance, recall)
