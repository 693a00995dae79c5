"""Names of keys: what people write, what the toolkit calls it, what people read."""

import pytest
from textual.keys import Keys, _character_to_key, key_to_character

from agent_console.ui.key.name import CHARACTERS, NAMED, is_key, named, nearest_key, parts, pretty, writes


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("F11", "f11"),
        ("Ctrl+G", "ctrl+g"),
        ("shift+ctrl+Left", "ctrl+shift+left"),
        ("?", "question_mark"),
        ("leader+,", "leader+comma"),
        ("Leader+>", "leader+greater_than_sign"),
        ("leader++", "leader+plus"),
        ("hash", "number_sign"),
        ("shift+a", "A"),
        ("alt+shift+A", "alt+shift+a"),
        ("Control+PgUp", "ctrl+pageup"),
        ("esc", "escape"),
    ],
)
def test_keys_are_understood_as_people_write_them(written: str, name: str) -> None:
    assert named(written) == name
    assert is_key(name.removeprefix("leader+"))


def test_a_list_may_hold_the_comma_itself() -> None:
    assert parts("f2, leader+n") == ("f2", "leader+n")
    assert parts("leader+,") == ("leader+,",)
    assert parts("leader+,, f11") == ("leader+,", "f11")
    assert parts("") == ()


def test_characters_have_the_names_that_the_toolkit_reports() -> None:
    for character, name in CHARACTERS.items():
        assert _character_to_key(character) == name
        assert key_to_character(name) == character or name in {
            "at",
            "backslash",
            "minus",
            "plus",
            "slash",
        } | {"underscore"}


def test_words_for_keys_are_the_toolkits() -> None:
    assert {key.value for key in Keys} >= NAMED


@pytest.mark.parametrize("name", ["pgupp", "f25", "ctlr+a", "leader", "hyper+x", "", "ctrl+"])
def test_what_no_key_is_called_is_none(name: str) -> None:
    assert not is_key(named(name))


def test_the_nearest_key_is_offered() -> None:
    assert nearest_key("pagup") == "pageup"
    assert nearest_key("ctrll+g") == "ctrl+g"
    assert nearest_key("xyzzy") == ""


def test_only_keys_without_modifier_write() -> None:
    assert [key for key in ("a", "slash", "space", "f1", "ctrl+a", "tab", "N") if writes(key)] == [
        "a", "slash", "space", "N",
    ]  # fmt: skip


def test_keys_are_written_as_people_write_them() -> None:
    names = ("f3", "ctrl+g", "alt+1", "g", "pageup", "shift+enter", "question_mark")
    assert [pretty(key) for key in names] == [
        "F3", "Ctrl+G", "Alt+1", "g", "PgUp", "Shift+Enter", "?",
    ]  # fmt: skip
