"""Questions that are answered in the agent's own words."""

from collections.abc import Awaitable, Callable

from textual.content import Content

from agent_console.ports import Declined
from agent_console.texts import _
from agent_console.ui.inquiry.inquiry import NOTHING, Amiss, Choice, Inquiry, Next, Order, Outcome

Say = Callable[[str], Awaitable[Declined | None]]


class Wording(Inquiry):
    """A text, and what is done with it."""

    multiline = True

    def __init__(
        self,
        title: Content,
        say: Say,
        done: Content,
        *,
        hint: str,
        may_be_empty: bool = False,
        initial: str = "",
    ) -> None:
        super().__init__(title)
        self.hint = hint
        self.initial = initial
        self._say = say
        self._done = done
        self._may_be_empty = may_be_empty

    def answer(self, typed: str, choice: Choice | None) -> Outcome:
        """Take the words."""
        words = typed.strip()
        if not words and not self._may_be_empty:
            return Amiss(Content(_("write something first, or close this")))
        return Order(lambda: self._say(words), self._done, patient=True)


class Reason(Inquiry):
    """Why something is to be done, before it is asked a second time."""

    def __init__(
        self, title: Content, follow: Callable[[str], Inquiry], *, hint: str, page: Content = NOTHING
    ) -> None:
        super().__init__(title)
        self.hint = hint
        self.page = page
        self._follow = follow

    def answer(self, typed: str, choice: Choice | None) -> Outcome:
        """Go on with the reason, which may be empty."""
        return Next(self._follow(typed.strip()))
