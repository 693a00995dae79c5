"""Search in all transcripts, for a key: the list of what was found, and going from one line to the next."""

from dataclasses import replace

from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget

from agent_console.domain.chat import ConversationId
from agent_console.domain.transcript_search import Findings, Hit
from agent_console.services.workspace import Workspace
from agent_console.texts import _, pgettext
from agent_console.ui.key.script import latin
from agent_console.ui.keys import KeyMap
from agent_console.ui.panel.case import key_of
from agent_console.ui.screens.overlay import Overlays
from agent_console.ui.screens.pane_screen import PaneScreen
from agent_console.ui.widgets.chat_pane import ChatPane
from agent_console.ui.widgets.hit_bar import HitBar
from agent_console.ui.widgets.search_box import SearchBox


class TranscriptSearch:
    """Has the keys in its list, then in a row below the line gone to, and gives them back to a reply."""

    def __init__(self, screen: PaneScreen, overlays: Overlays, workspace: Workspace, keys: KeyMap) -> None:
        self.box = SearchBox(workspace, self, keys)
        self.bar = HitBar()
        self._screen = screen
        self._overlays = overlays
        self._workspace = workspace
        self._keys = keys
        self._findings = Findings()
        self._hit: Hit | None = None
        """The line that was gone to, while the row below it has the keys."""
        self._origin: ConversationId | None = None
        """Whose reply the list was opened from."""
        self._opened_panel = False

    # Actions of the key table

    def search_transcripts(self) -> None:
        """Look for words in every transcript of the desk."""
        self._overlays.give_way()
        self._origin = self._screen.attended
        if not self.box.display:
            self.box.open(self._region(self._origin))
        self._screen.set_focus(self.box.query_line)
        self._end_walk()

    # What the list and its surroundings ask for

    async def go(self, findings: Findings, hit: Hit) -> None:
        """Go to a line that was found, and keep the keys for the next one."""
        self._findings = findings
        await self._show(hit)

    def leave(self) -> None:
        """Return to the reply that was being written when the list was opened, or where the line stands."""
        conversation = self._origin if self._hit is None else self._hit.source.conversation
        self._unmark()
        self._hit = None
        pane = self._screen.pane_of(conversation)
        # What has the keys goes only when they are elsewhere, or they would be nowhere for a moment.
        self._screen.set_focus(None if pane is None else self._screen.writing_place(pane))
        self._close()

    async def take(self, key: str) -> bool:
        """Take a key that is for the list, or for the row below a line; whether one of them has the keys."""
        if self._screen.focused is self.box.query_line:
            return await self.box.take(key)
        if self._screen.focused is not self.bar:
            return False
        command = self._keys.finding.get(latin(key))
        if command is None:
            words = _("the keys are in the search: {found.back} goes back to the reply")
            self._screen.notice(Content(self._keys.spelled(words)))
        elif command.id == "found.back":
            self.leave()
        else:
            await self._step(1 if command.id == "found.next" else -1)
        return True

    def field_over(self, pane: ChatPane) -> Widget | None:
        """Return where the keys for a pane go while a line in it has been gone to."""
        return self.bar if self._hit is not None and self.bar.conversation == pane.conversation else None

    def bound_to(self, widget: Widget | None) -> ConversationId | None:
        """Return the conversation that the row below a line is for; the list is for none."""
        return self.bar.conversation if widget is self.bar else None

    def focused(self, widget: Widget | None) -> None:
        """Close when the agent went elsewhere; a terminal in the background is not elsewhere."""
        opened = self.box.display or self._hit is not None
        if opened and widget is not None and widget not in (self.box.query_line, self.bar):
            self._close()

    def follow_panes(self) -> None:
        """Stand over the panes where they are now."""
        if self.box.display:
            self.box.stand(self._region(self._origin))
        pane = self._screen.pane_of(self.bar.conversation)
        if pane is not None and pane.region:
            self.bar.stand(pane.region_above_reply)

    def tick(self) -> None:
        """List what has been read meanwhile, and let go of a conversation that has left the desk."""
        self.box.tick()
        if self._hit is not None and self._hit.source.conversation not in self._workspace.desk:
            self._close()
            self._screen.set_focus(None)
            self._screen.notice(Content(_("the conversation has left the desk")))

    async def _step(self, step: int) -> None:
        if self._hit is not None:
            await self._show(self._findings.beside(self._hit, step, self._workspace.desk))

    async def _show(self, hit: Hit) -> None:
        """Bring a line on screen, marked, and give the keys to the row below it."""
        conversation = hit.source.conversation
        if conversation not in self._workspace.desk:
            self._screen.notice(Content(_("that conversation has left the desk")))
            return
        self._unmark()
        self._hit = hit
        if self.bar.conversation != conversation:
            # The row is the same for every conversation: whose it is now is known by where the keys go.
            self._screen.set_focus(None)
        self.bar.show(conversation, self._words(hit))
        await self._screen.bring(conversation)
        self.box.close()
        pane = self._screen.pane_of(conversation)
        if pane is not None:
            self.bar.stand(pane.region_above_reply)
            await self._go_to(pane, hit)

    async def _go_to(self, pane: ChatPane, hit: Hit) -> None:
        case = self._workspace.search.case(hit)
        if case is None:
            await pane.transcript.find(hit.spoken.sequence, self._findings.query.words)
            return
        panel = self._screen.panel
        if not panel.display:
            panel.toggle()
            self._opened_panel = True
        panel.show(pane.conversation)
        key = key_of(self._workspace.records.of(pane.conversation).cases, case)
        mark = panel.reader.bookmark(pane.conversation).unnarrowed()
        panel.go(replace(mark, turned=mark.turned | {key}))
        panel.go(panel.reader.bookmark(pane.conversation).at(panel.rows, f"{key}/line {hit.place}"))

    def _words(self, hit: Hit) -> Content:
        place, count = self._findings.place(hit), len(self._findings.hits)
        where = _("{place} of {count} (earlier chat)") if hit.source.case else _("{place} of {count}")
        ways = (
            ("found.next", pgettext("what a key does", "next")),
            ("found.previous", pgettext("what a key does", "before")),
            ("found.back", pgettext("what a key does", "back")),
        )
        keys = (f"{self._keys.label(command)} {word}" for command, word in ways)
        words = " · ".join((where.format(place=place, count=count), *keys))
        return Content.styled(f" {words} ", "reverse")

    def _region(self, conversation: ConversationId | None) -> Region:
        pane = self._screen.pane_of(conversation)
        return self._overlays.corner if pane is None or not pane.region else pane.region_above_reply

    def _close(self) -> None:
        self.box.close()
        self._end_walk()

    def _end_walk(self) -> None:
        """Take the mark and the row below it away, and a record that was opened over the panes for it."""
        self._unmark()
        self._hit = None
        self.bar.close()

    def _unmark(self) -> None:
        pane = self._screen.pane_of(None if self._hit is None else self._hit.source.conversation)
        if pane is not None:
            pane.transcript.forget()
        if self._opened_panel and self._screen.panel.display and self._screen.panel.over:
            self._screen.panel.toggle()
        self._opened_panel = False
