"""The user's own keys: taken where they can be, and else said with place, reason and way out."""

import pytest

from agent_console.domain.origin import Origin
from agent_console.ui.key.command import SCOPED
from agent_console.ui.key.remapping import ESSENTIAL
from agent_console.ui.keys import COMMANDS, KeyMap

DEFAULTS = KeyMap()


def keys_of(keys: KeyMap, *ids: str) -> list[str]:
    return [keys.command(name).keys for name in ids]


def test_changed_keys_replace_the_old_ones() -> None:
    keys = KeyMap({"chat.hold": "F11, leader+%"})
    assert keys.problems == ()
    assert keys.steering["f11"].id == keys.following["percent_sign"].id == "chat.hold"
    assert "w" not in keys.following


def test_two_commands_may_change_places() -> None:
    keys = KeyMap({"desk.next": "f3", "desk.take": "f2"})
    assert keys.problems == ()
    assert keys_of(keys, "desk.next", "desk.take") == ["f3", "f2"]


def test_a_problem_names_the_place_in_the_file() -> None:
    origins = {"chat.clsoe": Origin("c.yaml", "2:3", "2:15"), "desk.next": Origin("c.yaml", "3:3", "3:14")}
    keys = KeyMap({"chat.clsoe": "f6", "desk.next": "pgupp"}, origins)
    assert keys.problems == (
        "c.yaml:2:3: there is no command chat.clsoe; did you mean chat.close?",
        "c.yaml:3:14: desk.next: there is no key pgupp; did you mean pageup?",
    )


@pytest.mark.parametrize(
    ("command", "written", "reason"),
    [
        ("desk.next", "f3", "F3 is for desk.take"),
        ("desk.next", "leader+t", "leader t is for desk.take"),
        ("desk.next", "shift+enter", "Shift+Enter is for composer.newline"),
        ("desk.next", "ctrl+l", "Ctrl+L is for article.link"),
        ("desk.next", "slash", "/ writes"),
        ("desk.next", "enter", "Enter is needed for writing"),
        ("desk.next", "leader+escape", "Esc closes the leader key's menu"),
        ("composer.send", "x", "x writes"),
        ("desk.leader", "leader+x", "pressed alone"),
        ("panel.copy", "leader+x", "pressed alone"),
        ("hold.move", "x", "the letter x answers for a customer"),
        ("panel.copy", "k", "k is for panel.up"),
    ],
)
def test_a_key_that_cannot_be_had_leaves_the_old_ones(command: str, written: str, reason: str) -> None:
    keys = KeyMap({command: written})
    (problem,) = keys.problems
    assert problem.startswith(f"keys: {command}: ")
    assert reason in problem
    assert keys.commands == DEFAULTS.commands


@pytest.mark.parametrize("essential", ESSENTIAL)
@pytest.mark.parametrize("written", ["", "ctrl+enter", "f25", "leader+escape"])
def test_no_mistake_locks_the_agent_out(essential: str, written: str) -> None:
    keys = KeyMap({essential: written})
    assert keys.problems
    assert set(DEFAULTS.command(essential).direct) <= set(keys.command(essential).direct)


def test_what_must_have_a_key_wins_over_what_wants_it() -> None:
    keys = KeyMap({"desk.palette": "ctrl+enter", "desk.leader": "ctrl+p"})
    assert keys_of(keys, "desk.leader", "desk.palette") == ["ctrl+g", "ctrl+p,leader+space"]
    moved = KeyMap({"desk.leader": "f11", "chat.tag": "ctrl+g"})
    assert moved.problems == ()
    assert moved.label("chat.retry") == "F11 r"


def test_keys_can_be_taken_away_where_another_way_remains() -> None:
    keys = KeyMap({"chat.retry": ""})
    assert keys.problems == ()
    assert keys.label("chat.retry") == ""
    for scoped in (command for command in COMMANDS if command.group in SCOPED):
        assert KeyMap({scoped.id: ""}).command(scoped.id).keys == scoped.keys


def test_doubtful_keys_work_and_are_told_with_one_that_works_everywhere() -> None:
    keys = KeyMap({"chat.hold": "ctrl+shift+h"})
    assert keys.problems == ()
    assert keys.command("chat.hold").keys == "ctrl+shift+h"
    assert keys.warnings == (
        "keys: chat.hold: only terminals with the Kitty keyboard protocol send Ctrl+Shift+H;"
        " Alt+H works everywhere",
    )
    assert "no longer goes to the line's end" in KeyMap({"chat.hold": "ctrl+e"}).warnings[0]
    assert KeyMap({"composer.newline": "ctrl+j, shift+enter"}).warnings == ()


def test_words_name_the_keys_in_force() -> None:
    keys = KeyMap({"list.leave": "f11"})
    assert keys.spelled("{list.choose} does it · {list.leave} closes {x} {no.such}") == (
        "Enter does it · F11 closes {x} {no.such}"
    )


def test_every_pair_of_changes_ends_without_a_clash() -> None:
    ids = ("composer.send", "desk.leader", "desk.palette", "desk.next")
    written = ("enter", "ctrl+g", "ctrl+p", "f2", "", "ctrl+enter")
    for one in ids:
        for other in ids:
            for first in written:
                for second in written:
                    _has_no_clash(KeyMap({one: first, other: second}))


def _has_no_clash(keys: KeyMap) -> None:
    for scope in (keys.writing, keys.reading, keys.listing, keys.answering, keys.finding):
        assert not scope.keys() & keys.steering.keys()
    unscoped = [key for command in keys.commands if command.group not in SCOPED for key in command.each]
    assert len(unscoped) == len(set(unscoped))
    for name in ESSENTIAL:
        assert keys.command(name).direct
