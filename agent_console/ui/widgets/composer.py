"""Where a reply to a customer, or a note about them, is written: what Enter, Tab and answers to a hold do."""

from collections.abc import Callable
from typing import Protocol

from textual import events
from textual.content import Content

from agent_console.domain.chat import ConversationId, Mode
from agent_console.domain.keystrokes import EnterMeaning, Keystrokes
from agent_console.domain.verdict import Rule, Ruling, Verdict
from agent_console.services.checkpoint import MOST_BYTES
from agent_console.services.workspace import Workspace
from agent_console.ui.format import joined
from agent_console.ui.keys import Command, KeyMap
from agent_console.ui.symbol import NOTE_GLYPH
from agent_console.ui.terminal_reply import TerminalReply
from agent_console.ui.widgets.reply_editor import ReplyEditor, ReplyHost


class Host(ReplyHost, Protocol):
    """The pane around a composer; told in the same tick, because the next key may be there already."""

    def judged(self, verdict: Verdict) -> None:
        """Show what became of an Enter, or of an answer to a hold."""
        ...

    def moved(self, target: ConversationId) -> None:
        """Go to the conversation that the held draft has moved to."""
        ...

    def scroll_transcript(self, step: int) -> None:
        """Scroll the messages: -1 and 1 by a page, -2 to the beginning, 2 to the end."""
        ...


class Composer(ReplyEditor):
    """Handles Enter in the order of the keys, so that what is typed ahead stays behind what was sent."""

    def __init__(
        self,
        conversation: ConversationId,
        mode: Mode,
        workspace: Workspace,
        keys: KeyMap,
        rhythm: Keystrokes,
        host: Host,
        ghosts: bool = True,
    ) -> None:
        super().__init__(conversation, mode, workspace, host, ghosts)
        self.set_class(mode is Mode.NOTE, "-note")
        self._keys = keys
        self._rhythm = rhythm
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

    def on_paste(self, event: events.Paste) -> None:
        """Say why nothing is pasted into a held draft, or why a paste is too long to become a reply.

        The editor sets a whole line anew at every key, so a megabyte in one line would stop the desk.
        """
        size = len(event.text.encode(errors="surrogatepass"))
        if self.read_only:
            self._host.notice(Content("paste ignored: answer first"))
        elif size > MOST_BYTES:
            event.prevent_default()
            self._host.notice(Content(f"not pasted: over {MOST_BYTES:,} bytes"))

    def action_send(self) -> None:
        """Send, unless the rhythm of the keys says that this Enter was not meant so."""
        meaning = self._rhythm.enter(self._workspace.clock.monotonic())
        if meaning is EnterMeaning.LINE_BREAK:
            self._insert("\n")
            self._host.notice(Content("pasted line break: Enter again sends"))
        elif meaning is EnterMeaning.IGNORED:
            self._host.notice(Content("Enter ignored: the screen has just changed"))
        elif not self.finished_first():
            self._judge(self._workspace.replies.submit(self.conversation, self.mode))

    def action_scroll_transcript(self, step: int) -> None:
        """Scroll the messages above."""
        self._pane.scroll_transcript(step)

    def show_recipient(self, who: Content) -> None:
        """Say above the text whom it goes to; a note says first that the customer does not see it."""
        if self.mode is Mode.NOTE:
            self.border_title = joined(f" {NOTE_GLYPH} NOTE · not seen by ", who, " ")
            self.border_subtitle = Content("Enter keeps it for colleagues")
        else:
            self.border_title = joined(" to ", who, " ")

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
        elif self._rhythm.pasting(self._workspace.clock.monotonic()):
            self._insert(event.character)
        else:
            self.type(event.character)
        return True

    def _uses_up(self, event: events.Key, command: Command | None) -> bool:
        """Whether a key is neither text nor a command: nobody's, a terminal's, or the answer to a hold."""
        now = self._workspace.clock.monotonic()
        if command is None or command.action != "send":
            self._rhythm.typed(now)
        left = self.conversation not in self._workspace.desk
        return left or self._from_terminal(event) or self._answers(event, command, now)

    def _from_terminal(self, event: events.Key) -> bool:
        if self._reply.begins(event.key, event.character, event.time):
            caret = self._cursor_index
            if self.text[caret - 1 : caret] == "^":
                self.action_delete_left()
        return self._reply.inside

    def _answers(self, event: events.Key, command: Command | None, now: float) -> bool:
        """Take a key as the answer to a hold; whether the key is used up, be it ignored."""
        hold = self._workspace.replies.held(self.conversation) if self.mode is Mode.REPLY else None
        if hold is None or hold.verdict.ruling is not Ruling.ASK:
            return False
        heard = hold.heard(now)
        hold.key(now)
        writes = event.is_printable or (command is not None and not command.id.startswith("transcript."))
        if not writes and event.key != "escape":
            return False
        answer = self._answer_to(event.key)
        if answer is None:
            self._host.notice(Content("not an answer: see the keys above"))
        elif not heard:
            self._host.notice(Content("too fast to be an answer: press it again"))
        else:
            answer()
        return True

    def _answer_to(self, key: str) -> Callable[[], None] | None:
        mnemonic = self._workspace.desk.mark(self.conversation).mnemonic
        return {"m": self._move, mnemonic: self._send_anyway, "escape": self._go_back}.get(key)

    def _move(self) -> None:
        target = self._workspace.replies.move(self.conversation)
        if target is None:
            self._host.notice(Content("there is no pane to move it to"))
        else:
            self._pane.moved(target)

    def _send_anyway(self) -> None:
        self._judge(self._workspace.replies.send_anyway(self.conversation))

    def _go_back(self) -> None:
        self._workspace.replies.go_back(self.conversation)
