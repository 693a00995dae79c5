"""Other words for a message that the customer has already."""

from collections.abc import Awaitable
from typing import Final, Protocol

from textual.content import Content

from agent_console.ports import Declined
from agent_console.texts import N_, _
from agent_console.ui.format import block, line
from agent_console.ui.inquiry.confirmation import Confirmation
from agent_console.ui.inquiry.inquiry import NOTHING, Amiss, Choice, Inquiry, Order, Outcome

_DONE: Final = N_("edited; the customer sees that it was")


class Amend(Protocol):
    """Puts other words into the message."""

    def __call__(self, text: str, *, confirmed: bool) -> Awaitable[Declined | None]:
        """Put them in; `confirmed` overrules an objection that is declined as `ask`."""
        ...


class Correction(Inquiry):
    """The message's own words, to be changed; what a reply is checked for is asked about here too."""

    hint = N_("the new words")
    multiline = True

    def __init__(self, title: Content, words: str, amend: Amend) -> None:
        super().__init__(title)
        self.initial = words
        self._amend = amend

    def answer(self, typed: str, choice: Choice | None) -> Outcome:
        """Put the words in."""
        if not typed.strip():
            return Amiss(Content(_("a message without words: delete it instead")))
        return Order(lambda: self._amend(typed, confirmed=False), Content(_(_DONE)), patient=True)

    def declined(self, typed: str, declined: Declined) -> Inquiry | None:
        """Ask whether the words are meant all the same, where that is for the agent to say."""
        if declined.code != "ask":
            return None
        order = Order(lambda: self._amend(typed, confirmed=True), Content(_(_DONE)))
        back = Correction(self.title, typed, self._amend)
        page = Content("\n").join([line(declined.reason, style="bold"), NOTHING, block(typed)])
        return Confirmation(self.title, Content(_("these are the words that I mean")), order, page, back)
