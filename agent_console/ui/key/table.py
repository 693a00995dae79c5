"""Every key in one table: what it does, what it is called, and when it can do anything."""

from functools import partial
from typing import Final

from agent_console.domain.action import Deed
from agent_console.ui.key.command import Command, Condition, Feature, Group
from agent_console.ui.key.layout import LAYOUT_COMMANDS
from agent_console.ui.key.scoped import SCOPED_COMMANDS

_message = partial(Command, Group.MESSAGE)
_chat = partial(Command, Group.CHAT)
_team = partial(Command, Group.TEAM)
_desk = partial(Command, Group.DESK)
_console = partial(Command, Group.CONSOLE)


def _pane(number: int) -> Command:
    digit = number % 10
    return _desk(
        f"desk.pane-{number}", f"alt+{digit},leader+{digit}", f"jump({number})", f"Go to number {number}"
    )


COMMANDS: Final = (
    *SCOPED_COMMANDS,
    _message(
        "chat.replies",
        "f4,leader+p",
        "pick",
        "Find a canned reply; again: a help article",
        "canned reply",
    ),
    _message(
        "chat.steps",
        "f10,leader+comma",
        "take_steps",
        "Take the steps of the canned reply",
        "its steps",
    ),
    _message(
        "chat.note",
        "f6,leader+m",
        "switch_mode",
        "Write a note, or again a reply",
        "note or reply",
        Feature.NOTES,
    ),
    _message(
        "chat.move-draft",
        "leader+greater_than_sign",
        "move_draft",
        "Move the draft to another customer",
        "move the draft",
        when=Condition.DRAFT,
    ),
    _message("chat.attach", "leader+f", "attach", "Send a file", "send a file", Feature.FILES),
    _message(
        "chat.edit", "leader+d", "edit_last", "Edit the own last message", "edit my last", Deed.EDIT_MESSAGE
    ),
    _message(
        "chat.delete",
        "leader+x",
        "delete",
        "Delete an own message",
        "delete mine",
        Deed.DELETE_MESSAGE,
    ),
    _message(
        "chat.retry",
        "leader+r",
        "retry",
        "Send the failed reply again",
        "send it again",
        when=Condition.FAILED,
    ),
    _message(
        "chat.back",
        "ctrl+t,leader+b",
        "take_back",
        "Take back the last reply, waiting or sent",
        "take reply back",
    ),
    _message(
        "chat.send-now",
        "ctrl+s,leader+plus",
        "send_now",
        "Send the reply that waits now",
        "send it now",
        when=Condition.DELAYED,
    ),
    _message(
        "chat.copy",
        "ctrl+c,leader+y",
        "copy",
        "Copy what is selected",
        "copy selection",
        when=Condition.ALWAYS,
    ),
    _message("chat.copy-message", "leader+Y", "copy_message", "Copy a whole message", "copy a message"),
    _message(
        "chat.spelling", "leader+semicolon", "correct_word", "Correct the misspelt word", "correct word"
    ),
    _message("chat.learn-word", "leader+W", "learn_word", "Take the word as right", "word is right"),
    _chat("chat.close", "f8,leader+c", "close_chat", "Close it (press twice)", "close (twice)"),
    _chat(
        "chat.outcome", "leader+v", "close_with_outcome", "Close it and say how it ended", "close, outcome"
    ),
    _chat("chat.tag", "f12,leader+g", "tag", "Put a tag on, or take it off", "tags", Deed.ADD_TAG),
    _chat("chat.priority", "leader+i", "prioritise", "Say how urgent it is", "priority", Deed.SET_PRIORITY),
    _chat("chat.hold", "leader+w", "hold", "Promise to be back at a time", "promise a time"),
    _chat(
        "chat.end-hold",
        "leader+k",
        "end_hold",
        "The promise is kept: end it",
        "promise kept",
        when=Condition.PROMISED,
    ),
    _chat(
        "chat.excuse",
        "leader+e",
        "excuse",
        "No reply is owed: stop the clock",
        "no reply owed",
        when=Condition.OWED,
    ),
    _chat(
        "chat.remind",
        "leader+J",
        "remind",
        "Ask a silent customer, or say goodbye",
        "ask if silent",
        when=Condition.SILENT,
    ),
    _chat("chat.history", "leader+l", "history", "See what happened to it", "history", Feature.HISTORY),
    _chat("chat.links", "leader+L", "list_links", "See its links; copy or open one", "links"),
    _chat("chat.export", "leader+E", "save_transcript", "Save the transcript in a file", "save as file"),
    _chat("chat.refresh", "leader+u", "refresh_record", "Read orders and cases again", "orders again"),
    _chat(
        "chat.catch-up", "leader+full_stop", "catch_up", "Show where it stood, or hide that", "where it stood"
    ),
    _chat(
        "chat.summary",
        "leader+colon",
        "summarise",
        "Have a machine write where it stands",
        "summary",
    ),
    _chat("chat.block", "leader+z", "block", "Block the customer", "block", Deed.BLOCK),
    _team(
        "chat.hand-over",
        "f7,leader+j",
        "hand_over",
        "Hand it over to a colleague or a queue",
        "hand over",
        Deed.HAND_OVER,
    ),
    _team("chat.ask", "leader+question_mark", "ask", "Ask a colleague about it", "ask", Deed.ASK),
    _team(
        "team.answer",
        "leader+exclamation_mark",
        "answer",
        "Answer a colleague's question",
        "answer",
        Deed.ANSWER,
        when=Condition.QUESTION,
    ),
    _desk(
        "desk.next",
        "f2,leader+n",
        "next_best",
        "Next best: who is closest to breach",
        "next best",
        when=Condition.OTHERS,
    ),
    _desk(
        "desk.take",
        "f3,leader+t",
        "take_next",
        "Take the next waiting customer",
        "take the next",
        when=Condition.QUEUED,
    ),
    _desk(
        "desk.queue",
        "leader+Q",
        "toggle_queue",
        "See who waits in the queue, and take one",
        "who waits",
        when=Condition.QUEUED,
    ),
    _desk(
        "desk.hold-everybody",
        "leader+H",
        "hold_everybody",
        "Holding line to everybody who waits",
        "holding line",
        when=Condition.LATE,
    ),
    _desk("desk.search", "leader+S", "search_transcripts", "Search all transcripts", "search all"),
    *(_pane(number) for number in range(1, 11)),
    _desk(
        "chat.reopen", "leader+o", "reopen", "Reopen the one closed last", "reopen last", Feature.REOPENING
    ),
    *LAYOUT_COMMANDS,
    _console("desk.leader", "ctrl+g", "leader", "Show what else is possible", ""),
    _console("desk.palette", "ctrl+p,leader+space", "palette", "Find a command by its name", "commands"),
    _console("desk.panel", "f5,leader+s", "toggle_panel", "Show or hide the customer's record", "record"),
    _console(
        "desk.read-record", "ctrl+o,leader+slash", "read_record", "Go into the record", "into the record"
    ),
    _console(
        "desk.accepting", "f9,leader+a", "toggle_accepting", "Accept customers, or be away", "accept, or away"
    ),
    _console(
        "desk.silence", "leader+B", "toggle_silence", "Silence calls for a while, or hear them", "calls"
    ),
    _console("desk.theme", "leader+ampersand", "choose_theme", "Choose the colours", "colours"),
    _console("desk.help", "f1,leader+h", "help", "Show every key", "all keys"),
    _console("desk.quit", "ctrl+q,leader+q", "quit", "Quit", "quit"),
)
