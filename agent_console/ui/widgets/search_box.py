"""Finds words in all transcripts while what stands around each line is in view."""

from collections.abc import Iterator
from typing import Protocol

from textual.content import Content
from textual.geometry import Region
from textual.widgets.option_list import Option

from agent_console.domain.transcript_search import Findings, Group, Hit
from agent_console.services.search import Progress
from agent_console.services.workspace import Workspace
from agent_console.texts import _, ngettext
from agent_console.ui.found_line import hit_line, passage_page
from agent_console.ui.keys import KeyMap
from agent_console.ui.recipient import recipient
from agent_console.ui.widgets.finder import Finder
from agent_console.ui.widgets.query_box import QueryLine

_GAP = 2
"""Columns of the list that are not for text: the scroll bar, and a gap before it."""
_AROUND = 2
"""Lines that are shown before the one that was found, and behind it."""


class Host(Protocol):
    """What is around the box; told in the same tick, because the next key may be there already."""

    async def go(self, findings: Findings, hit: Hit) -> None:
        """Go to a line that was found."""
        ...

    def leave(self) -> None:
        """Return to the reply that was being written."""
        ...


class SearchBox(Finder):
    """Bound to no customer: what is typed here reaches no draft."""

    def __init__(self, workspace: Workspace, host: Host, keys: KeyMap) -> None:
        super().__init__(keys, QueryLine(anew=True))
        self.query_line.placeholder = _("words of a message, or a name and words")
        self._workspace = workspace
        self._host = host
        self._findings = Findings()
        self._rows: list[Hit | None] = []
        """What each row of the list is; None is a customer's heading."""
        self._progress = Progress()

    def on_mount(self) -> None:
        """Say what it is."""
        self.border_title = Content(_("search all transcripts"))

    def open(self, over: Region) -> None:
        """Search again for what was looked for last; the caller moves the focus here."""
        self.stand(over)
        self.display = True
        self._listed = None
        self._look_up()

    def on_resize(self) -> None:
        """Set the lines for the new width."""
        self._show_findings(self._highlighted)

    def tick(self) -> None:
        """Search again when more of the earlier chats has been read."""
        if self.display and self._workspace.search.read_past() != self._progress:
            self._look_up()

    async def _list(self) -> None:
        query = self.query_line.value
        self._progress = self._workspace.search.read_past()
        findings = await self._workspace.search.find(query)
        before = self._highlighted if query == self._listed else None
        self._listed, self._findings = query, findings
        self._rows = [one for group in findings.groups for one in (None, *group.hits)]
        self._show_findings(before)

    async def _mean(self, command_id: str) -> None:
        hit = self._highlighted
        if hit is not None:
            await self._host.go(self._findings, hit)

    def _leave(self) -> None:
        self._host.leave()

    @property
    def _highlighted(self) -> Hit | None:
        place = self._options.highlighted
        return self._rows[place] if place is not None and place < len(self._rows) else None

    # Showing

    def _show_findings(self, before: Hit | None = None) -> None:
        """List what was found, with the line highlighted that was so `before`, else the first one."""
        first = 1 if self._rows else None
        self._options.clear_options()
        self._options.add_options(list(self._lines()))
        self._options.highlighted = self._rows.index(before) if before in self._rows and before else first
        self.border_subtitle = self._state()
        self._show_highlighted()

    def _lines(self) -> Iterator[Option]:
        now, width = self._workspace.clock.now(), self._options.size.width - _GAP
        for group in self._findings.groups:
            yield Option(self._heading(group), disabled=True)
            for hit in group.hits:
                yield Option(hit_line(hit, self._findings.query.words, now, width))

    def _heading(self, group: Group) -> Content:
        desk, number = self._workspace.desk, self._workspace.panes.number(group.conversation)
        if group.conversation not in desk:
            return Content(_("has left the desk"))
        who = recipient(desk, group.conversation).content()
        return Content.assemble((f"{number} ", "bold"), who.stylize("bold"), (f" · {group.count}", "$quiet"))

    def _state(self) -> Content:
        """Return what the keys do, how much was found, and what could not be looked into."""
        goes = _("{key} goes there").format(key=self._keys.label("list.choose"))
        back = _("{key} back").format(key=self._keys.label("list.leave"))
        parts = (self._counted(), self._past(), goes, back)
        return Content(" · ".join(part for part in parts if part))

    def _counted(self) -> str:
        listed, count = len(self._findings.hits), self._findings.count
        # Translators: how many of the lines that were found are listed
        return _("{listed} of {count}").format(listed=listed, count=count) if listed < count else ""

    def _past(self) -> str:
        done = self._progress
        if done.read + done.failed < done.of:
            # Translators: how many earlier chats have been searched by now
            words = _("earlier chats {read} of {all} …")
            return words.format(read=done.read + done.failed, all=done.of)
        unread = ngettext("{count} earlier chat not read", "{count} earlier chats not read", done.failed)
        return unread.format(count=done.failed) if done.failed else ""

    def _show_highlighted(self) -> None:
        hit = self._highlighted
        if hit is None:
            self._show(Content.styled(_("nothing found") if self._listed else "", "$quiet"))
            return
        passage = self._workspace.search.passage(hit, _AROUND)
        self._show(passage_page(passage, self._findings.query.words, self._workspace.clock.now()))
