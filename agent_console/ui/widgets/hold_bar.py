"""Why a reply did not leave, and the keys that answer; it looks like nothing else in the console."""

from collections.abc import Iterator
from typing import Final

from textual.content import Content
from textual.widgets import Static

from agent_console.domain.chat import Author, ConversationId, Message, Mode
from agent_console.domain.hold import Hold
from agent_console.domain.verdict import Rule, Ruling
from agent_console.services.workspace import Workspace
from agent_console.texts import _, ngettext
from agent_console.ui.format import filled, joined, line
from agent_console.ui.keys import KeyMap
from agent_console.ui.news import news
from agent_console.ui.recipient import NAMELESS, recipient
from agent_console.ui.symbol import HELD_MARK, QUOTE_GLYPH

_MOST_NEWS: Final = 3
"""New lines that are shown; the transcript right above has the others."""
_ROWS: Final = 2
"""What one new line takes of the bar at most."""
_NARROWEST: Final = 30
"""Columns, until the bar knows its own width."""


class HoldBar(Static):
    """Shown between transcript and composer for as long as the draft below is held."""

    def __init__(self, conversation: ConversationId, workspace: Workspace, keys: KeyMap) -> None:
        super().__init__(markup=False)
        self._conversation = conversation
        self._workspace = workspace
        self._keys = keys
        self._shown = Content()
        self.display = False

    def on_mount(self) -> None:
        """Say first what matters most."""
        self.border_title = Content(f"{HELD_MARK} {_('NOT SENT')} {HELD_MARK}")

    def on_resize(self) -> None:
        """Cut the lines for the new width."""
        self.show()

    def show(self) -> None:
        """Show the hold of the conversation as it is now, or go away."""
        hold = self._workspace.replies.held(self._conversation)
        held = hold is not None and self._conversation in self._workspace.desk
        words = Content("\n").join(self._lines(hold)) if hold is not None and held else Content()
        self.display = held
        if not words.is_same(self._shown):
            self._shown = words
            self.update(words)

    def _lines(self, hold: Hold) -> Iterator[Content]:
        verdict = hold.verdict
        yield line(verdict.reason, style="bold")
        if verdict.ruling is not Ruling.ASK:
            as_it_is = verdict.rule is Rule.UNSENDABLE and verdict.span is None
            advice = _("{key} tries again.") if as_it_is else _("Change the draft, then press {key} again.")
            yield Content.styled(advice.format(key=self._keys.label("composer.send")), "$quiet")
            return
        if verdict.rule is Rule.STALE:
            yield from self._news()
        if self._workspace.relocation.offered(self._conversation):
            yield _answer(self._keys.label("hold.move"), self._where())
        yield self._send_anyway()
        yield _answer(self._keys.label("hold.back"), Content(_("go back to the draft")))

    def _news(self) -> Iterator[Content]:
        """Yield what was written since the draft began, the newest lines of it."""
        desk = self._workspace.desk
        began_at = desk.draft(self._conversation, Mode.REPLY).began_at
        found = list(news(desk, self._conversation, began_at))
        before = len(found) - _MOST_NEWS
        if before > 0:
            words = ngettext("{count} more above", "{count} more above", before).format(count=before)
            yield Content.styled(f"  … {words}", "$quiet")
        yield from (self._new_line(message) for message in found[-_MOST_NEWS:])

    def _new_line(self, message: Message) -> Content:
        colleague = message.author is Author.AGENT
        name = joined(line(message.name, 20, "bold"), ": ") if colleague else Content()
        room = _ROWS * max(_NARROWEST, self.content_size.width) - name.cell_length
        return joined(
            (f" {QUOTE_GLYPH} ", "bold"), name, line(message.text, room - 2 * len(f" {QUOTE_GLYPH} "))
        )

    def _where(self) -> Content:
        target = self._workspace.relocation.suggestion(self._conversation)
        if target is None:
            return Content(_("move it to another pane …"))
        number = self._workspace.panes.number(target)
        who = recipient(self._workspace.desk, target).content()
        return filled(_("move it to {number} {who}"), number=str(number), who=who)

    def _send_anyway(self) -> Content:
        desk = self._workspace.desk
        customer = desk[self._conversation].customer
        name = line(customer.first_name, 20) if customer.first_name else Content(_(NAMELESS))
        number = recipient(desk, self._conversation).number
        return _answer(
            desk.mark(self._conversation).mnemonic,
            filled(_("send it to {name} anyway"), name=joined(name, f" {number}" if number else "")),
        )


def _answer(key: str, words: Content) -> Content:
    return joined((f" {key:^3} ", "reverse bold"), " ", words)
