"""An editor in which typed triggers become canned replies, and Tab goes through their fields."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from textual.content import Content

from agent_console.assist.phrase.offer import next_word
from agent_console.domain.chat import ConversationId, Mode
from agent_console.domain.draft import Draft
from agent_console.services.call import Obstacle
from agent_console.services.typed_keys import TypedKeys
from agent_console.services.workspace import Workspace
from agent_console.snippets.trigger.firing import Firing
from agent_console.texts import _
from agent_console.ui.field_hint import field_hint
from agent_console.ui.format import joined, line
from agent_console.ui.widgets.ghost_editor import GhostEditor

Result = Draft | Obstacle | None


class ReplyHost(Protocol):
    """What is around the editor; told in the same tick, because the next key may be there already."""

    def notice(self, words: Content) -> None:
        """Say something about the last key."""
        ...

    def show_hint(self, at_once: bool = False) -> None:
        """Show the editor's `hint` as it is now: `at_once`, or when there is no notice any more."""
        ...

    def missed(self, trigger: str) -> None:
        """Say that no canned reply has this trigger (raw), and how to find one."""
        ...

    def ask(self, obstacle: Obstacle) -> None:
        """Ask for what a canned reply needs: which one, in which language, with which values."""
        ...


class ReplyEditor(GhostEditor):
    """Calls for canned replies as their keys are typed; what comes of it goes through the draft."""

    def __init__(
        self,
        conversation: ConversationId,
        mode: Mode,
        workspace: Workspace,
        host: ReplyHost,
        ghosts: bool = True,
    ) -> None:
        # Set first, because the editor places its cursor while it is being made.
        self._keystrokes_heard = False
        self._typed_keys = TypedKeys(workspace.library)
        super().__init__(conversation, mode, workspace, ghosts)
        self._host = host
        self._revertible: Draft | None = None
        """The draft right after an expansion that Backspace takes back."""
        self._as_it_is: str | None = None
        """The text that Enter sends, whatever trigger it ends with."""
        self._send_key = self._choice_key = ""

    @property
    def hint(self) -> Content:
        """What there is to know of the field that the cursor is in, or of a reply that waits."""
        stop = self._workspace.fields.active(self.conversation, self.mode)
        if stop is not None:
            text = self.draft.text
            return field_hint(stop, text[stop.start : stop.end], self._choice_key if "\n" in text else "")
        return line(self._workspace.expansions.words(self.conversation, self.mode))

    @property
    def has_choices(self) -> bool:
        """Whether the cursor is in a field with choices to go through."""
        stop = self._workspace.fields.active(self.conversation, self.mode)
        return stop is not None and bool(stop.choices)

    def type(self, character: str) -> None:
        """Type one character, which may complete a trigger that fires by itself."""
        before = self._character_before
        with self._heard():
            self._insert(character)
        firing = self._typed_keys.typed(character, before)
        if firing is not None:
            self._fire(firing)
        self.show_ghost()
        if self.draft.stops:
            self._host.show_hint()

    def action_newline(self) -> None:
        """Start a new line."""
        self.type("\n")

    def action_delete_left(self) -> None:
        """Delete to the left, or take back the expansion that has just happened by itself."""
        if self._revertible is self.draft and self.selection.is_empty:
            self.undo()
            return
        with self._heard():
            super().action_delete_left()
        self._typed_keys.backspace()
        self.show_ghost()

    def action_cursor_right(self, select: bool = False) -> None:
        """Take what the ghost offers, or move on."""
        if select or not (self._take_ghost() or self._take_phrase(self.phrase)):
            super().action_cursor_right(select)

    def action_cursor_word_right(self, select: bool = False) -> None:
        """Take the next word that the ghost offers, or move on by one."""
        if select or not self._take_phrase(next_word(self.phrase)):
            super().action_cursor_word_right(select)

    def action_expand(self) -> None:
        """Expand the trigger left of the cursor, else go to the next field, else take the ghost."""
        if self.selection.is_empty:
            expansions = self._workspace.expansions
            if self._received(lambda: expansions.expand(self.conversation, self.mode)) is not None:
                return
        if self._go(backwards=False) or self._take_ghost():
            return
        if sought := self._workspace.library.sought(self.draft):
            self._host.missed(sought)

    def action_previous_field(self) -> None:
        """Go to the previous field."""
        self._go(backwards=True)

    def action_leave_fields(self) -> None:
        """Leave the fields; the text stays, and so does what must still be filled in."""
        self._received(lambda: self._workspace.fields.leave(self.conversation, self.mode))

    def action_choose(self, step: int) -> None:
        """Put the next choice of the field, or the one before."""
        self._received(lambda: self._workspace.fields.choose(self.conversation, step, self.mode))

    def watch_selection(self) -> None:
        """Keep the draft's cursor where the editor's is; where keys fall elsewhere, nothing has begun."""
        super().watch_selection()
        if not self._keystrokes_heard:
            self._typed_keys.lost()
            self.update_suggestion()

    def _went_back(self) -> None:
        super()._went_back()
        self.show_ghost()
        self._host.show_hint()

    def finished_first(self) -> bool:
        """Finish what Enter finds half done: a trigger, a choice; whether there was anything, and no send."""
        if self.text == self._as_it_is:
            return False
        found = self.text
        expansions, fields = self._workspace.expansions, self._workspace.fields
        pending = self._received(lambda: expansions.expand_pending(self.conversation, self.mode))
        if pending is None:
            pending = self._received(lambda: fields.finish(self.conversation, self.mode))
        if isinstance(pending, Draft):
            self._as_it_is = found
            words = _("finished first: {key} again sends")
            self._host.notice(Content(words.format(key=self._send_key)))
        elif pending is not None and not pending.asks:
            self._as_it_is = found
            again = _("{key} again sends it as it is").format(key=self._send_key)
            self._host.notice(joined(line(pending.reason), f" · {again}"))
        return pending is not None

    @property
    def _character_before(self) -> str:
        """What the next character falls behind; empty at the start of the text."""
        row, column = min(*self.selection)
        if column:
            return self.document.get_line(row)[column - 1]
        return "\n" if row else ""

    def _fire(self, firing: Firing) -> None:
        expansions = self._workspace.expansions
        result = self._received(lambda: expansions.fire(self.conversation, firing, self.mode))
        if isinstance(result, Draft):
            self._typed_keys.expanded()
            self._revertible = None if firing.right else self.draft

    def _go(self, backwards: bool) -> bool:
        fields = self._workspace.fields
        return self._received(lambda: fields.next(self.conversation, self.mode, backwards)) is not None

    def _take_ghost(self) -> bool:
        ghost, expansions = self.ghost, self._workspace.expansions
        if ghost is None or not ghost.call.still_fits(self.draft):
            return False
        self._received(lambda: expansions.carry_out(ghost.call))
        return True

    def _take_phrase(self, words: str) -> bool:
        """Write what is offered as if it had been typed, as one step for undo; False when nothing is."""
        if not words or self.read_only:
            return False
        self.history.checkpoint()
        with self._heard():
            self._insert(words)
        self.history.checkpoint()
        self._typed_keys.lost()
        self.show_ghost()
        return True

    def _received(self, work: Callable[[], Result]) -> Result:
        """Do some work on the draft, and show what came of it."""
        with self._quietly():
            result = work()
            if isinstance(result, Draft):
                self._take(result)
            elif result is not None and result.macro:
                self._take(self.draft)
        if isinstance(result, Obstacle):
            self._meet(result)
        self._host.show_hint(at_once=isinstance(result, Draft))
        return result

    def _meet(self, obstacle: Obstacle) -> None:
        if obstacle.asks:
            self._host.ask(obstacle)
        else:
            self._host.notice(line(obstacle.reason))

    @contextmanager
    def _heard(self) -> Iterator[None]:
        """Let the cursor go where a typed key takes it."""
        before, self._keystrokes_heard = self._keystrokes_heard, True
        try:
            yield
        finally:
            self._keystrokes_heard = before
