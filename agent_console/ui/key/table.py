"""Every key in one table: what it does, what it is called, and when it can do anything."""

from functools import partial
from typing import Final

from agent_console.domain.action import Deed
from agent_console.texts import N_
from agent_console.ui.key.command import PANE_WORDS, Command, Condition, Feature, Group
from agent_console.ui.key.layout import LAYOUT_COMMANDS
from agent_console.ui.key.scoped import SCOPED_COMMANDS

_message = partial(Command, Group.MESSAGE)
_chat = partial(Command, Group.CHAT)
_team = partial(Command, Group.TEAM)
_desk = partial(Command, Group.DESK)
_console = partial(Command, Group.CONSOLE)


def _pane(number: int) -> Command:
    digit = number % 10
    words = PANE_WORDS.format(number=number)
    return _desk(f"desk.pane-{number}", f"alt+{digit},leader+{digit}", f"jump({number})", words)


COMMANDS: Final = (
    *SCOPED_COMMANDS,
    _message(
        "chat.replies",
        "f4,leader+p",
        "pick",
        N_("Find a canned reply; again: a help article"),
        N_("canned reply"),
    ),
    _message(
        "chat.steps",
        "f10,leader+comma",
        "take_steps",
        N_("Take the steps of the canned reply"),
        # Translators: in the menu of keys: what a canned reply does besides, such as putting a tag on
        N_("its steps"),
    ),
    _message(
        "chat.note",
        "f6,leader+m",
        "switch_mode",
        N_("Write a note, or again a reply"),
        N_("note or reply"),
        Feature.NOTES,
    ),
    _message(
        "chat.move-draft",
        "leader+greater_than_sign",
        "move_draft",
        N_("Move the draft to another customer"),
        N_("move the draft"),
        when=Condition.DRAFT,
    ),
    _message("chat.attach", "leader+f", "attach", N_("Send a file"), N_("send a file"), Feature.FILES),
    _message(
        "chat.edit",
        "leader+d",
        "edit_last",
        N_("Edit the own last message"),
        N_("edit my last"),
        Deed.EDIT_MESSAGE,
    ),
    _message(
        "chat.delete",
        "leader+x",
        "delete",
        N_("Delete an own message"),
        N_("delete mine"),
        Deed.DELETE_MESSAGE,
    ),
    _message(
        "chat.retry",
        "leader+r",
        "retry",
        N_("Send the failed reply again"),
        N_("send it again"),
        when=Condition.FAILED,
    ),
    _message(
        "chat.back",
        "ctrl+t,leader+b",
        "take_back",
        N_("Take back the last reply, waiting or sent"),
        N_("take reply back"),
    ),
    _message(
        "chat.send-now",
        "ctrl+s,leader+plus",
        "send_now",
        N_("Send the reply that waits now"),
        N_("send it now"),
        when=Condition.DELAYED,
    ),
    _message(
        "chat.copy",
        "ctrl+c,leader+y",
        "copy",
        N_("Copy what is selected"),
        N_("copy selection"),
        when=Condition.ALWAYS,
    ),
    _message(
        "chat.copy-message", "leader+Y", "copy_message", N_("Copy a whole message"), N_("copy a message")
    ),
    _message(
        "chat.spelling",
        "leader+semicolon",
        "correct_word",
        N_("Correct the misspelt word"),
        N_("correct word"),
    ),
    _message(
        "chat.translate",
        "leader+X",
        "translate_draft",
        N_("Translate the draft for the customer"),
        # Translators: in the menu of keys: translate what is being written; at most 14 characters
        N_("translate mine"),
        when=Condition.DRAFT,
    ),
    _message(
        "chat.translate-theirs",
        "leader+T",
        "read_translated",
        N_("Translate what the customer wrote last"),
        # Translators: in the menu of keys: translate what the customer wrote; at most 15 characters
        N_("read translated"),
    ),
    _message(
        "chat.rewrite",
        "leader+R",
        "rewrite_draft",
        N_("Put the draft into other words"),
        N_("other words"),
        when=Condition.DRAFT,
    ),
    _message("chat.learn-word", "leader+W", "learn_word", N_("Take the word as right"), N_("word is right")),
    _chat("chat.close", "f8,leader+c", "close_chat", N_("Close it (press twice)"), N_("close (twice)")),
    _chat(
        "chat.outcome",
        "leader+v",
        "close_with_outcome",
        N_("Close it and say how it ended"),
        # Translators: in the menu of keys: close the conversation, and say how it ended
        N_("close, outcome"),
    ),
    _chat("chat.tag", "f12,leader+g", "tag", N_("Put a tag on, or take it off"), N_("tags"), Deed.ADD_TAG),
    _chat(
        "chat.priority",
        "leader+i",
        "prioritise",
        N_("Say how urgent it is"),
        N_("priority"),
        Deed.SET_PRIORITY,
    ),
    _chat("chat.hold", "leader+w", "hold", N_("Promise to be back at a time"), N_("promise a time")),
    _chat(
        "chat.end-hold",
        "leader+k",
        "end_hold",
        N_("The promise is kept: end it"),
        N_("promise kept"),
        when=Condition.PROMISED,
    ),
    _chat(
        "chat.excuse",
        "leader+e",
        "excuse",
        N_("No reply is owed: stop the clock"),
        N_("no reply owed"),
        when=Condition.OWED,
    ),
    _chat(
        "chat.remind",
        "leader+J",
        "remind",
        N_("Ask a silent customer, or say goodbye"),
        N_("ask if silent"),
        when=Condition.SILENT,
    ),
    _chat(
        "chat.history", "leader+l", "history", N_("See what happened to it"), N_("history"), Feature.HISTORY
    ),
    _chat(
        "chat.links",
        "leader+L",
        "list_links",
        N_("See its links; copy or open one"),
        # Translators: in the menu of keys, where no words may have more than 15 characters
        N_("links"),
    ),
    _chat(
        "chat.export", "leader+E", "save_transcript", N_("Save the transcript in a file"), N_("save as file")
    ),
    _chat(
        "chat.refresh",
        "leader+u",
        "refresh_record",
        N_("Read orders and cases again"),
        # Translators: in the menu of keys: read the customer's orders again
        N_("orders again"),
    ),
    _chat(
        "chat.catch-up",
        "leader+full_stop",
        "catch_up",
        N_("Show where it stood, or hide that"),
        N_("where it stood"),
    ),
    _chat(
        "chat.summary",
        "leader+colon",
        "summarise",
        N_("Have a machine write where it stands"),
        N_("summary"),
    ),
    _chat(
        "chat.block",
        "leader+z",
        "block",
        N_("Block the customer"),
        # Translators: in the menu of keys: block the customer
        N_("block"),
        Deed.BLOCK,
    ),
    _team(
        "chat.hand-over",
        "f7,leader+j",
        "hand_over",
        N_("Hand it over to a colleague or a queue"),
        N_("hand over"),
        Deed.HAND_OVER,
    ),
    _team(
        "chat.ask",
        "leader+question_mark",
        "ask",
        N_("Ask a colleague about it"),
        # Translators: in the menu of keys: ask a colleague
        N_("ask"),
        Deed.ASK,
    ),
    _team(
        "team.answer",
        "leader+exclamation_mark",
        "answer",
        N_("Answer a colleague's question"),
        # Translators: in the menu of keys: answer a colleague's question
        N_("answer"),
        Deed.ANSWER,
        when=Condition.QUESTION,
    ),
    _desk(
        "desk.next",
        "f2,leader+n",
        "next_best",
        N_("Next best: who is closest to breach"),
        N_("next best"),
        when=Condition.OTHERS,
    ),
    _desk(
        "desk.take",
        "f3,leader+t",
        "take_next",
        N_("Take the next waiting customer"),
        N_("take the next"),
        when=Condition.QUEUED,
    ),
    _desk(
        "desk.queue",
        "leader+Q",
        "toggle_queue",
        N_("See who waits in the queue, and take one"),
        # Translators: in the menu of keys: those in the queue
        N_("who waits"),
        when=Condition.QUEUED,
    ),
    _desk(
        "desk.hold-everybody",
        "leader+H",
        "hold_everybody",
        N_("Holding line to everybody who waits"),
        N_("holding line"),
        when=Condition.LATE,
    ),
    _desk("desk.search", "leader+S", "search_transcripts", N_("Search all transcripts"), N_("search all")),
    *(_pane(number) for number in range(1, 11)),
    _desk(
        "chat.reopen",
        "leader+o",
        "reopen",
        N_("Reopen the one closed last"),
        N_("reopen last"),
        Feature.REOPENING,
    ),
    *LAYOUT_COMMANDS,
    _console("desk.leader", "ctrl+g", "leader", N_("Show what else is possible"), ""),
    _console(
        "desk.palette", "ctrl+p,leader+space", "palette", N_("Find a command by its name"), N_("commands")
    ),
    _console(
        "desk.panel",
        "f5,leader+s",
        "toggle_panel",
        N_("Show or hide the customer's record"),
        # Translators: in the menu of keys: the customer's record
        N_("record"),
    ),
    _console(
        "desk.read-record",
        "ctrl+o,leader+slash",
        "read_record",
        N_("Go into the record"),
        N_("into the record"),
    ),
    _console(
        "desk.accepting",
        "f9,leader+a",
        "toggle_accepting",
        N_("Accept customers, or be away"),
        N_("accept, or away"),
        Feature.AVAILABILITY,
    ),
    _console(
        "desk.silence",
        "leader+B",
        "toggle_silence",
        N_("Silence calls for a while, or hear them"),
        # Translators: in the menu of keys: sounds by which the console calls the agent
        N_("calls"),
    ),
    _console("desk.theme", "leader+ampersand", "choose_theme", N_("Choose the colours"), N_("colours")),
    _console("desk.help", "f1,leader+h", "help", N_("Show every key"), N_("all keys")),
    _console("desk.quit", "ctrl+q,leader+q", "quit", N_("Quit"), N_("quit")),
)
