"""What was meant by a misspelt word."""

from collections.abc import Callable, Sequence

from textual.content import Content

from agent_console.texts import N_, _
from agent_console.ui.format import filled, joined, line
from agent_console.ui.inquiry.inquiry import Amiss, Choice, Inquiry, Outcome

_LEARN = "0"


class SpellingInquiry(Inquiry):
    """The corrections by number, the agent's own words, and that it is right as it is."""

    keys = N_("a number, or {list.choose} · {list.leave} closes")
    hint = N_("a number, or what you meant")

    def __init__(
        self, title: Content, word: str, correct: Callable[[str], None], learn: Callable[[], None]
    ) -> None:
        """`correct` puts other words in place of the word, `learn` takes it as right from now on."""
        super().__init__(title)
        self.page = Content(_("looking it up …"))
        self._word = word
        self._correct = correct
        self._learn = learn
        self._corrections: Sequence[str] = ()

    def told(self, corrections: Sequence[str]) -> None:
        """Take the corrections over, the likeliest first; nine at most are numbered."""
        self._corrections = corrections[:9]
        self.page = Content() if corrections else Content(_("nothing like it: type what you meant"))

    def choices(self, typed: str) -> Sequence[Choice]:
        """Return the corrections, or what is typed instead of them."""
        meant = typed.strip()
        if meant and not meant.isdigit():
            return [Choice(meant, joined("  ", line(meant, 60), ("  " + _("as you typed it"), "$quiet")))]
        right = filled(_("{word} is right: learn it"), "$quiet", word=line(self._word, 40))
        learn = joined(f"{_LEARN} ", right)
        offered = [
            Choice(one, joined(f"{number} ", line(one, 60)))
            for number, one in enumerate(self._corrections, start=1)
        ]
        chosen = self._numbered(meant)
        every = [*offered, Choice(_LEARN, learn)]
        return every if not meant else [one for one in every if one.value == chosen]

    def decided(self, typed: str) -> bool:
        """Whether the number of a choice is typed."""
        return self._numbered(typed.strip()) is not None

    def answer(self, typed: str, choice: Choice | None) -> Outcome:
        """Correct the word, or learn it."""
        if choice is None:
            return Amiss(Content(_("there is no correction with that number")))
        if choice.value == _LEARN:
            self._learn()
        else:
            self._correct(choice.value)
        return None

    def _numbered(self, typed: str) -> str | None:
        if typed == _LEARN:
            return _LEARN
        place = int(typed) if typed.isdecimal() and len(typed) == 1 else 0
        return self._corrections[place - 1] if 0 < place <= len(self._corrections) else None
