"""What has happened to a conversation, and what the agent has written in it, to be looked through."""

from collections.abc import Callable, Sequence
from datetime import datetime

from textual.content import Content

from agent_console.domain.chat import Message, Priority
from agent_console.domain.history import Move, Step
from agent_console.ports import Declined
from agent_console.texts import N_, _
from agent_console.ui.fact_line import point_in_time
from agent_console.ui.format import block, joined, line, time_of_day
from agent_console.ui.inquiry.fact import outcome_word
from agent_console.ui.inquiry.inquiry import Amiss, Choice, Inquiry, Next, Outcome, matching

MOVE_WORD = {
    Move.QUEUED: N_("came into the queue"),
    Move.TAKEN: N_("taken"),
    Move.CLOSED: N_("closed"),
    Move.REOPENED: N_("reopened"),
    Move.LAPSED: N_("back into the queue: its agent was away too long"),
    Move.TAGGED: N_("tagged"),
    Move.UNTAGGED: N_("tag taken off"),
    Move.PRIORITY: N_("priority"),
    Move.HELD: N_("promised to be back"),
    Move.HOLD_ENDED: N_("promise ended"),
    Move.HANDED_OVER: N_("handed over"),
    Move.ASKED: N_("asked a colleague"),
    Move.ANSWERED: N_("answered a colleague"),
    Move.BLOCKED: N_("blocked"),
    Move.UNBLOCKED: N_("unblocked"),
    Move.NOTED: N_("wrote a note"),
    Move.EDITED: N_("edited a message"),
    Move.DELETED: N_("deleted a message"),
    Move.READ: N_("read up to message"),
    Move.LEFT: N_("customer left"),
    Move.RETURNED: N_("customer came back"),
    Move.SILENT: N_("customer silent"),
    Move.RATED: N_("rated"),
    Move.TRANSCRIPT: N_("transcript sent"),
    Move.TOLD: N_("told by the chat system"),
}


class HistoryInquiry(Inquiry):
    """Every move of a conversation, newest last; typing narrows it down, and Enter leaves."""

    hint = N_("type to search the history")
    keys = N_("{list.leave} closes")
    from_end = True

    def __init__(self, title: Content, now: datetime) -> None:
        super().__init__(title)
        self.page = Content.styled(_("reading the history …"), "$quiet italic")
        self._now = now
        self._choices: list[Choice] = []

    def told(self, steps: Sequence[Step] | Declined) -> None:
        """Take the history, or why there is none."""
        if isinstance(steps, Declined):
            self.page = line(steps.reason, style="bold")
        else:
            self.page = Content() if steps else Content(_("nothing has happened yet"))
            self._choices = [self._choice(step) for step in steps]

    def choices(self, typed: str) -> Sequence[Choice]:
        """Return the moves in their order."""
        return matching(self._choices, typed)

    def answer(self, typed: str, choice: Choice | None) -> Outcome:
        """Leave."""
        return None

    def _choice(self, step: Step) -> Choice:
        at = point_in_time(step.at, self._now)
        by = joined(" · ", line(step.by, 30)) if step.by else Content()
        detail = _detail(step, self._now)
        about = joined(": ", line(detail, 200)) if detail else Content()
        label = joined((at, "$quiet"), " ", (_(MOVE_WORD[step.move]), "bold"), about, by)
        return Choice(str(step.id), label, block(detail))


def _detail(step: Step, now: datetime) -> str:
    """Return what else there is to say of a move, raw: in the agent's language, if possible."""
    match step.move:
        case Move.HELD:
            return _promised(step.detail, now)
        case Move.CLOSED:
            return outcome_word(step.detail)
        case Move.PRIORITY if step.detail in tuple(Priority):
            return _(step.detail)
    return step.detail


def _promised(detail: str, now: datetime) -> str:
    """Return a promise with its time as the agent's clock shows it; without a time, as it is."""
    stamp, _space, words = detail.partition(" ")
    try:
        until = datetime.fromisoformat(stamp)
    except ValueError:
        return detail
    return f"{point_in_time(until, now)} {words}".rstrip()


class OwnMessageInquiry(Inquiry):
    """Which of the agent's own messages, newest first."""

    hint = N_("choose a message; {list.choose} goes on")

    def __init__(
        self, title: Content, messages: Sequence[Message], follow: Callable[[Message], Inquiry]
    ) -> None:
        super().__init__(title)
        self._messages = {str(message.sequence): message for message in messages}
        self._follow = follow

    def choices(self, typed: str) -> Sequence[Choice]:
        """Return the messages with their times."""
        return matching([_own_choice(message) for message in self._messages.values()], typed)

    def answer(self, typed: str, choice: Choice | None) -> Outcome:
        """Go on with the chosen message."""
        if choice is None:
            return Amiss(Content(_("there is no such message")))
        return Next(self._follow(self._messages[choice.value]))


def _own_choice(message: Message) -> Choice:
    words = message.text if message.attachment is None else f"{message.text} {message.attachment.name}"
    label = joined((time_of_day(message.sent_at), "$quiet"), " ", line(words, 120))
    return Choice(str(message.sequence), label, block(message.text))
