"""Which customer a draft is to go to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.content import Content

from agent_console.domain.chat import ConversationId
from agent_console.texts import N_, _
from agent_console.ui.format import joined
from agent_console.ui.inquiry.inquiry import Amiss, Choice, Inquiry, Outcome, matching


@dataclass(frozen=True, slots=True)
class Target:
    """Where a draft can go."""

    conversation: ConversationId
    number: int
    mnemonic: str
    who: Content

    @property
    def names(self) -> tuple[str, str]:
        """What it can be called by one key."""
        return (str(self.number), self.mnemonic)


class TargetInquiry(Inquiry):
    """By number, by the customer's own letter, or by any part of the name."""

    hint = N_("type a number, a letter or a name")
    keys = N_("{list.choose} moves it · {list.leave} closes")

    def __init__(
        self, title: Content, targets: Sequence[Target], move: Callable[[ConversationId], None]
    ) -> None:
        """`move` is called with the answer, before the question closes."""
        super().__init__(title)
        self._targets = targets
        self._move = move

    def choices(self, typed: str) -> Sequence[Choice]:
        """Return the one that is called so, or else those with such a name."""
        called = [one for one in self._targets if typed.strip().lower() in one.names]
        return [_choice(one) for one in called] or matching([_choice(one) for one in self._targets], typed)

    def answer(self, typed: str, choice: Choice | None) -> Outcome:
        """Move it, in this very tick: the next key is for the customer who was chosen."""
        if choice is None:
            return Amiss(Content(_("there is no such conversation")))
        self._move(ConversationId(choice.value))
        return None


def _choice(target: Target) -> Choice:
    label = joined((f"{target.number:>2} {target.mnemonic} ", "bold"), target.who)
    return Choice(target.conversation, label)
