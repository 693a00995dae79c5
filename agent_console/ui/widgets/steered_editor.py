"""An editor that says above its text whom it is for, and whose letters may steer instead of being written."""

from textual import events
from textual.content import Content

from agent_console.domain.chat import ConversationId, Mode
from agent_console.services.workspace import Workspace
from agent_console.texts import _
from agent_console.ui.format import filled, joined
from agent_console.ui.keys import KeyMap
from agent_console.ui.symbol import NOTE_GLYPH
from agent_console.ui.widgets.clipping_editor import ClippingEditor
from agent_console.ui.widgets.reply_editor import ReplyHost
from agent_console.ui.widgets.resurfacing import Resurfacing


class SteeredEditor(Resurfacing, ClippingEditor):
    """Takes no text while its letters steer; the keys themselves are the screen's then."""

    def __init__(
        self,
        conversation: ConversationId,
        mode: Mode,
        workspace: Workspace,
        keys: KeyMap,
        host: ReplyHost,
        ghosts: bool = True,
    ) -> None:
        super().__init__(conversation, mode, workspace, host, ghosts)
        self._keys = keys
        self._send_key = keys.label("composer.send")
        self._choice_key = keys.label("composer.next-choice")
        self._recipient = Content()
        self._write_key = ""
        """What writes again while letters steer; empty while they write."""

    def show_steering(self, write_key: str) -> None:
        """Say that letters steer, and which key writes again; empty where letters write."""
        self._write_key = write_key
        self.set_class(bool(write_key), "-steering")
        self.show_recipient(self._recipient)

    def show_recipient(self, who: Content) -> None:
        """Say above the text whom it goes to; a note says first that the customer does not see it."""
        self._recipient = who
        if self._write_key:
            writes = _("{key} writes").format(key=self._write_key)
            steering = Content.styled(f" {_('LETTERS STEER')} · {writes} ", "reverse bold")
            self.border_title = joined(steering, " ", _addressed(who), " ")
        elif self.mode is Mode.NOTE:
            unseen = filled(_("NOTE · not seen by {who}"), who=who)
            self.border_title = joined(f" {NOTE_GLYPH} ", unseen, " ")
            self.border_subtitle = Content(_("{key} keeps it for colleagues").format(key=self._send_key))
        else:
            self.border_title = joined(" ", _addressed(who), " ")

    def on_paste(self, event: events.Paste) -> None:
        """Keep pasted text out of the draft while letters steer."""
        if self._write_key:
            event.stop()
            event.prevent_default()
            words = _("not inserted: letters steer here, {key} writes again")
            self._host.notice(Content(words.format(key=self._write_key)))
        else:
            super().on_paste(event)


def _addressed(who: Content) -> Content:
    # Translators: above a reply, whom it goes to
    return filled(_("to {who}"), who=who)
