"""Where a reply to a customer, or a note about them, is written: what Enter, Tab and answers to a hold do."""

from collections.abc import Callable, Mapping
from typing import ClassVar, Protocol

from rich.text import Text
from textual import events
from textual.content import Content

from agent_console.domain.article import Passage
from agent_console.domain.chat import ConversationId, Mode
from agent_console.domain.hold import Hold
from agent_console.domain.keystrokes import EnterMeaning
from agent_console.domain.verdict import Rule, Ruling, Verdict
from agent_console.services.workspace import Workspace
from agent_console.texts import _
from agent_console.ui.field_mark import FOREIGN, OFFENDING, span_marks
from agent_console.ui.key.script import latin
from agent_console.ui.key_gate import KeyGate
from agent_console.ui.keys import Command, KeyMap
from agent_console.ui.terminal_reply import TerminalReply
from agent_console.ui.widgets.reply_editor import ReplyHost
from agent_console.ui.widgets.steered_editor import SteeredEditor

_MOVING = ("transcript.", "composer.take")
"""Commands that write nothing into a draft that is held, by how their ids begin."""


class Host(ReplyHost, Protocol):
    """The pane around a composer; told in the same tick, because the next key may be there already."""

    def judged(self, verdict: Verdict) -> None:
        """Show what became of an Enter, or of an answer to a hold."""
        ...

    def move(self, target: ConversationId | None) -> None:
        """Move the draft to another conversation, and go there; without one, ask where to."""
        ...

    def came_back(self, source: ConversationId) -> None:
        """Go where the draft that was moved last is again."""
        ...

    def scroll_transcript(self, step: int) -> None:
        """Scroll the messages: -1 and 1 by a page, -2 to the beginning, 2 to the end."""
        ...


class Composer(SteeredEditor):
    """Handles Enter in the order of the keys, so that what is typed ahead stays behind what was sent."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"draft-editor--{OFFENDING}", f"draft-editor--{FOREIGN}"}

    def __init__(
        self,
        conversation: ConversationId,
        mode: Mode,
        workspace: Workspace,
        keys: KeyMap,
        gate: KeyGate,
        host: Host,
        ghosts: bool = True,
    ) -> None:
        # Set first, because the editor draws lines while it is being made.
        self._shown_hold: Hold | None = None
        super().__init__(conversation, mode, workspace, keys, host, ghosts)
        self.set_class(mode is Mode.NOTE, "-note")
        self._gate = gate
        self._pane = host
        self._reply = TerminalReply()

    async def on_key(self, event: events.Key) -> None:
        """Run the console's own writing commands; leave all other keys to the editor."""
        command = self._keys.writing.get(event.key)
        if self._uses_up(event, command):
            command = None
        elif command is None and not self._writes(event):
            return
        event.stop()
        event.prevent_default()
        if command is not None:
            await self.run_action(command.action)

    def action_send(self) -> None:
        """Send, unless the rhythm of the keys says that this Enter was not meant so."""
        meaning = self._gate.enter()
        if meaning is EnterMeaning.LINE_BREAK:
            self._insert("\n")
            words = _("pasted line break: {key} again sends")
            self._host.notice(Content(words.format(key=self._send_key)))
        elif meaning is EnterMeaning.IGNORED:
            words = _("{key} ignored: the screen has just changed")
            self._host.notice(Content(words.format(key=self._send_key)))
        elif not self.finished_first():
            self._judge(self._workspace.replies.submit(self.conversation, self.mode))

    def undo(self) -> None:
        """Undo; with nothing written, that is the reply that waits to leave, or a move of the draft."""
        if not self.text and self._workspace.delay.retract(self.conversation):
            # Loading forgets the history: pressed once more, the key must not take away what came back.
            self.load()
            return
        source = None
        if not self.read_only:
            source = self._workspace.relocation.undo(self.conversation, self.mode)
        if source is None:
            super().undo()
        else:
            # What has gone back must not come here again with the next undo.
            self.load()
            self._pane.came_back(source)

    def action_leave_fields(self) -> None:
        """Take the catch-up off the messages; without one, leave the fields."""
        if not self._workspace.catch_ups.end(self.conversation):
            super().action_leave_fields()

    def show_hold(self) -> None:
        """Show what holds the draft back, and take no text while an answer is awaited."""
        hold = self._hold
        self.read_only = hold is not None and hold.verdict.ruling is Ruling.ASK
        if hold is not self._shown_hold:
            self._shown_hold = hold
            self.notify_style_update()
            self.refresh()

    def get_line(self, line_index: int) -> Text:
        """Return a line with what is marked in it, and with what holds the draft back."""
        text = super().get_line(line_index)
        hold = self._shown_hold
        if hold is not None and hold.verdict.span is not None:
            for mark in span_marks(self.text, *hold.verdict.span, OFFENDING).get(line_index, ()):
                text.stylize(self._look(mark.kind), mark.start, mark.end)
        return text

    @property
    def _hold(self) -> Hold | None:
        return self._workspace.replies.held(self.conversation) if self.mode is Mode.REPLY else None

    def action_scroll_transcript(self, step: int) -> None:
        """Scroll the messages above."""
        self._pane.scroll_transcript(step)

    @property
    def asked(self) -> bool:
        """Whether the next keys answer why the draft is held."""
        return self._hold is not None and self.read_only

    @property
    def leaves(self) -> bool:
        """Whether there is something to leave before the writing: a question, the catch-up, fields."""
        caught_up = self._workspace.catch_ups.shown(self.conversation) is None
        return self.asked or not caught_up or bool(self.draft.stops)

    def insert_reply(self, snippet_id: str, locale: str = "") -> None:
        """Insert the canned reply that the agent chose, as one step, or say what stands in the way."""
        expansions = self._workspace.expansions
        self._received(lambda: expansions.pick(self.conversation, snippet_id, self.mode, locale))

    def insert_passage(self, passage: Passage, linked: bool) -> None:
        """Insert a help article's passage, or its link, as one step."""
        self._received(lambda: self._workspace.help.insert(self.conversation, passage, linked, self.mode))

    def fill_in(self, snippet_id: str, fields: Mapping[str, str]) -> None:
        """Insert the canned reply whose fields the agent has answered."""
        expansions = self._workspace.expansions
        self._received(lambda: expansions.fill_in(self.conversation, snippet_id, fields, self.mode))

    def _judge(self, verdict: Verdict) -> None:
        if verdict.ruling is Ruling.REFUSE and verdict.span is not None:
            self._place(*verdict.span)
        if verdict.rule is not Rule.EMPTY:
            self._pane.judged(verdict)

    def _writes(self, event: events.Key) -> bool:
        """Take a key that is text, or goes through the choices of a field; False for any other."""
        if self.read_only:
            return False
        if event.key in ("up", "down") and "\n" not in self.text and self.has_choices:
            self.action_choose(1 if event.key == "down" else -1)
        elif event.character is None or not event.is_printable:
            return False
        elif self._gate.pasting:
            self._insert(event.character)
        else:
            self.type(event.character)
        return True

    def _uses_up(self, event: events.Key, command: Command | None) -> bool:
        """Whether a key is neither text nor a command: nobody's, a terminal's, or the answer to a hold."""
        if command is None or command.action != "send":
            self._gate.typed()
        left = self.conversation not in self._workspace.desk
        return left or self._from_terminal(event) or self._answers(event, command)

    def _from_terminal(self, event: events.Key) -> bool:
        if self._reply.begins(event.key, event.character, event.time):
            caret = self._cursor_index
            if self.text[caret - 1 : caret] == "^":
                self.action_delete_left()
        return self._reply.inside

    def _answers(self, event: events.Key, command: Command | None) -> bool:
        """Take a key as the answer to a hold; whether the key is used up, be it ignored."""
        hold = self._hold
        if hold is None or hold.verdict.ruling is not Ruling.ASK:
            return False
        heard = hold.heard(self._gate.arrived)
        hold.key(self._gate.arrived)
        writes = event.is_printable or (command is not None and not command.id.startswith(_MOVING))
        if not writes and event.key not in self._keys.answering:
            return False
        answer = self._answer_to(latin(event.key))
        if answer is None:
            self._host.notice(Content(_("not an answer: see the keys above")))
        elif not heard:
            self._host.notice(Content(_("too fast to be an answer: press it again")))
        else:
            answer()
        return True

    def _answer_to(self, key: str) -> Callable[[], None] | None:
        mnemonic = self._workspace.desk.mark(self.conversation).mnemonic
        if key == mnemonic:
            return self._send_anyway
        if self._keys.means(key, "hold.move") and self._workspace.relocation.offered(self.conversation):
            return self._move
        return self._go_back if self._keys.means(key, "hold.back") else None

    def _move(self) -> None:
        self._pane.move(self._workspace.relocation.suggestion(self.conversation))

    def _send_anyway(self) -> None:
        self._judge(self._workspace.replies.send_anyway(self.conversation))

    def _go_back(self) -> None:
        self._workspace.replies.go_back(self.conversation)
