"""Which file to send: a path, typed or chosen step by step."""

from collections.abc import Awaitable, Callable, Sequence

from textual.content import Content

from agent_console.domain.local_file import LocalFile, PathOffer
from agent_console.ports import Declined, LocalFiles
from agent_console.texts import N_, _
from agent_console.ui.format import file_size, filled, joined, line
from agent_console.ui.inquiry.inquiry import Amiss, Choice, Fill, Inquiry, Order, Outcome

Send = Callable[[LocalFile], Awaitable[Declined | None]]


class FileInquiry(Inquiry):
    """A path; Enter takes over what is highlighted, and sends only the very file whose path is typed."""

    hint = N_("the path of a file; {list.next} completes it")

    def __init__(self, title: Content, files: LocalFiles, send: Send) -> None:
        super().__init__(title)
        self._files = files
        self._send = send

    def choices(self, typed: str) -> Sequence[Choice]:
        """Return what the path can go on to."""
        return path_choices(self._files, typed)

    def completed(self, typed: str, choice: Choice | None) -> str:
        """Return the path that is highlighted."""
        return typed if choice is None else choice.value

    def answer(self, typed: str, choice: Choice | None) -> Outcome:
        """Send the file that is typed, or take over the path that is highlighted."""
        path = typed.strip()
        if choice is not None and choice.value != path:
            return Fill(choice.value)
        file = self._files.open(path)
        if isinstance(file, str):
            return Amiss(line(file))
        return Order(lambda: self._send(file), filled(_("sent: {file}"), file=line(file.name, 60)))


def path_choices(files: LocalFiles, typed: str) -> Sequence[Choice]:
    """Return what a path that is being typed can go on to."""
    return [Choice(offer.path, _label(offer)) for offer in files.offers(typed.strip())]


def _label(offer: PathOffer) -> Content:
    path = line(offer.path, 120, "bold" if offer.folder else "")
    return path if offer.folder else joined(path, (f"  {file_size(offer.size)}", "$quiet"))
