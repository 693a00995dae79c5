"""The whole desk: the panes with what opens over them, and the keys that are not for a reply."""

from collections.abc import Iterable

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import TextArea

from agent_console.domain.chat import ConversationId
from agent_console.services.workspace import Workspace
from agent_console.texts import _
from agent_console.ui.keys import Command, Group, KeyMap
from agent_console.ui.option import ConsoleOptions
from agent_console.ui.screens.appearance import Appearance
from agent_console.ui.screens.attendance import Attendance
from agent_console.ui.screens.canned import CannedReplies
from agent_console.ui.screens.casework import Casework
from agent_console.ui.screens.copying import Copying
from agent_console.ui.screens.errand import Errands
from agent_console.ui.screens.hand import Hands
from agent_console.ui.screens.layout import PaneLayout
from agent_console.ui.screens.linking import Linking
from agent_console.ui.screens.modal_keyboard import ModalKeyboard
from agent_console.ui.screens.overlay import Overlays
from agent_console.ui.screens.palette import CommandPalette
from agent_console.ui.screens.pane_screen import PaneScreen
from agent_console.ui.screens.peeking import Peeking
from agent_console.ui.screens.perusal import Perusal
from agent_console.ui.screens.pointing import Pointing
from agent_console.ui.screens.reception import Reception
from agent_console.ui.screens.redrafting import Redrafting
from agent_console.ui.screens.relocator import Relocator
from agent_console.ui.screens.request import Requests
from agent_console.ui.screens.retrieval import Retrieval
from agent_console.ui.screens.retrospect import Retrospect
from agent_console.ui.screens.saving import Saving
from agent_console.ui.screens.spelling import Proofreading
from agent_console.ui.screens.steering import Steering
from agent_console.ui.screens.teamwork import Teamwork
from agent_console.ui.screens.transcript_search import TranscriptSearch
from agent_console.ui.shortcut import Shortcut
from agent_console.ui.widgets.chat_pane import ChatPane
from agent_console.ui.widgets.composer import Composer
from agent_console.ui.widgets.leader_menu import LeaderMenu
from agent_console.ui.widgets.transcript import Transcript


class DeskScreen(PaneScreen):
    """The one screen of the console."""

    def __init__(self, workspace: Workspace, options: ConsoleOptions) -> None:
        keys = KeyMap(options.keys, options.key_origins)
        super().__init__(workspace, keys, options)
        self.pointing = Pointing(self, workspace.desk, workspace.clock)
        self._options = options
        self._catch_ups = workspace.catch_ups
        errands = Errands(self, workspace.desk)
        self.overlays = Overlays(self, workspace, keys, errands)
        self._palette = CommandPalette(self, keys, self.overlays.readiness, self._carry_out)
        self._letters = ModalKeyboard(self, keys, self._carry_out, options.modal)
        self._steering = Steering(self, self.overlays, workspace, keys, errands)
        self._attendance = Attendance(self, self.overlays, workspace, keys, errands)
        self._canned = CannedReplies(self, self.overlays, workspace, keys, errands, self._attendance.take)
        self._relocator = Relocator(self, self.overlays, workspace, errands)
        self._perusal = Perusal(self, workspace, keys, errands, options.browser)
        self._search = TranscriptSearch(self, self.overlays, workspace, keys)
        self._linking = Linking(self, self.overlays, workspace, errands, options.browser)
        self._peeking = Peeking(self, workspace, keys, options.linear)
        self._hands = Hands(
            Saving(self, self.overlays, workspace, errands, options.files),
            Copying(self, self.overlays, workspace, errands),
            Reception(self, self.overlays, workspace),
            self._peeking,
            PaneLayout(self, workspace, keys, errands),
            self._linking,
            self._search,
            self._steering,
            self._palette,
            self._canned,
            self._attendance,
            self._relocator,
            self._perusal,
            Appearance(self, self.overlays),
            Retrieval(self, workspace, errands),
            Retrospect(self, workspace, errands),
            Casework(self, self.overlays, workspace, errands, options.files),
            Teamwork(self, self.overlays, workspace, errands),
            Proofreading(self, self.overlays, workspace, errands),
            Redrafting(self, self.overlays, workspace, errands),
        )

    def compose(self) -> ComposeResult:
        """Lay out the panes, with what opens over them."""
        yield from super().compose()
        yield self._peeking.pane
        yield self.overlays.menu
        yield self.overlays.help_page
        yield self.overlays.picker
        yield self._palette.widget
        yield self.overlays.box
        yield self._search.box
        yield self._search.bar

    def on_mount(self) -> None:
        """Have what is open follow the panes, wherever the next layout puts them."""
        self.screen_layout_refresh_signal.subscribe(self, lambda _layout: self._laid_out())
        if self._keys.warnings:
            self.notice(Content(self._keys.warnings[0]))
        self.screen_layout_refresh_signal.subscribe(
            self._search.box, lambda _layout: self._search.follow_panes()
        )
        self.screen_layout_refresh_signal.subscribe(
            self._peeking.pane, lambda _layout: self._peeking.follow()
        )

    def _laid_out(self) -> None:
        self.pointing.laid_out()
        self.overlays.follow_panes()

    def watch_focused(self, focused: Widget | None) -> None:
        """Follow the focus, and tell an agent who comes back to a chat where it stood."""
        super().watch_focused(focused)
        self._palette.focus_moved(focused)
        self._letters.focus_moved(focused)
        self._search.focused(focused)
        conversation = self.bound_to(focused)
        self._peeking.attended(conversation)
        pane = self.pane_of(conversation)
        if conversation is not None and self._catch_ups.came(conversation) and pane is not None:
            pane.transcript.come_back(pane.composer.text)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Let the catch-up of a pane go, once something is written there."""
        pane = self.pane_of(self.bound_to(event.text_area))
        if pane is not None:
            pane.transcript.wrote(pane.composer.text)

    def on_transcript_link_clicked(self, event: Transcript.LinkClicked) -> None:
        """Show a link that was clicked, in full, before anything is done with it."""
        pane = next((node for node in event.transcript.ancestors if isinstance(node, ChatPane)), None)
        if pane is not None:
            self._linking.clicked(pane.conversation, event.shown)

    async def take_key(self, event: events.Key) -> bool:
        """Carry out the command of a key, unless the key is for the focused widget."""
        menu = self.overlays.menu
        if self._peeking.take(event.key, menu.display) or self._canned.take_shortcut(event.key):
            return True
        if menu.display:
            command = menu.take(event.key)
            if command is None and not self._keys.means(event.key, "list.leave"):
                self.notice(Content(_("that key does nothing here")))
        elif (command := self._keys.steering.get(event.key)) is None:
            return (
                self._writes_on(event.key) or self._perusal.take(event) or await self._over_panes(event.key)
            )
        if command is not None:
            await self._carry_out(command)
        return True

    async def _over_panes(self, key: str) -> bool:
        """Give a key to what is open over the panes, or to letters that steer; whether it means something."""
        return (
            await self._letters.take(key)
            or await self._palette.take(key)
            or await self.overlays.take(key)
            or await self._search.take(key)
        )

    def _writes_on(self, key: str) -> bool:
        """Note a key that goes to what is being written; whether it is used up, being no answer."""
        if self.focused is None:
            return False
        self._workspace.drafts.touched()
        refusal = "" if isinstance(self.focused, Composer) else self.gate.refusal(key)
        if refusal:
            self.notice(Content(refusal))
        return bool(refusal)

    async def on_leader_menu_chosen(self, event: LeaderMenu.Chosen) -> None:
        """Do what was clicked, as its key would."""
        self.overlays.menu.display = False
        await self._carry_out(event.command)

    async def _carry_out(self, command: Command) -> None:
        """Carry out one command before the next key is looked at."""
        why_not = self.overlays.readiness.never(command)
        if why_not:
            self.notice(Content(why_not))
        elif command.group is not Group.WRITING:
            await self._hands.do(command.action)
        elif (pane := self.pane_of(self.attended)) is not None:
            await pane.composer.run_action(command.action)

    def leave(self) -> None:
        """Quit, after asking if something is unfinished."""
        self._steering.quit()

    def on_key_help_dismissed(self) -> None:
        """Return to the reply."""
        self.overlays.toggle_help()

    def bound_to(self, widget: Widget | None) -> ConversationId | None:
        """Return the conversation that a widget's keys concern."""
        return super().bound_to(widget) or self.overlays.bound_to(widget) or self._search.bound_to(widget)

    def writing_place(self, pane: ChatPane) -> Widget:
        """Return where the keys for a pane go: to a question over it, or to its composer."""
        over = self.overlays.field_over(pane) or self._search.field_over(pane)
        return over or super().writing_place(pane)

    def make_pane(self, conversation: ConversationId) -> ChatPane:
        """Return a pane for a conversation."""
        requests = Requests(self._canned, self._attendance, self._relocator)
        return ChatPane(conversation, self._workspace, self._keys, self.gate, requests, self._options)

    def tick(self) -> None:
        """Let all clocks go on, and say what is wrong with the replies' own keys."""
        self._key_line.warnings = self._canned.shortcuts.problems
        super().tick()
        self._search.tick()
        self._peeking.pane.tick(self._workspace.clock.monotonic())

    @property
    def shortcuts(self) -> Iterable[Shortcut]:
        """The keys that canned replies have of their own."""
        return self._canned.shortcuts

    def insert_reply(self, conversation: ConversationId, snippet: str, locale: str = "") -> None:
        """Insert a reply that was picked."""
        self._canned.insert(conversation, snippet, locale)

    def _seat(self) -> None:
        """Show at once what stands over a pane that has come back: the keys may go there in the same tick."""
        super()._seat()
        self.overlays.follow_panes()

    def _show_holdings(self) -> None:
        super()._show_holdings()
        self.overlays.drop_those_of_the_gone()
        self._peeking.follow()
