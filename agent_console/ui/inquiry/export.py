"""Saving a transcript: as what, with or without notes, and in which file."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from textual.content import Content

from agent_console.domain.export.sheet import Format
from agent_console.ports import Declined, LocalFiles
from agent_console.texts import N_, _
from agent_console.ui.format import filled, joined, line
from agent_console.ui.inquiry.confirmation import Confirmation
from agent_console.ui.inquiry.file import path_choices
from agent_console.ui.inquiry.inquiry import Amiss, Choice, Inquiry, Next, Order, Outcome, matching

_FORMAT_WORDS = {
    Format.TEXT: N_("text"),
    Format.HTML: N_("HTML, a page to read or print"),
    Format.JSON: N_("JSON, for programs"),
}
_WITH_NOTES = "+notes"


class Save(Protocol):
    """Writes the file."""

    def __call__(self, path: str, *, replacing: bool) -> Awaitable[Declined | None]:
        """Write it; `replacing` takes the place of one that is there."""
        ...


class FormatInquiry(Inquiry):
    """As what a transcript is saved; private notes are in it only where that is chosen."""

    hint = N_("choose with the arrow keys, or type")

    def __init__(self, title: Content, notes: bool, follow: Callable[[Format, bool], Inquiry]) -> None:
        """`notes` says whether there are any to save."""
        super().__init__(title)
        self._follow = follow
        self._choices = [_choice(form, with_notes=False) for form in Format]
        if notes:
            self._choices += [_choice(form, with_notes=True) for form in Format]

    def choices(self, typed: str) -> Sequence[Choice]:
        """Return the formats without notes, then with them."""
        return matching(self._choices, typed)

    def answer(self, typed: str, choice: Choice | None) -> Outcome:
        """Go on to the file."""
        if choice is None:
            return Amiss(Content(_("there is no such format")))
        with_notes = choice.value.endswith(_WITH_NOTES)
        return Next(self._follow(Format(choice.value.removesuffix(_WITH_NOTES)), with_notes))


class PlaceInquiry(Inquiry):
    """In which file; one that is there is overwritten only when that is confirmed."""

    hint = N_("the path of the file; {list.next} completes it")

    def __init__(self, title: Content, path: str, page: Content, files: LocalFiles, save: Save) -> None:
        """`path` is proposed; `page` says what is saved."""
        super().__init__(title)
        self.initial = path
        self.page = page
        self._files = files
        self._save = save

    def choices(self, typed: str) -> Sequence[Choice]:
        """Return what the path can go on to."""
        return path_choices(self._files, typed)

    def completed(self, typed: str, choice: Choice | None) -> str:
        """Return the path that is highlighted."""
        return typed if choice is None else choice.value

    def answer(self, typed: str, choice: Choice | None) -> Outcome:
        """Save under the path that is typed, whatever is highlighted."""
        path = typed.strip()
        if not path or path.endswith("/"):
            return Amiss(Content(_("add a name for the file")))
        return Order(lambda: self._save(path, replacing=False), _done(path), patient=True)

    def declined(self, typed: str, declined: Declined) -> Inquiry | None:
        """Ask a second time where a file would be overwritten."""
        if declined.code != "exists":
            return None
        path = typed.strip()
        order = Order(lambda: self._save(path, replacing=True), _done(path))
        back = PlaceInquiry(self.title, path, self.page, self._files, self._save)
        page = line(declined.reason, style="bold")
        return Confirmation(self.title, Content(_("overwrite it")), order, page, back)


def notes_words(with_notes: bool) -> Content:
    """Return what is said of private notes on the form."""
    if with_notes:
        return Content.styled(_("with private notes: not for the customer"), "bold")
    return Content(_("without private notes"))


def _choice(form: Format, with_notes: bool) -> Choice:
    value = f"{form.value}{_WITH_NOTES if with_notes else ''}"
    brief = Content.styled(_("with notes"), "bold") if with_notes else Content(_("no notes"))
    label = joined(_(_FORMAT_WORDS[form]), (" · ", "$quiet"), brief)
    return Choice(value, label, notes_words(with_notes))


def _done(path: str) -> Content:
    return filled(_("saved: {path}"), path=line(path, 160))
