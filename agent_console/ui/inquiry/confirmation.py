"""Asks a second time before something that cannot be taken back; the safe answer comes first."""

from collections.abc import Sequence

from textual.content import Content

from agent_console.texts import N_, _
from agent_console.ui.format import filled
from agent_console.ui.inquiry.inquiry import Choice, Inquiry, Next, Order, Outcome, matching

_NO, _YES = "no", "yes"


class Confirmation(Inquiry):
    """Yes or no; an Enter that comes too early means no."""

    # Translators: "yes" is what the text "yes, …" begins with
    hint = N_("type yes, or choose with the arrow keys")

    def __init__(
        self, title: Content, yes: Content, order: Order, page: Content, back: Inquiry | None = None
    ) -> None:
        """`yes` says what will be done; `page` is what it will be done to; no leads `back`, or out."""
        super().__init__(title)
        self._back = back
        self.page = page
        self._choices = (
            Choice(_NO, Content(_("no, leave it as it is"))),
            Choice(_YES, filled(_("yes, {what}"), what=yes)),
        )
        self._order = order

    def choices(self, typed: str) -> Sequence[Choice]:
        """Return both answers."""
        return matching(self._choices, typed)

    def answer(self, typed: str, choice: Choice | None) -> Outcome:
        """Let it be done, or leave it."""
        if choice is not None and choice.value == _YES:
            return self._order
        return None if self._back is None else Next(self._back)
