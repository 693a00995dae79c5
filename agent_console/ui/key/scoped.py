"""The commands whose keys count only while something of their own has them: a reply, a list, the record."""

from functools import partial
from typing import Final

from agent_console.texts import N_
from agent_console.ui.key.command import Command, Group

_writing = partial(Command, Group.WRITING)
_held = partial(Command, Group.HELD)
_modal = partial(Command, Group.MODAL)
_list = partial(Command, Group.LIST)
_found = partial(Command, Group.FOUND)
_record = partial(Command, Group.RECORD)

SCOPED_COMMANDS: Final = (
    _writing("composer.send", "enter", "send", N_("Send the reply, or keep the note")),
    _writing("composer.newline", "ctrl+j,shift+enter", "newline", N_("Start a new line")),
    _writing("composer.expand", "tab", "expand", N_("Expand the trigger, or go to the next field")),
    _writing("composer.take", "right", "cursor_right", N_("Take what is offered behind the cursor")),
    _writing(
        "composer.take-word", "ctrl+right", "cursor_word_right", N_("Take its next word, or move on by one")
    ),
    _writing("composer.previous", "shift+tab", "previous_field", N_("Go to the previous field")),
    _writing("composer.next-choice", "alt+down", "choose(1)", N_("Take the field's next choice")),
    _writing("composer.previous-choice", "alt+up", "choose(-1)", N_("Take the choice before")),
    _writing("composer.leave-fields", "escape", "leave_fields", N_("End the catch-up, or leave the fields")),
    _writing("transcript.up", "pageup", "scroll_transcript(-1)", N_("Read further up")),
    _writing("transcript.down", "pagedown", "scroll_transcript(1)", N_("Read further down")),
    _writing("transcript.start", "ctrl+home", "scroll_transcript(-2)", N_("Go to the beginning")),
    _writing("transcript.end", "ctrl+end", "scroll_transcript(2)", N_("Go to the newest message")),
    _held("hold.move", "m", "", N_("Move it to the customer that it names")),
    _held("hold.back", "escape", "", N_("Go back to the draft")),
    _modal("modal.write", "i,enter", "", N_("Write again")),
    _list("list.choose", "enter", "", N_("Take what is highlighted, or go on")),
    _list("list.leave", "escape", "", N_("Close it, and go back to the reply")),
    _list("list.up", "up", "", N_("Choose the one above")),
    _list("list.down", "down", "", N_("Choose the one below")),
    _list("list.page-up", "pageup", "", N_("Go further up")),
    _list("list.page-down", "pagedown", "", N_("Go further down")),
    _list("list.read-up", "shift+up", "", N_("Read further up in its text")),
    _list("list.read-down", "shift+down", "", N_("Read further down in its text")),
    _list("list.next", "tab", "", N_("Complete it; of a reply: the next language")),
    _list("list.previous", "shift+tab", "", N_("Of a reply: the language before")),
    _list("article.link", "ctrl+l", "", N_("Insert the help article's link")),
    _list("article.missing", "ctrl+n", "", N_("Note that a help article is missing")),
    _found("found.next", "n", "", N_("Go to the next line that was found")),
    _found("found.previous", "N", "", N_("Go to the line that was found before")),
    _found("found.back", "escape", "", N_("Go back to the reply")),
    _record("panel.up", "up,k", "row_up", N_("Choose the value above")),
    _record("panel.down", "down,j", "row_down", N_("Choose the value below")),
    _record("panel.page-up", "pageup", "page_up", N_("Go further up")),
    _record("panel.page-down", "pagedown", "page_down", N_("Go further down")),
    _record("panel.next-section", "tab", "next_section", N_("Go to the next section")),
    _record("panel.previous-section", "shift+tab", "previous_section", N_("Go to the section before")),
    _record("panel.use", "enter", "use", N_("Insert the value, or unfold the contact")),
    _record("panel.fold", "space,left,right", "fold", N_("Unfold the order or the contact, or fold it")),
    _record("panel.copy", "c", "copy_value", N_("Copy the value")),
    _record("panel.open", "o", "open_link", N_("Open the page about it")),
    _record("panel.retry", "r", "retry_record", N_("Read orders and contacts again")),
    _record("panel.find", "slash", "find", N_("Narrow the record down")),
    _record("panel.back", "escape", "go_back", N_("Show everything again, or go back")),
)
