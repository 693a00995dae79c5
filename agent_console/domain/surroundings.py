"""What is around the conversations: the connection, the agent, the queue, colleagues and what they ask."""

from dataclasses import dataclass

from agent_console.domain import events
from agent_console.domain.change import Change, Part
from agent_console.domain.chat import AgentId
from agent_console.domain.enquiry import Enquiries
from agent_console.domain.team import Colleague, Question

SurroundingEvent = (
    events.LinkChanged
    | events.AvailabilityChanged
    | events.QueueChanged
    | events.TeamChanged
    | events.QuestionAsked
    | events.QuestionSettled
)


@dataclass(frozen=True, slots=True)
class Queued:
    """A customer in the queue, with the monotonic instant the wait began."""

    facts: events.Waiting
    since: float


class Surroundings:
    """Folded from what the chat system says; the desk stands among them."""

    def __init__(self) -> None:
        self.link = events.Link.CONNECTING
        self.link_reason = ""
        self.agent = AgentId("")
        self.agent_name = ""
        self.accepting = False
        self.queue: tuple[Queued, ...] = ()
        self.colleagues: tuple[Colleague, ...] = ()
        self.queues: tuple[str, ...] = ()
        """Where conversations can be handed over to."""
        self._enquiries = Enquiries()

    @property
    def questions(self) -> tuple[Question, ...]:
        """What colleagues wait to be told, the oldest first."""
        return self._enquiries.oldest_first

    def notice(self, event: SurroundingEvent, now: float) -> Change:
        """Fold one event at the monotonic instant `now` and say what changed."""
        match event:
            case events.LinkChanged():
                self.link, self.link_reason = event.link, event.reason
            case events.AvailabilityChanged():
                self.accepting = event.accepting
            case events.QueueChanged():
                self.queue = tuple(Queued(w, now - w.age.total_seconds()) for w in event.waiting)
                return Change(Part.QUEUE)
            case events.TeamChanged():
                self.colleagues, self.queues = event.colleagues, event.queues
                return Change(Part.TEAM)
            case _:
                self._enquiries.take(event, now)
                return Change(Part.QUESTIONS)
        return Change(Part.STATUS)

    def greeted(self, event: events.SignedIn) -> None:
        """Note who the agent is; questions that are still open are told again."""
        self.agent, self.agent_name = event.agent, event.name
        self._enquiries.clear()
