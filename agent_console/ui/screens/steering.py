"""What the keys outside a reply do: each method is the action of a command in the key table."""

from textual.content import Content

from agent_console.domain.chat import ConversationId
from agent_console.domain.pressing import pressing
from agent_console.domain.unfinished import NOTHING, unfinished
from agent_console.services.workspace import Workspace
from agent_console.texts import _
from agent_console.ui.format import filled
from agent_console.ui.keys import KeyMap
from agent_console.ui.leftover import leftovers
from agent_console.ui.recipient import recipient
from agent_console.ui.screens.errand import Errands
from agent_console.ui.screens.overlay import Overlays
from agent_console.ui.screens.pane_screen import PaneScreen
from agent_console.ui.second_press import SecondPress
from agent_console.ui.widgets.chat_pane import ChatPane
from agent_console.ui.widgets.composer import Composer
from agent_console.ui.widgets.peek_pane import PeekPane
from agent_console.ui.widgets.side_panel import SidePanel


class Steering:
    """Carries out commands on the desk and its screen."""

    def __init__(
        self, screen: PaneScreen, overlays: Overlays, workspace: Workspace, keys: KeyMap, errands: Errands
    ) -> None:
        self._screen = screen
        self._overlays = overlays
        self._workspace = workspace
        self._keys = keys
        self._errands = errands
        self._second = SecondPress()

    # Going round the desk

    async def jump(self, number: int) -> None:
        """Go to the conversation of that number; if it has left, what follows must not go to another one."""
        conversation = self._workspace.panes.numbered(number)
        if conversation is None:
            self._screen.set_focus(None)
            self._screen.notice(Content(_("nobody has number {number}").format(number=number)))
        else:
            await self._screen.bring(conversation)

    async def next_best(self) -> None:
        """Go to whom a reply or a promised return is owed, the most pressing first; then to the next."""
        clock = self._workspace.clock
        owed = pressing(self._workspace.desk, clock.monotonic(), clock.now())
        best = next((c for c in owed if c != self._screen.attended), None)
        if best is None:
            self._screen.notice(Content(_("nobody else waits for a reply")))
        else:
            await self._screen.bring(best)

    def take_next(self) -> None:
        """Take the customer who has waited longest."""
        taking = self._workspace.holdings.take_next()
        # Translators: said of the customer who waited longest in the queue
        self._errands.run(taking, "taking the next customer", Content(_("taken")))

    def reopen(self) -> None:
        """Reopen the conversation that was closed last."""
        self._errands.run(self._workspace.holdings.reopen_last(), "reopening", Content(_("reopened")))

    # This conversation

    def close_chat(self) -> None:
        """Close the attended conversation at the second press."""
        conversation = self._errands.chosen()
        if conversation is None:
            return
        who = recipient(self._workspace.desk, conversation)
        if self._second.confirmed(f"close {conversation}", self._workspace.clock.monotonic()):
            self._errands.run(self._workspace.holdings.close(conversation), "closing", Content(_("closed")))
        else:
            key = self._keys.label("chat.close")
            self._screen.notice(filled(_("press {key} again to close {who}"), key=key, who=who.content()))

    def retry(self) -> None:
        """Send the oldest failed reply again."""
        conversation = self._errands.chosen()
        if conversation is not None and not self._workspace.replies.retry(conversation):
            self._screen.notice(Content(_("no reply has failed here")))

    def excuse(self) -> None:
        """Stop the clock, because no reply is owed."""
        conversation = self._errands.chosen()
        if conversation is not None:
            self._workspace.holdings.excuse(conversation)

    def refresh_record(self) -> None:
        """Read the customer's orders and cases again."""
        conversation = self._errands.chosen()
        if conversation is not None:
            self._workspace.records.refresh(conversation)

    def copy(self) -> None:
        """Copy what is selected, in the reply or in a transcript."""
        text, source = self._selected()
        if text:
            self._screen.app.copy_to_clipboard(text)
            self._workspace.clipboard.copied(text, source)
            self._screen.notice(Content(_("copied {count} characters").format(count=len(text))))
        else:
            self._screen.notice(Content(_("nothing is selected")))

    def _selected(self) -> tuple[str, ConversationId | None]:
        """Return what is selected, and whose pane, record or reply it stands in."""
        composer, box = self._screen.focused, self._overlays.box
        if composer is box.field and box.copied:
            return box.copied, box.conversation
        if isinstance(composer, Composer) and composer.selected_text:
            return composer.selected_text, composer.conversation
        owners = (node for widget in self._screen.selections for node in widget.ancestors_with_self)
        owner = next((one for one in owners if isinstance(one, ChatPane | PeekPane | SidePanel)), None)
        return self._screen.get_selected_text() or "", None if owner is None else owner.conversation

    # The console

    def leader(self) -> None:
        """Wait for one more key, and show which there are."""
        self._overlays.menu.open()

    def toggle_accepting(self) -> None:
        """Accept new customers, or be away."""
        accepting = not self._workspace.desk.accepting
        done = _("new customers may come") if accepting else _("away: no new customers come")
        self._errands.run(self._workspace.holdings.set_accepting(accepting), "availability", Content(done))

    def toggle_silence(self) -> None:
        """Silence the calls to an agent who looks elsewhere for a while, or let them be heard again."""
        until = self._workspace.alerts.toggle_silence()
        # Until when is in the same line for as long as it is so.
        self._screen.notice(Content(_("calls are heard again") if until is None else _("calls are silenced")))

    def help(self) -> None:
        """Show or hide the list of all keys."""
        self._overlays.toggle_help()

    def quit(self) -> None:
        """Quit; at the second press if something is unfinished."""
        composer = self._screen.focused
        if isinstance(composer, Composer):
            # What was typed before this key may still be on its way to the draft, and it counts.
            composer.call_later(self._leave)
        else:
            self._leave()

    def _leave(self) -> None:
        workspace = self._workspace
        elsewhere = workspace.session.unsent_elsewhere
        left = unfinished(workspace.desk, workspace.attachments.uploading, elsewhere)
        if left == NOTHING or self._second.confirmed("quit", workspace.clock.monotonic()):
            self._screen.post_message(self._screen.Left())
        else:
            # The key comes first: a narrow terminal cuts the end off.
            again = _("{key} again quits").format(key=self._keys.label("desk.quit"))
            self._screen.notice(Content(f"{again} · {leftovers(left, workspace.lasting)}"))
