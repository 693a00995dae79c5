"""What terminals send without the Kitty protocol, as the toolkit's own reader takes it in."""

import string

import pytest
from textual import events
from textual._xterm_parser import XTermParser
from textual.binding import Binding
from textual.widgets import TextArea

from agent_console.ui import alt_digit
from agent_console.ui.key.editing import NEEDED, USEFUL
from agent_console.ui.key.terminal import dependable, doubt, instead

_CURSOR = {"A": "up", "B": "down", "C": "right", "D": "left", "H": "home", "F": "end"}
_MODIFIER = {2: "shift", 3: "alt", 5: "ctrl", 6: "ctrl+shift"}


def sent() -> dict[str, str]:
    """Return what a plain xterm sends, as names of keys by the bytes."""
    controls = {chr(ord(letter) - 96): f"ctrl+{letter}" for letter in string.ascii_lowercase}
    alts = {f"\x1b{character}": f"alt+{character}" for character in string.ascii_lowercase + string.digits}
    cursor = {f"\x1b[{end}": name for end, name in _CURSOR.items()}
    held = {
        f"\x1b[1;{code}{end}": f"{modifier}+{name}"
        for code, modifier in _MODIFIER.items()
        for end, name in _CURSOR.items()
    }
    return {**controls, **alts, **cursor, **held, "\x1b[Z": "shift+tab", "\r": "enter", "\t": "tab"}


def read(sequence: str) -> list[str]:
    """Return the keys that the toolkit makes of a sequence."""
    parser = XTermParser()
    heard = [*parser.feed(sequence), *parser.feed("")]
    return [event.key for event in heard if isinstance(event, events.Key)]


def test_a_key_is_dependable_exactly_where_its_bytes_arrive_as_itself() -> None:
    alt_digit.teach()
    wrong = [name for sequence, name in sent().items() if (read(sequence) == [name]) != dependable(name)]
    # One of two names that share their bytes is the key that arrives.
    assert wrong == []


@pytest.mark.parametrize("key", ["ctrl+enter", "ctrl+shift+a", "ctrl+1", "alt+comma", "shift+enter", "f13"])
def test_keys_that_need_the_kitty_protocol_are_told_with_one_that_does_not(key: str) -> None:
    assert "Kitty" in doubt(key)
    assert all(map(dependable, instead(key)))


def test_keys_that_come_as_another_one_are_told() -> None:
    assert doubt("ctrl+i") == "Ctrl+I comes as Tab from most terminals"
    assert next(instead("ctrl+1")) == "alt+1"
    assert next(instead("ctrl+enter")) == "ctrl+j"
    assert next(instead("ctrl+shift+k")) == "alt+k"


def test_what_the_editor_needs_is_what_it_binds() -> None:
    bound = {binding.key for binding in Binding.make_bindings(TextArea.BINDINGS)}
    assert bound >= USEFUL.keys()
    arrows = {key for key in NEEDED if key not in {"enter", "escape", "tab", "shift+tab"}}
    assert bound >= arrows
    plain = {key for key in bound if "+" not in key and not key.startswith("f")}
    assert plain <= NEEDED | {"pageup", "pagedown"}
