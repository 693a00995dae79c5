"""What colleagues ask this agent, until it is answered."""

from operator import itemgetter

from agent_console.domain.action import QuestionId
from agent_console.domain.events import QuestionAsked, QuestionSettled
from agent_console.domain.system import SystemName, system_of
from agent_console.domain.team import Question


class Enquiries:
    """The open questions to this agent; one that is told again stays one."""

    def __init__(self) -> None:
        self._open: dict[QuestionId, tuple[float, Question]] = {}

    @property
    def oldest_first(self) -> tuple[Question, ...]:
        """The open questions by the instant they were asked."""
        return tuple(question for _since, question in sorted(self._open.values(), key=itemgetter(0)))

    def take(self, event: QuestionAsked | QuestionSettled, now: float) -> None:
        """Fold one event at the monotonic instant `now`."""
        if isinstance(event, QuestionAsked):
            question = event.question
            self._open[question.id] = (now - question.age.total_seconds(), question)
        else:
            self._open.pop(event.question, None)

    def clear(self, system: SystemName) -> None:
        """Forget those of one chat system, because it tells again which are still open."""
        self._open = {one: asked for one, asked in self._open.items() if system_of(one) != system}
