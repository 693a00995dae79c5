"""What the keys do that concerns colleagues: handing over, asking, answering."""

from collections.abc import Awaitable
from functools import partial

from textual.content import Content

from agent_console.domain.chat import ConversationId
from agent_console.domain.team import Colleague, Question
from agent_console.ports import Declined
from agent_console.services.actions import Actions
from agent_console.services.workspace import Workspace
from agent_console.texts import _
from agent_console.ui.format import filled, line
from agent_console.ui.inquiry.inquiry import Inquiry
from agent_console.ui.inquiry.team import ColleagueInquiry, QuestionInquiry
from agent_console.ui.inquiry.wording import Say, Wording
from agent_console.ui.screens.errand import Errands
from agent_console.ui.screens.overlay import Overlays
from agent_console.ui.screens.pane_screen import PaneScreen


class Teamwork:
    """Its methods are actions of the key table; what it must know, it asks in an overlay."""

    def __init__(
        self, screen: PaneScreen, overlays: Overlays, workspace: Workspace, errands: Errands
    ) -> None:
        self._screen = screen
        self._overlays = overlays
        self._workspace = workspace
        self._errands = errands

    def hand_over(self) -> None:
        """Hand the conversation over to a colleague or a queue, with a comment."""
        conversation = self._errands.chosen()
        if conversation is None:
            return
        title = self._overlays.about(_("hand over {who}"), conversation)
        there = self._workspace.desk.connection(conversation)
        to_queue = partial(self._comment_for_queue, conversation)
        to_colleague = partial(self._comment_for_colleague, conversation)
        inquiry = ColleagueInquiry(
            title, there.others, there.queues, to_colleague, to_queue, only_accepting=True
        )
        self._ask(inquiry, conversation, _("there is nobody to hand over to"))

    def ask(self) -> None:
        """Ask a colleague about the conversation, and keep it."""
        conversation = self._errands.chosen()
        if conversation is None:
            return
        title = self._overlays.about(_("ask a colleague about {who}"), conversation)
        inquiry = ColleagueInquiry(
            title, self._team(conversation), (), partial(self._question_to, conversation)
        )
        self._ask(inquiry, conversation, _("there is nobody to ask"))

    def answer(self) -> None:
        """Answer a colleague's question, with the conversation that it is about in view."""
        questions = self._workspace.desk.questions
        title = Content(_("questions from colleagues"))
        inquiry = QuestionInquiry(title, questions, self._overlays.page_width, self._answer_to)
        if questions:
            self._overlays.ask(inquiry, None)
        else:
            self._screen.notice(Content(_("nobody has asked you anything")))

    def _comment_for_colleague(self, conversation: ConversationId, colleague: Colleague) -> Inquiry:
        def say(words: str) -> Awaitable[Declined | None]:
            return self._actions.hand_over(conversation, agent=colleague.id, comment=words)

        name = line(colleague.name, 40)
        title = self._overlays.about(_("hand over {who} to {colleague}"), conversation, colleague=name)
        return _comment(title, say, filled(_("handed over to {colleague}"), colleague=name))

    def _comment_for_queue(self, conversation: ConversationId, queue: str) -> Inquiry:
        def say(words: str) -> Awaitable[Declined | None]:
            return self._actions.hand_over(conversation, queue=queue, comment=words)

        name = line(queue, 40)
        title = self._overlays.about(_("hand over {who} to queue {queue}"), conversation, queue=name)
        return _comment(title, say, filled(_("handed over to queue {queue}"), queue=name))

    def _question_to(self, conversation: ConversationId, colleague: Colleague) -> Inquiry:
        name = line(colleague.name, 40)
        say = partial(self._actions.ask, conversation, colleague.id)
        title = self._overlays.about(_("ask {colleague} about {who}"), conversation, colleague=name)
        done = filled(_("asked {colleague}"), colleague=name)
        return Wording(title, say, done, hint=_("your question"))

    def _answer_to(self, question: Question) -> Inquiry:
        name = line(question.asker, 40)
        say = partial(self._actions.answer, question)
        title = filled(_("answer to {colleague}"), colleague=name)
        done = filled(_("answered {colleague}"), colleague=name)
        answer = Wording(title, say, done, hint=_("your answer"))
        answer.reading = True
        return answer

    @property
    def _actions(self) -> Actions:
        return self._workspace.actions

    def _team(self, conversation: ConversationId) -> tuple[Colleague, ...]:
        return self._workspace.desk.connection(conversation).others

    def _ask(self, inquiry: Inquiry, conversation: ConversationId, nobody: str) -> None:
        if inquiry.choices(""):
            self._overlays.ask(inquiry, conversation)
        else:
            self._screen.notice(Content(nobody))


def _comment(title: Content, say: Say, done: Content) -> Inquiry:
    hint = _("what should they know? it becomes a note")
    return Wording(title, say, done, hint=hint, may_be_empty=True)
