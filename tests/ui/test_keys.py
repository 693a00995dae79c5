"""The table of keys: complete, without clashes, and changeable with clear complaints."""

from agent_console.ui.keys import COMMANDS, Group, KeyMap, pretty
from agent_console.ui.screens.canned import CannedReplies
from agent_console.ui.screens.casework import Casework
from agent_console.ui.screens.perusal import Perusal
from agent_console.ui.screens.relocator import Relocator
from agent_console.ui.screens.retrieval import Retrieval
from agent_console.ui.screens.retrospect import Retrospect
from agent_console.ui.screens.steering import Steering
from agent_console.ui.screens.teamwork import Teamwork
from agent_console.ui.widgets.composer import Composer

HANDS = (Steering, CannedReplies, Relocator, Perusal, Retrieval, Retrospect, Casework, Teamwork)


def test_table_has_no_clash_and_no_id_twice() -> None:
    assert KeyMap().problems == ()
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)


def test_every_command_is_something_that_can_be_done() -> None:
    for command in COMMANDS:
        name = command.action.partition("(")[0]
        if command.group is Group.WRITING:
            assert callable(getattr(Composer, f"action_{name}"))
        else:
            # The first hand that has the name does it: a second one would never be asked, or never be meant.
            assert len([hand for hand in HANDS if callable(getattr(hand, name, None))]) == 1, name


def test_the_help_has_room_for_what_every_command_does() -> None:
    room = 43
    assert [c.description for c in COMMANDS if len(c.description) > room] == []


def test_every_command_outside_writing_follows_the_leader_key_too() -> None:
    scoped = (Group.WRITING, Group.RECORD)
    assert [c.id for c in COMMANDS if c.group not in scoped and not c.after_leader] == ["desk.leader"]


def test_changed_keys_replace_the_old_ones() -> None:
    keys = KeyMap({"desk.next": "f11, leader+semicolon"})
    assert keys.steering["f11"].id == "desk.next"
    assert "f2" not in keys.steering
    assert keys.following["semicolon"].id == "desk.next"
    assert "n" not in keys.following


def test_unknown_command_is_named_with_the_nearest_one() -> None:
    assert KeyMap({"chat.clsoe": "f6"}).problems == (
        "keys: there is no command chat.clsoe; did you mean chat.close?",
    )
    assert KeyMap({"zzz": "f6"}).problems == ("keys: there is no command zzz; the help lists the commands",)


def test_clashes_are_found_within_and_between_scopes() -> None:
    within = KeyMap({"desk.next": "f3"})
    assert within.problems == ("keys: f3 is given to desk.next and to desk.take; it does the first",)
    assert within.steering["f3"].id == "desk.next"
    between = KeyMap({"desk.next": "shift+enter"})
    assert between.problems == (
        "keys: shift+enter is given to desk.next and to composer.newline; it does the first",
    )
    reading = KeyMap({"desk.next": "slash"})
    assert reading.problems == ("keys: slash is given to desk.next and to panel.find; it does the first",)
    leader = KeyMap({"desk.next": "leader+t"})
    assert leader.problems == ("keys: leader+t is given to desk.next and to desk.take; it does the first",)


def test_keys_are_written_as_people_write_them() -> None:
    names = ("f3", "ctrl+g", "alt+1", "g", "pageup", "shift+enter", "question_mark")
    assert [pretty(key) for key in names] == [
        "F3", "Ctrl+G", "Alt+1", "g", "PgUp", "Shift+Enter", "?",
    ]  # fmt: skip
    assert KeyMap().label("chat.retry") == "Ctrl+G r"
    assert KeyMap({"chat.retry": ""}).label("chat.retry") == ""
