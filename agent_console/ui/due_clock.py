"""How long until the agent is to be back, as a clock that counts down, and up once it is over."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from textual.content import Content

from agent_console.domain.chat import Promise
from agent_console.texts import _
from agent_console.ui.fact_line import point_in_time
from agent_console.ui.format import clock

_COUNTED = timedelta(hours=1)
"""A promise further off is a point in time, and no countdown."""
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class DueClock:
    """What a title says of a promise; two equal ones look the same."""

    words: str = ""
    """Empty where nothing is promised."""
    overdue: bool = False

    @property
    def content(self) -> Content:
        """The words, as they are drawn."""
        if not self.words:
            return Content()
        return Content.styled(f" {self.words} ", "reverse bold") if self.overdue else Content(self.words)


NOT_DUE = DueClock()


def due_clock(promise: Promise | None, now: datetime) -> DueClock:
    """Return the clock of a promise; both times are aware."""
    if promise is None:
        return NOT_DUE
    left = promise.until - now
    if left <= timedelta():
        # Translators: for how long the agent should have been back with the customer, such as: DUE 2:10
        return DueClock(_("DUE {clock}").format(clock=clock(-left)), overdue=True)
    if left > _COUNTED:
        # Translators: by when the agent has promised to be back with the customer; short
        return DueClock(_("back by {time}").format(time=point_in_time(promise.until, now)))
    # Translators: in what time the agent has promised to be back, such as: back 4:59
    return DueClock(_("back {clock}").format(clock=clock(-(-left // _SECOND) * _SECOND)))
