"""Which message of a conversation is copied, whoever wrote it."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Final

from textual.content import Content

from agent_console.domain.chat import Conversation, Delivery, Message
from agent_console.texts import N_, _
from agent_console.ui.format import block, joined, line, time_of_day
from agent_console.ui.inquiry.inquiry import Amiss, Choice, Inquiry, Outcome, matching

_MOST: Final = 200
"""Messages that are listed, the newest."""


class CopyInquiry(Inquiry):
    """Every message that has words, newest first; the words are copied as they were sent."""

    hint = N_("type to narrow down")
    keys = N_("{list.choose} copies · {list.leave} closes")

    def __init__(self, title: Content, held: Conversation, copy: Callable[[str], None]) -> None:
        super().__init__(title)
        self._texts = {str(place): one.text for place, one in enumerate(_worded(held))}
        self._choices = [_choice(str(place), one) for place, one in enumerate(_worded(held))]
        self._copy = copy

    def choices(self, typed: str) -> Sequence[Choice]:
        """Return the messages with when and by whom they were written."""
        return matching(self._choices, typed)

    def page_of(self, choice: Choice | None) -> Content:
        """Return the whole message."""
        return self.page if choice is None else block(self._texts[choice.value])

    def copied(self, choice: Choice | None) -> str:
        """Return the message that is highlighted."""
        return "" if choice is None else self._texts[choice.value]

    def answer(self, typed: str, choice: Choice | None) -> Outcome:
        """Copy the message that is highlighted."""
        if choice is None:
            return Amiss(Content(_("there is no such message")))
        self._copy(self._texts[choice.value])
        return None


def _worded(held: Conversation) -> Iterator[Message]:
    there = (one for one in reversed(held.transcript) if one.delivery is not Delivery.RECALLED)
    return islice((one for one in there if one.text), _MOST)


def _choice(value: str, message: Message) -> Choice:
    at, name = time_of_day(message.sent_at), line(message.name, 30)
    return Choice(value, joined((f"{at} ", "$quiet"), name, (": ", "$quiet"), line(message.text, 120)))
