"""Questions about colleagues: whom to hand over to, whom to ask, and what they want to know."""

from collections.abc import Callable, Sequence

from textual.content import Content

from agent_console.domain.chat import AgentId
from agent_console.domain.team import Colleague, Question
from agent_console.texts import N_, _, ngettext
from agent_console.ui.bubble import rows
from agent_console.ui.format import filled, joined, line
from agent_console.ui.inquiry.inquiry import Amiss, Choice, Inquiry, Next, Outcome, matching

_NAME_WIDTH = 20
_QUEUE = "queue "
"""Prefix of a choice that is a queue; colleagues' ids stand for themselves."""


class ColleagueInquiry(Inquiry):
    """Which colleague, or which queue where there are any to choose from."""

    hint = N_("type a name; {list.choose} goes on")

    def __init__(
        self,
        title: Content,
        colleagues: Sequence[Colleague],
        queues: Sequence[str],
        to_colleague: Callable[[Colleague], Inquiry],
        to_queue: Callable[[str], Inquiry] | None = None,
        only_accepting: bool = False,
    ) -> None:
        """`only_accepting` leaves out who does not take new customers."""
        super().__init__(title)
        self._colleagues = {colleague.id: colleague for colleague in colleagues}
        self._queues = tuple(queues)
        self._to_colleague = to_colleague
        self._to_queue = to_queue
        self._only_accepting = only_accepting

    def choices(self, typed: str) -> Sequence[Choice]:
        """Return who is there first, then the queues, then who cannot be chosen."""
        people = [self._choice(colleague) for colleague in self._colleagues.values()]
        queues = [
            Choice(_QUEUE + queue, filled(_("queue {queue}"), queue=line(queue, 60, "bold")))
            for queue in self._queues
        ]
        free = [choice for choice in people if not choice.blocked]
        return matching([*free, *queues, *(choice for choice in people if choice.blocked)], typed)

    def answer(self, typed: str, choice: Choice | None) -> Outcome:
        """Go on with whoever was chosen."""
        if choice is None:
            return Amiss(Content(_("there is nobody of that name")))
        if choice.blocked:
            return Amiss(line(choice.blocked))
        if self._to_queue is not None and choice.value.startswith(_QUEUE):
            return Next(self._to_queue(choice.value.removeprefix(_QUEUE)))
        return Next(self._to_colleague(self._colleagues[AgentId(choice.value)]))

    def _choice(self, colleague: Colleague) -> Choice:
        name = line(colleague.name, 40, "bold")
        name = name.extend_right(max(1, _NAME_WIDTH - name.cell_length))
        count = colleague.holding
        chats = ngettext("{count} chat", "{count} chats", count).format(count=count)
        label = joined(name, f"{_state(colleague)}, {chats}")
        blocked = "" if self._can_be_chosen(colleague) else _why_not(colleague)
        return Choice(colleague.id, label.stylize("$quiet") if blocked else label, blocked=blocked)

    def _can_be_chosen(self, colleague: Colleague) -> bool:
        return colleague.online and (colleague.accepting or not self._only_accepting)


class QuestionInquiry(Inquiry):
    """Which of the colleagues' questions to answer, each with the conversation that it is about."""

    hint = N_("choose a question; {list.choose} writes the answer")
    reading = True

    def __init__(
        self, title: Content, questions: Sequence[Question], width: int, follow: Callable[[Question], Inquiry]
    ) -> None:
        """`width` is how many cells the pages have."""
        super().__init__(title)
        self._questions = {question.id: question for question in questions}
        self._choices = [_question_choice(question, width) for question in questions]
        self._follow = follow

    def choices(self, typed: str) -> Sequence[Choice]:
        """Return the questions, the oldest first."""
        return matching(self._choices, typed)

    def answer(self, typed: str, choice: Choice | None) -> Outcome:
        """Go on to the answer, with the conversation still in view."""
        question = next((q for q in self._questions.values() if choice and q.id == choice.value), None)
        if question is None or choice is None:
            return Amiss(Content(_("no question is chosen")))
        inquiry = self._follow(question)
        inquiry.page = choice.page
        return Next(inquiry)


def question_page(question: Question, width: int) -> Content:
    """Return the newest messages of a question's conversation, and the question itself below."""
    shown = question.conversation.transcript
    pairs = zip(shown, (None, *shown), strict=False)
    said = [row for message, previous in pairs for row in rows(message, previous, width)]
    asker, words = line(question.asker, 40, "bold"), line(question.text, 1_000)
    asked = filled(_("{colleague} asks: {question}"), "bold", colleague=asker, question=words)
    return Content("\n").join([*said, Content(), *asked.wrap(width)])


def _question_choice(question: Question, width: int) -> Choice:
    about = line(question.conversation.customer.name, 30, "bold")
    label = filled(
        _("{colleague} about {customer}: {question}"),
        colleague=line(question.asker, 30),
        customer=about,
        question=line(question.text, 120),
    )
    return Choice(question.id, label, question_page(question, width))


def _state(colleague: Colleague) -> str:
    if not colleague.online:
        return _("offline")
    return _("online") if colleague.accepting else _("away")


def _why_not(colleague: Colleague) -> str:
    words = _("{colleague} is away.") if colleague.online else _("{colleague} is offline.")
    return words.format(colleague=colleague.name)
