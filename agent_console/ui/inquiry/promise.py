"""When the agent will be back, and what with."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from textual.content import Content

from agent_console.domain.chat import Promise
from agent_console.ports import Declined
from agent_console.texts import N_, _
from agent_console.ui.due import due
from agent_console.ui.fact_line import promise_words
from agent_console.ui.format import joined, line
from agent_console.ui.inquiry.inquiry import Amiss, Choice, Inquiry, Order, Outcome

Promised = Callable[[datetime, str], Awaitable[Declined | None]]
# Translators: times as agents type them, in words that the console understands: short ones, such as
# "in 5 Min.", "fr 15 Uhr"; "kl. 14.30", "om 2 timer"; "через час", "в пт в 15:00".
_EXAMPLES = (N_("5m"), N_("30m"), N_("2 hours"), N_("14:30"), N_("tomorrow 9:00"), N_("fri 3pm"))


class PromiseInquiry(Inquiry):
    """A time and a few words about it; how they are understood is shown before Enter."""

    def __init__(self, title: Content, now: Callable[[], datetime], promised: Promised, told: bool) -> None:
        """`told` says that the customer reads it; else it is the agent's own reminder."""
        super().__init__(title)
        self.hint = _("14:30 words that the customer reads") if told else _("14:30 words for yourself")
        self._done = (
            _("promised; the customer can read it") if told else _("timer started; the customer is not told")
        )
        self._now = now
        self._promised = promised

    def choices(self, typed: str) -> Sequence[Choice]:
        """Return what is typed as it is understood; before anything is typed, ways to write a time."""
        now = self._now()
        texts = [typed] if typed.strip() else [_(one) for one in _EXAMPLES]
        understood = [(text, due(text, now)) for text in texts]
        return [_choice(text, *found, now) for text, found in understood if found is not None]

    def answer(self, typed: str, choice: Choice | None) -> Outcome:
        """Promise."""
        found = None if choice is None else due(choice.value, self._now())
        if found is None:
            # Translators: these times must be understood; see the examples.
            return Amiss(Content(_("begin with a time: 5m, 2h, 14:30, tomorrow 9:00 or fri 3pm")))
        until, words = found
        return Order(lambda: self._promised(until, words), Content(self._done), patient=True)


def _choice(text: str, until: datetime, words: str, now: datetime) -> Choice:
    said = joined(" · ", line(words, 120)) if words else Content()
    typed = joined(line(text, 14, "bold").pad_right(15 - len(text)), "  ") if not words else Content()
    return Choice(text, joined(typed, promise_words(Promise(until), now), said), line(words, 500))
