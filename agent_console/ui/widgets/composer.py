"""Where one customer's reply is written: an editor whose text is the draft of that conversation, always."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar, Protocol

from rich.text import Text
from textual import events
from textual.content import Content
from textual.document._document import EditResult
from textual.document._edit import Edit
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from agent_console.domain.chat import ConversationId
from agent_console.domain.draft import Draft, Stop
from agent_console.domain.keystrokes import EnterMeaning, Keystrokes
from agent_console.domain.text import without_controls
from agent_console.domain.verdict import Rule, Ruling, Verdict
from agent_console.services.workspace import Workspace
from agent_console.ui.format import line
from agent_console.ui.keys import KeyMap
from agent_console.ui.terminal_reply import TerminalReply

_HOLE = re.compile(r"⟦[^⟦⟧\n]*⟧")


class Host(Protocol):
    """The pane around a composer; told in the same tick, because the next key may be there already."""

    def notice(self, words: Content) -> None:
        """Say something about the last key."""
        ...

    def judged(self, verdict: Verdict) -> None:
        """Show what became of an Enter, or of an answer to a hold."""
        ...

    def moved(self, target: ConversationId) -> None:
        """Go to the conversation that the held draft has moved to."""
        ...

    def scroll_transcript(self, step: int) -> None:
        """Scroll the messages: -1 and 1 by a page, -2 to the beginning, 2 to the end."""
        ...


class Composer(TextArea):
    """Edits the draft of the one conversation it was made for; it is never used for another.

    Every change reaches the draft before the next key is handled, and Enter is handled in the order
    of the keys, so that what is typed ahead stays behind what was sent.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"composer--hole"}

    def __init__(
        self, conversation: ConversationId, workspace: Workspace, keys: KeyMap, rhythm: Keystrokes, host: Host
    ) -> None:
        # Set first, because the editor places its cursor while it is being made.
        self.conversation = conversation
        self._workspace = workspace
        self._keys = keys
        self._rhythm = rhythm
        self._host = host
        self._reply = TerminalReply()
        self._busy = True
        super().__init__(soft_wrap=True, highlight_cursor_line=False)
        self._busy = False
        self.cursor_blink = False
        self.match_cursor_bracket = False

    # The draft

    def load(self) -> None:
        """Take over the draft as it is kept, for the first time."""
        draft = self._workspace.desk.draft(self.conversation)
        with self._quietly():
            self.load_text(draft.text)
            self._place(draft.cursor, draft.cursor)

    def adopt(self) -> None:
        """Take over a draft that something other than this editor has changed."""
        if self._busy or self.conversation not in self._workspace.desk:
            return
        draft = self._workspace.desk.draft(self.conversation)
        if draft.text == self.text:
            return
        with self._quietly():
            self._take(draft)

    def edit(self, edit: Edit) -> EditResult:
        """Change the text, and the draft with it."""
        result = super().edit(edit)
        self._written()
        return result

    def undo(self) -> None:
        """Undo, in the draft too; a held draft stays as it is."""
        if not self.read_only:
            super().undo()
            self._written()

    def redo(self) -> None:
        """Redo, in the draft too; a held draft stays as it is."""
        if not self.read_only:
            super().redo()
            self._written()

    def watch_selection(self) -> None:
        """Keep the draft's cursor where the editor's is."""
        desk = self._workspace.desk
        if self._busy or self.conversation not in desk:
            return
        draft = desk.draft(self.conversation)
        if draft.text == self.text and draft.cursor != self._cursor_index:
            self._workspace.drafts.placed(self.conversation, self._cursor_index)

    def _written(self) -> None:
        if self._busy or self.conversation not in self._workspace.desk:
            return
        with self._quietly():
            self._workspace.drafts.edited(self.conversation, self.text, self._cursor_index)

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        """Let editor and draft change together, without either taking it for the other's doing."""
        before, self._busy = self._busy, True
        try:
            yield
        finally:
            self._busy = before

    def _take(self, draft: Draft, stop: Stop | None = None) -> None:
        if not draft.text:
            # Loading, unlike clearing, forgets the history: undo must not bring a sent reply back.
            self.load_text("")
        elif draft.text != self.text:
            start, old_end, new_end = _difference(self.text, draft.text)
            self.history.checkpoint()
            self.replace(
                draft.text[start:new_end],
                _location(self.text, start),
                _location(self.text, old_end),
                maintain_selection_offset=False,
            )
            self.history.checkpoint()
        self._place(stop.start if stop else draft.cursor, stop.end if stop else draft.cursor)

    def _place(self, start: int, end: int) -> None:
        self.selection = Selection(_location(self.text, start), _location(self.text, end))

    @property
    def _cursor_index(self) -> int:
        row, column = self.cursor_location
        return sum(len(text) + 1 for text in self.text.split("\n")[:row]) + column

    # Keys

    async def on_key(self, event: events.Key) -> None:
        """Run the console's own writing commands; leave all other keys to the editor."""
        now = self._workspace.clock.monotonic()
        command = self._keys.writing.get(event.key)
        if command is None or command.action != "send":
            self._rhythm.typed(now)
        if self._from_terminal(event) or self._answers(event, now):
            command = None
        elif command is None and self.conversation in self._workspace.desk:
            return
        event.stop()
        event.prevent_default()
        if command is not None and self.conversation in self._workspace.desk:
            await self.run_action(command.action)

    def on_paste(self, event: events.Paste) -> None:
        """Insert pasted text as one step, without the controls in it."""
        event.stop()
        event.prevent_default()
        if self.read_only:
            self._host.notice(Content("paste ignored: answer first"))
            return
        self.history.checkpoint()
        self.replace(without_controls(event.text), *self.selection, maintain_selection_offset=False)
        self.history.checkpoint()

    def action_send(self) -> None:
        """Send, unless the rhythm of the keys says that this Enter was not meant so."""
        meaning = self._rhythm.enter(self._workspace.clock.monotonic())
        if meaning is EnterMeaning.LINE_BREAK:
            self._insert("\n")
            self._host.notice(Content("pasted line break: Enter again sends"))
        elif meaning is EnterMeaning.IGNORED:
            self._host.notice(Content("Enter ignored: the screen has just changed"))
        else:
            self._judge(self._workspace.replies.submit(self.conversation))

    def action_newline(self) -> None:
        """Start a new line."""
        self._insert("\n")

    def action_expand(self) -> None:
        """Expand the trigger left of the cursor, else select the next field, else do nothing."""
        drafts = self._workspace.drafts
        with self._quietly():
            draft = drafts.expand(self.conversation)
            if draft is not None:
                self._take(draft, _active_stop(draft))
                return
        if drafts.trouble:
            self._host.notice(line(drafts.trouble))
        else:
            self._select_stop(backwards=False)

    def action_previous_field(self) -> None:
        """Select the previous field."""
        self._select_stop(backwards=True)

    def action_scroll_transcript(self, step: int) -> None:
        """Scroll the messages above."""
        self._host.scroll_transcript(step)

    def insert_reply(self, snippet_id: str) -> bool:
        """Insert a canned response at the cursor as one step; False, with a reason in `trouble`, if not."""
        with self._quietly():
            draft = self._workspace.drafts.insert(self.conversation, snippet_id)
            if draft is not None:
                self._take(draft, _active_stop(draft))
        return draft is not None

    def _insert(self, text: str) -> None:
        self.replace(text, *self.selection, maintain_selection_offset=False)

    def _select_stop(self, backwards: bool) -> None:
        stop = self._workspace.drafts.next_stop(self.conversation, backwards)
        if stop is None:
            return
        with self._quietly():
            self._place(stop.start, stop.end)
        if stop.choices:
            self._host.notice(line("choose: " + " | ".join(stop.choices)))

    def _judge(self, verdict: Verdict) -> None:
        if verdict.ruling is Ruling.REFUSE and verdict.span is not None:
            self._place(*verdict.span)
        if verdict.rule is not Rule.EMPTY:
            self._host.judged(verdict)

    def _from_terminal(self, event: events.Key) -> bool:
        if self._reply.begins(event.key, event.character, event.time):
            caret = self._cursor_index
            if self.text[caret - 1 : caret] == "^":
                self.action_delete_left()
        return self._reply.inside

    def _answers(self, event: events.Key, now: float) -> bool:
        """Take a key as the answer to a hold; whether the key is used up, be it ignored."""
        hold = self._workspace.replies.held(self.conversation)
        if hold is None or hold.verdict.ruling is not Ruling.ASK:
            return False
        heard = hold.heard(now)
        hold.key(now)
        answers = {"m": self._move, self._mnemonic: self._send_anyway, "escape": self._go_back}
        command = self._keys.writing.get(event.key)
        if (
            not event.is_printable
            and event.key != "escape"
            and (command is None or command.id.startswith("transcript"))
        ):
            return False
        answer = answers.get(event.key)
        if answer is None:
            self._host.notice(Content("not an answer: see the keys above"))
        elif not heard:
            self._host.notice(Content("too fast to be an answer: press it again"))
        else:
            answer()
        return True

    @property
    def _mnemonic(self) -> str:
        return self._workspace.desk.mark(self.conversation).mnemonic

    def _move(self) -> None:
        target = self._workspace.replies.move(self.conversation)
        if target is None:
            self._host.notice(Content("there is no pane to move it to"))
        else:
            self._host.moved(target)

    def _send_anyway(self) -> None:
        self._judge(self._workspace.replies.send_anyway(self.conversation))

    def _go_back(self) -> None:
        self._workspace.replies.go_back(self.conversation)

    # Drawing

    def get_line(self, line_index: int) -> Text:
        """Return a line with its holes marked."""
        text = super().get_line(line_index)
        for hole in _HOLE.finditer(text.plain):
            text.stylize(self.get_component_rich_style("composer--hole"), *hole.span())
        return text

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw; a composer that is being removed has lost its styles and draws blanks."""
        if not self.is_attached:
            return [Strip.blank(crop.width)] * crop.height
        return super().render_lines(crop)


def _active_stop(draft: Draft) -> Stop | None:
    return draft.stops[draft.at] if draft.at >= 0 else None


def _location(text: str, index: int) -> tuple[int, int]:
    """Return row and column of a character's place in a text."""
    before = text[:index]
    return before.count("\n"), len(before) - (before.rfind("\n") + 1)


def _difference(old: str, new: str) -> tuple[int, int, int]:
    """Return start, old end and new end of the part in which two texts differ."""
    shorter = min(len(old), len(new))
    start = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    tail = 0
    while tail < shorter - start and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return start, len(old) - tail, len(new) - tail
