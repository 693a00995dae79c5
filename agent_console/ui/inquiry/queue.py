"""Who waits in the queue, and whom of them to take."""

from collections.abc import Awaitable, Callable, Sequence

from textual.content import Content

from agent_console.domain.chat import ConversationId
from agent_console.domain.desk import Desk
from agent_console.domain.surroundings import Queued
from agent_console.ports import Declined
from agent_console.texts import N_, _, ngettext
from agent_console.ui.format import block, joined, line
from agent_console.ui.inquiry.inquiry import Amiss, Choice, Inquiry, Order, Outcome, matching
from agent_console.ui.pane_title import shown_system
from agent_console.ui.queue_entry import kind, waited

Take = Callable[[ConversationId], Awaitable[Declined | None]]


class QueueInquiry(Inquiry):
    """Everybody whom nobody has taken when it is asked, in the order of the queue."""

    hint = N_("type to narrow down")
    keys = N_("{list.choose} takes · {list.leave} closes")

    def __init__(self, desk: Desk, now: float, take: Take) -> None:
        """`now` is a monotonic instant."""
        count = len(desk.queue)
        title = ngettext("{count} waits in the queue", "{count} wait in the queue", count)
        super().__init__(Content(title.format(count=count)))
        self._choices = [_choice(desk, queued, now) for queued in desk.queue]
        self._take = take

    def choices(self, typed: str) -> Sequence[Choice]:
        """Return those who have every word that is typed in what is told of them."""
        return matching(self._choices, typed)

    def answer(self, typed: str, choice: Choice | None) -> Outcome:
        """Take the one who is highlighted."""
        if choice is None:
            return Amiss(Content(_("nobody in the queue is called that")))
        return Order(lambda: self._take(ConversationId(choice.value)), Content(_("taken")))


def _choice(desk: Desk, queued: Queued, now: float) -> Choice:
    facts, system = queued.facts, shown_system(desk, queued.facts.conversation)
    queue = joined(" · ", line(facts.queue, 20)) if facts.queue else Content()
    label = joined(
        waited(desk, queued, now), " ", line(facts.name, 40, "bold"), queue, kind(facts, 120, system)
    )
    return Choice(facts.conversation, label, block(facts.concern))
