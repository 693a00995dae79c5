"""An editor that remembers where a text that is cut, copied and pasted inside the console comes from."""

from textual import events
from textual.content import Content

from agent_console.domain.text import without_controls
from agent_console.services.checkpoint import MOST_BYTES
from agent_console.texts import _
from agent_console.ui.format import filled, in_figures, line
from agent_console.ui.widgets.reply_editor import ReplyEditor

_MOST_SHOWN = 60
"""Characters of what a pasted text holds of another customer's."""


class ClippingEditor(ReplyEditor):
    """Marks what is pasted from another customer's pane, and says so at once."""

    def on_paste(self, event: events.Paste) -> None:
        """Say why nothing is pasted into a held draft, or why a paste is too long to become a reply.

        The editor sets a whole line anew at every key, so a megabyte in one line would stop the desk.
        """
        event.stop()
        event.prevent_default()
        size = len(event.text.encode(errors="surrogatepass"))
        if self.read_only:
            self._host.notice(Content(_("paste ignored: answer first")))
        elif size > MOST_BYTES:
            words = _("not pasted: over {count} bytes").format(count=in_figures(f"{MOST_BYTES:,}"))
            self._host.notice(Content(words))
        else:
            super().on_paste(event)
            self._trace(without_controls(event.text))

    def action_cut(self) -> None:
        """Cut what is selected, or the line."""
        before = self.text
        super().action_cut()
        if self.text != before:
            self._workspace.clipboard.copied(self.app.clipboard, self.conversation)

    def action_copy(self) -> None:
        """Copy what is selected."""
        super().action_copy()
        if self.selected_text:
            self._workspace.clipboard.copied(self.selected_text, self.conversation)

    def action_paste(self) -> None:
        """Paste what was cut or copied last inside the console."""
        if not self.read_only:
            super().action_paste()
            self._trace(self.app.clipboard)

    def _trace(self, text: str) -> None:
        """Mark what the pasted text holds of another customer's."""
        found = self._workspace.clipboard.pasted(self.draft, text)
        if found:
            self.notify_style_update()
            self.refresh()
            words = line(", ".join(found), _MOST_SHOWN)
            self._host.notice(filled(_("copied from another customer: {words}"), words=words))
