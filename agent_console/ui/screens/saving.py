"""Saves the attended transcript in a file, for a key."""

from functools import partial

from textual.content import Content

from agent_console.domain.chat import ConversationId
from agent_console.domain.export.sheet import Format
from agent_console.ports import LocalFiles
from agent_console.services.workspace import Workspace
from agent_console.texts import _, ngettext
from agent_console.ui.inquiry.export import FormatInquiry, PlaceInquiry, notes_words
from agent_console.ui.inquiry.inquiry import Inquiry
from agent_console.ui.screens.errand import Errands
from agent_console.ui.screens.overlay import Overlays
from agent_console.ui.screens.pane_screen import PaneScreen

_HOME = "~/"


class Saving:
    """Asks as what and where; the conversation is the one that was attended when the key was pressed."""

    def __init__(
        self,
        screen: PaneScreen,
        overlays: Overlays,
        workspace: Workspace,
        errands: Errands,
        files: LocalFiles | None,
    ) -> None:
        self._screen = screen
        self._overlays = overlays
        self._workspace = workspace
        self._errands = errands
        self._files = files

    def save_transcript(self) -> None:
        """Ask what the attended transcript is saved as."""
        conversation = self._errands.chosen()
        if conversation is None:
            return
        if self._files is None:
            self._screen.notice(Content(_("this console has no folder to save files in")))
            return
        export = self._workspace.export
        notes = export.count(conversation, with_notes=True) > export.count(conversation, with_notes=False)
        follow = partial(self._place, conversation, self._files)
        title = self._overlays.about(_("save the transcript of {who}"), conversation)
        self._overlays.ask(FormatInquiry(title, notes, follow), conversation)

    def _place(
        self, conversation: ConversationId, files: LocalFiles, form: Format, with_notes: bool
    ) -> Inquiry:
        export = self._workspace.export
        count = export.count(conversation, with_notes)
        messages = ngettext("{count} message", "{count} messages", count).format(count=count)
        secret = Content(_("only you can read the file"))
        page = Content(" · ").join((Content(messages), notes_words(with_notes), secret))
        title = self._overlays.about(_("which file for {who}"), conversation)
        path = f"{_HOME}{export.file_name(conversation, form)}"
        save = partial(export.save, conversation, form, with_notes, files=files)
        return PlaceInquiry(title, path, page, files, save)
