"""What is on the desk's screen: the panes and what stands around them, and drawing what has changed."""

from collections.abc import Iterable

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from agent_console.domain.chat import ConversationId
from agent_console.domain.desk import Change, Desk, Part
from agent_console.domain.events import Link
from agent_console.domain.grid import Room
from agent_console.domain.panes import OVERLAY_WIDTH
from agent_console.domain.system import SystemName
from agent_console.services.workspace import Workspace
from agent_console.texts import _
from agent_console.ui.format import filled
from agent_console.ui.herald import Herald
from agent_console.ui.key_gate import KeyGate
from agent_console.ui.keys import KeyMap
from agent_console.ui.option import ConsoleOptions
from agent_console.ui.queue_entry import waited, waited_in_words
from agent_console.ui.recipient import name_of
from agent_console.ui.screens.seated_screen import SeatedScreen
from agent_console.ui.shortcut import Shortcut
from agent_console.ui.widgets.chat_pane import ChatPane
from agent_console.ui.widgets.composer import Composer
from agent_console.ui.widgets.kept_transcript import KeptTranscript
from agent_console.ui.widgets.key_line import KeyLine
from agent_console.ui.widgets.queue_bar import QueueBar
from agent_console.ui.widgets.shelf_banner import ShelfBanner
from agent_console.ui.widgets.side_panel import SidePanel
from agent_console.ui.widgets.spoken_strip import SpokenStrip
from agent_console.ui.widgets.strip import ConversationStrip


class PaneScreen(SeatedScreen, inherit_bindings=False):
    """Draws the workspace, once a frame at most, and moves the focus only for a key or a click."""

    AUTO_FOCUS = ""

    class Left(Message):
        """The agent leaves, and has confirmed it where something is unfinished."""

    def __init__(self, workspace: Workspace, keys: KeyMap, options: ConsoleOptions) -> None:
        super().__init__(workspace, keys)
        self.panel = SidePanel(workspace, keys, beside=options.panel)
        self.followers = (self.panel,)
        self._most_panes = options.most_panes
        sends = [key for key, command in keys.writing.items() if command.action == "send"]
        self.gate = KeyGate(workspace.clock, sends, keys.command("list.choose").direct)
        self._changes: set[Change] = set()
        self._linked = _linked(workspace.desk)
        self._strip = SpokenStrip(workspace) if options.linear else ConversationStrip(workspace)
        self._banner = ShelfBanner(workspace.shelf)
        self._queue = QueueBar(workspace.desk, keys, waited_in_words if options.linear else waited)
        holdings = workspace.holdings
        self._herald = Herald(workspace.desk, keys, workspace.panes, holdings.fetched, holdings.dismissed)
        self._key_line = KeyLine(workspace, keys, (*options.notices, *keys.problems))

    def compose(self) -> ComposeResult:
        """Lay out the panes, the record, and the three lines below."""
        yield Horizontal(self._grid, self.panel)
        yield self._banner
        yield self._strip
        yield self._queue
        yield self._key_line

    def on_mount(self) -> None:
        """Listen to the workspace, and let the clocks go."""
        self._workspace.session.on_change = self._note
        self.app.theme_changed_signal.subscribe(self, lambda _: self.redrawn())
        self.app.app_resume_signal.subscribe(self, lambda _: self.redrawn())
        self.set_interval(1.0, self.tick)

    def on_resize(self, event: events.Resize) -> None:
        """Stand as before in a terminal of that size; the attended conversation stays on screen."""
        layouts = self._workspace.layouts
        layouts.fit(Room(*event.size), self._most_panes, self.attended)
        if self._workspace.drafts.quiet(self._workspace.clock.monotonic()):
            layouts.refill()
        self.lay_out()
        panel = layouts.shape.side_panel
        self.panel.fit(beside=panel > 0, width=panel or OVERLAY_WIDTH)
        self.redrawn()
        self.panel.show(self.attended)
        self.tick()

    def redrawn(self) -> None:
        """Note that the whole screen changes: an Enter just now is meant for what was there before.

        What counts is when the agent sees the change, so it is noted once more when that has been drawn.
        """
        self.gate.redrawn()
        self.call_after_refresh(self.gate.redrawn)

    def on_kept_transcript_unmeasured(self, event: KeptTranscript.Unmeasured) -> None:
        """Tell everything in a pane its size, unless that has been done."""
        pane = self.pane_of(event.conversation)
        if pane is None or pane.transcript.measured:
            return
        for widget in pane.walk_children(Widget, with_self=True):
            told = events.Resize(widget.size, widget.virtual_size, widget.container_size)
            widget.post_message(told)

    # Focus

    def attend(self, conversation: ConversationId) -> None:
        """Give the keys to a conversation; one off screen comes on screen first."""
        pane = self.pane_of(conversation)
        if pane is not None:
            self.set_focus(self.writing_place(pane))
        else:
            self.set_focus(None)
            self.call_later(self.bring, conversation)

    async def bring(self, conversation: ConversationId) -> None:
        """Show a conversation, in place of the attended one if no place is free, and give it the keys."""
        if self.pane_of(conversation) is None:
            self._workspace.layouts.show(conversation, self.attended)
            self.lay_out()
        pane = self.pane_of(conversation)
        if pane is not None:
            await pane.ready.wait()
            self.set_focus(self.writing_place(pane))

    def watch_focused(self, focused: Widget | None) -> None:
        """Follow the focus with the panel and the titles, in the same tick."""
        conversation = self.bound_to(focused)
        now = self._workspace.clock.monotonic()
        if conversation is not None:
            self.attended = conversation
            self._workspace.layouts.jumps.visit(conversation)
            self._workspace.attention.came(conversation, now)
            self.panel.show(self.attended)
        for pane in self._grid.panes:
            pane.tick(now)

    def bound_to(self, widget: Widget | None) -> ConversationId | None:
        """Return the conversation that a widget's keys concern; None when they concern none."""
        return widget.conversation if isinstance(widget, Composer | SidePanel) else None

    def writing_place(self, pane: ChatPane) -> Widget:
        """Return where the keys for a pane go."""
        return pane.composer

    @property
    def shortcuts(self) -> Iterable[Shortcut]:
        """The keys that canned replies have of their own."""
        return ()

    def insert_reply(self, conversation: ConversationId, snippet: str, locale: str = "") -> None:
        """Insert a reply that was picked for a conversation."""
        pane = self.pane_of(conversation)
        if pane is not None:
            pane.composer.insert_reply(snippet, locale)

    # Drawing

    def notice(self, words: Content) -> None:
        """Say something in the bottom line for a few seconds."""
        self._key_line.notice(words)

    def _note(self, change: Change) -> None:
        """Take a change in; drafts at once, since the next key may be there, the rest by the next frame."""
        if change.part is Part.DRAFT:
            pane = self.pane_of(change.conversation)
            if pane is not None:
                pane.show_draft()
        if not self._changes:
            self.call_later(self._draw)
        self._changes.add(change)

    def _draw(self) -> None:
        changes, self._changes = self._changes, set()
        parts = {change.part for change in changes}
        if Part.HOLDINGS in parts:
            self._show_holdings()
        if Part.STATUS in parts:
            self._show_link()
        for pane in self._grid.panes:
            mine = {change.part for change in changes if change.conversation == pane.conversation}
            if Part.HOLDINGS in parts or mine & {Part.TRANSCRIPT, Part.FACTS}:
                pane.show()
        if parts - {Part.DRAFT}:
            self.panel.show(self.attended)
            self.tick()

    def tick(self) -> None:
        """Let all clocks go on, and say what is new."""
        now = self._workspace.clock.monotonic()
        if news := self._herald.news(self._workspace.clock.now()):
            self.notice(news)
        if self.attended is None and (earlier := self._workspace.resumption.attended) is not None:
            self._resume(earlier)
        for pane in self._grid.panes:
            pane.tick(now)
        self._banner.tick(self._workspace.drafts.quiet(now))
        self._strip.tick(now)
        self._queue.tick(now)
        self._key_line.tick(now)

    def _show_holdings(self) -> None:
        """Seat who has come, and let go of who has left."""
        self.lay_out()
        if self.attended not in self._workspace.desk:
            self.attended = None
            if self.focused is self.panel:
                self.set_focus(None)

    def _resume(self, conversation: ConversationId) -> None:
        """Take up where the agent was in an earlier run, in sight; the focus itself waits for a key."""
        if self.pane_of(conversation) is None:
            self._workspace.layouts.show(conversation, None)
            self.lay_out()
        self.attended = conversation
        self.panel.show(conversation)
        key = self._keys.label_of_pane(self._workspace.panes.number(conversation))
        name = name_of(self._workspace.desk[conversation].customer, 30)
        words = _("you were with {name} · {key} goes on there") if key else _("you were with {name}")
        self.notice(filled(words, name=name, key=key))

    def _show_link(self) -> None:
        linked = _linked(self._workspace.desk)
        if linked - self._linked:
            self.redrawn()
        self._linked = linked


def _linked(desk: Desk) -> frozenset[SystemName]:
    """Return the chat systems that are connected."""
    return frozenset(system for system, one in desk.connections.items() if one.link is Link.ONLINE)
