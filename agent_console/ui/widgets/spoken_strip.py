"""Who is off screen, for whoever has the terminal read aloud: a line each, in words."""

from textual.content import Content

from agent_console.domain.chat import Conversation, ConversationId
from agent_console.texts import _, ngettext
from agent_console.ui.fact_line import promise_words
from agent_console.ui.format import joined, line
from agent_console.ui.recipient import recipient
from agent_console.ui.spoken_title import spoken_wait
from agent_console.ui.widgets.strip import ConversationStrip

_LEAST = 2
"""Lines, until it is known how many there are."""


class SpokenStrip(ConversationStrip):
    """Has as many lines as its style says, so that nothing above moves when somebody comes or goes."""

    def _line(self, conversations: list[ConversationId], now: float) -> Content:
        if not conversations:
            return Content.styled(f" {_('no other conversations')}", "$quiet")
        count = len(conversations)
        words = ngettext(
            "{count} off screen, the most pressing first:",
            "{count} off screen, the most pressing first:",
            count,
        )
        heading = Content(f" {words.format(count=count)}")
        room = max(_LEAST, self.size.height) - 1
        named = conversations if len(conversations) <= room else conversations[: room - 1]
        rows = [heading, *(self._entry(conversation, now) for conversation in named)]
        if len(named) < len(conversations):
            more = count - len(named)
            rows.append(
                Content(" " + ngettext("and {count} more", "and {count} more", more).format(count=more))
            )
        return Content("\n").join(rows)

    def _entry(self, conversation: ConversationId, now: float) -> Content:
        desk = self._workspace.desk
        held = desk[conversation]
        number = self._workspace.panes.number(conversation)
        wait = spoken_wait(held, desk.tier(conversation, now), now)
        who = recipient(desk, conversation).content()
        return joined((f" {number} ", "bold"), " ", who, f", {wait}", *self._rest(held, now))

    def _unsent(self, held: Conversation, now: float) -> Content:
        countdown = self._workspace.delay.of(held.id)
        if countdown is not None:
            seconds = countdown.seconds(now)
            words = ngettext("a reply leaves in {count} s", "a reply leaves in {count} s", seconds)
            return Content.styled(words.format(count=seconds), "bold")
        return super()._unsent(held, now)

    def _rest(self, held: Conversation, now: float) -> list[Content]:
        """Return what else there is: a promise, marks, and a reply that has not left."""
        promise = held.promise
        due = Content() if promise is None else promise_words(promise, self._workspace.clock.now())
        marks = Content(", ").join(line(mark, 12) for mark in self._workspace.writing.cues.marks(held.id))
        return [joined(", ", part) for part in (due, marks, self._unsent(held, now)) if part]
