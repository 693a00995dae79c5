"""What was said in earlier chats, read from the chat system when the agent opens one, and then kept."""

from dataclasses import dataclass, replace

from agent_console.domain.chat import ConversationId
from agent_console.domain.customer import CustomerId
from agent_console.domain.desk import Change, Desk, Part
from agent_console.domain.record import Case, CaseLine, Contact, Freshness
from agent_console.ports import ChatBackend, Declined
from agent_console.services.changes import Changes
from agent_console.services.crew import Crew


@dataclass(frozen=True, slots=True)
class Reading:
    """How far reading one earlier chat has come."""

    freshness: Freshness
    lines: tuple[CaseLine, ...] = ()
    """Oldest first."""
    failure: str = ""
    """Why it could not be read, for a person."""


_BEGUN = Reading(Freshness.LOADING)
_Place = tuple[ConversationId, str]


class CaseLines:
    """Answers at once with what is known; an earlier chat that nobody opened is not read."""

    def __init__(self, desk: Desk, backend: ChatBackend, changes: Changes, crew: Crew) -> None:
        self._desk = desk
        self._backend = backend
        self._changes = changes
        self._crew = crew
        self._known: dict[_Place, tuple[CustomerId, Reading]] = {}

    def told(self, conversation: ConversationId) -> bool:
        """Whether the conversation's chat system tells what was said in earlier chats."""
        return self._backend.capabilities_of(conversation).past

    def of(self, conversation: ConversationId, case: Case) -> Reading | None:
        """Return what is known of an earlier chat of a held conversation's customer; None if never asked."""
        whose, reading = self._known.get((conversation, case.id), (None, None))
        return reading if whose == self._desk[conversation].customer.id else None

    def read(self, conversation: ConversationId, case: Case) -> None:
        """Have an earlier chat read, unless that is done or under way, or its lines came with the case."""
        tellable = case.contact is Contact.CHAT and self.told(conversation) and not case.lines
        known = self.of(conversation, case)
        if tellable and (known is None or known.freshness is Freshness.FAILED):
            whose = self._desk[conversation].customer.id
            self._keep((conversation, case.id), whose, replace(known or _BEGUN, freshness=Freshness.LOADING))
            self._crew.start(lambda: self._look_up(conversation, case.id, whose))

    async def _look_up(self, conversation: ConversationId, case: str, whose: CustomerId) -> None:
        answer = await self._backend.past_lines(conversation, case)
        if (conversation, case) not in self._known or self._known[conversation, case][0] != whose:
            return
        if isinstance(answer, Declined):
            reading = Reading(Freshness.FAILED, failure=answer.reason)
        else:
            reading = Reading(Freshness.FRESH, tuple(answer))
        self._keep((conversation, case), whose, reading)

    def _keep(self, place: _Place, whose: CustomerId, reading: Reading) -> None:
        # What belongs to conversations that have left the desk goes with the next one that is read.
        self._known = {other: known for other, known in self._known.items() if other[0] in self._desk}
        self._known[place] = (whose, reading)
        self._changes.announce(Change(Part.RECORD, place[0]))
