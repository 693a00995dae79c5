"""In which language a canned reply is to be inserted, when there is none in the customer's own."""

from collections.abc import Callable, Sequence

from textual.content import Content

from agent_console.services.catalogue import Language, Preview
from agent_console.texts import N_, _
from agent_console.ui.format import block, joined, line
from agent_console.ui.inquiry.inquiry import Amiss, Choice, Inquiry, Outcome, matching


class LanguageInquiry(Inquiry):
    """The languages that there are, each with its text in view."""

    hint = N_("choose a language; {list.choose} inserts")

    def __init__(
        self,
        title: Content,
        languages: Sequence[Language],
        preview: Callable[[str], Preview],
        insert: Callable[[str], None],
    ) -> None:
        """`preview` and `insert` take the tag of a language."""
        super().__init__(title)
        self._choices = [self._choice(language, preview(language.tag)) for language in languages]
        self._insert = insert

    def choices(self, typed: str) -> Sequence[Choice]:
        """Return the languages."""
        return matching(self._choices, typed)

    def answer(self, typed: str, choice: Choice | None) -> Outcome:
        """Insert the reply."""
        if choice is None:
            return Amiss(Content(_("there is no text in such a language")))
        self._insert(choice.value)
        return None

    def _choice(self, language: Language, preview: Preview) -> Choice:
        label = joined(line(language.name, 50), (f"  {language.tag}", "$quiet"))
        return Choice(language.tag, label, block(preview.text or preview.error))
