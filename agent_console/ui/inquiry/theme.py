"""Which theme the console is to have from now on."""

from collections.abc import Callable, Sequence

from textual.content import Content

from agent_console.texts import N_, _, pgettext
from agent_console.ui.format import joined
from agent_console.ui.inquiry.inquiry import Amiss, Choice, Inquiry, Outcome, matching

_WORDS = {
    "dark": N_("light on dark"),
    "light": N_("dark on light"),
    "high-contrast": N_("high contrast on black"),
    "high-contrast-light": N_("high contrast on white"),
    "colour-blind": N_("dark, told apart by the colour-blind"),
    "colour-blind-light": N_("light, told apart by the colour-blind"),
    "terminal": N_("the terminal's own 16 colours"),
}
_NAME_WIDTH = 22


class ThemeInquiry(Inquiry):
    """The themes, the one in use marked."""

    hint = N_("type a name; {list.choose} changes it")

    def __init__(self, themes: Sequence[str], worn: str, change: Callable[[str], None]) -> None:
        super().__init__(Content(_("colours")))
        self._choices = [_choice(name, name == worn) for name in themes]
        self._change = change

    def choices(self, typed: str) -> Sequence[Choice]:
        """Return the themes by the names that the settings give them."""
        return matching(self._choices, typed)

    def answer(self, typed: str, choice: Choice | None) -> Outcome:
        """Change to the theme."""
        if choice is None:
            return Amiss(Content(_("there are no such colours")))
        self._change(choice.value)
        return None


def _choice(name: str, worn: bool) -> Choice:
    now = (" " + pgettext("theme in use", "now"), "$quiet") if worn else ""
    return Choice(name, joined((name.ljust(_NAME_WIDTH), "bold"), _(_WORDS.get(name, "")), now))
