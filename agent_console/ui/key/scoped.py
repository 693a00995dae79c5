"""The commands whose keys count only while something of their own has them: a reply, a list, the record."""

from functools import partial
from typing import Final

from agent_console.ui.key.command import Command, Group

_writing = partial(Command, Group.WRITING)
_held = partial(Command, Group.HELD)
_modal = partial(Command, Group.MODAL)
_list = partial(Command, Group.LIST)
_found = partial(Command, Group.FOUND)
_record = partial(Command, Group.RECORD)

SCOPED_COMMANDS: Final = (
    _writing("composer.send", "enter", "send", "Send the reply, or keep the note"),
    _writing("composer.newline", "ctrl+j,shift+enter", "newline", "Start a new line"),
    _writing("composer.expand", "tab", "expand", "Expand the trigger, or go to the next field"),
    _writing("composer.take", "right", "cursor_right", "Take what is offered behind the cursor"),
    _writing(
        "composer.take-word", "ctrl+right", "cursor_word_right", "Take its next word, or move on by one"
    ),
    _writing("composer.previous", "shift+tab", "previous_field", "Go to the previous field"),
    _writing("composer.next-choice", "alt+down", "choose(1)", "Take the field's next choice"),
    _writing("composer.previous-choice", "alt+up", "choose(-1)", "Take the choice before"),
    _writing("composer.leave-fields", "escape", "leave_fields", "End the catch-up, or leave the fields"),
    _writing("transcript.up", "pageup", "scroll_transcript(-1)", "Read further up"),
    _writing("transcript.down", "pagedown", "scroll_transcript(1)", "Read further down"),
    _writing("transcript.start", "ctrl+home", "scroll_transcript(-2)", "Go to the beginning"),
    _writing("transcript.end", "ctrl+end", "scroll_transcript(2)", "Go to the newest message"),
    _held("hold.move", "m", "", "Move it to the customer that it names"),
    _held("hold.back", "escape", "", "Go back to the draft"),
    _modal("modal.write", "i,enter", "", "Write again"),
    _list("list.choose", "enter", "", "Take what is highlighted, or go on"),
    _list("list.leave", "escape", "", "Close it, and go back to the reply"),
    _list("list.up", "up", "", "Choose the one above"),
    _list("list.down", "down", "", "Choose the one below"),
    _list("list.page-up", "pageup", "", "Go further up"),
    _list("list.page-down", "pagedown", "", "Go further down"),
    _list("list.read-up", "shift+up", "", "Read further up in its text"),
    _list("list.read-down", "shift+down", "", "Read further down in its text"),
    _list("list.next", "tab", "", "Complete it; of a reply: the next language"),
    _list("list.previous", "shift+tab", "", "Of a reply: the language before"),
    _list("article.link", "ctrl+l", "", "Insert the help article's link"),
    _list("article.missing", "ctrl+n", "", "Note that a help article is missing"),
    _found("found.next", "n", "", "Go to the next line that was found"),
    _found("found.previous", "N", "", "Go to the line that was found before"),
    _found("found.back", "escape", "", "Go back to the reply"),
    _record("panel.up", "up,k", "row_up", "Choose the value above"),
    _record("panel.down", "down,j", "row_down", "Choose the value below"),
    _record("panel.page-up", "pageup", "page_up", "Go further up"),
    _record("panel.page-down", "pagedown", "page_down", "Go further down"),
    _record("panel.next-section", "tab", "next_section", "Go to the next section"),
    _record("panel.previous-section", "shift+tab", "previous_section", "Go to the section before"),
    _record("panel.use", "enter", "use", "Insert the value, or unfold the contact"),
    _record("panel.fold", "space,left,right", "fold", "Unfold the order or the contact, or fold it"),
    _record("panel.copy", "c", "copy_value", "Copy the value"),
    _record("panel.open", "o", "open_link", "Open the page about it"),
    _record("panel.retry", "r", "retry_record", "Read orders and contacts again"),
    _record("panel.find", "slash", "find", "Narrow the record down"),
    _record("panel.back", "escape", "go_back", "Show everything again, or go back"),
)
