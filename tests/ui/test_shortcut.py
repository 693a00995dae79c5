"""Direct keys of canned replies: written as people write them, and never in the way of other keys."""

import pytest

from agent_console.ui.keys import KeyMap
from agent_console.ui.shortcut import Shortcuts
from tests.snippets.shelf import book


def shortcuts(*written: str, keys: KeyMap | None = None) -> Shortcuts:
    matches = "".join(
        f'  - {{id: r{number}, label: Reply {number}, shortcut: "{one}", template: x}}\n'
        for number, one in enumerate(written)
    )
    return Shortcuts(book(f"matches:\n{matches}").snippets, keys or KeyMap())


@pytest.mark.parametrize(
    ("written", "keys", "shown"),
    [
        ("ctrl+r e", ("ctrl+r", "e"), "Ctrl+R e"),
        ("Ctrl+R E", ("ctrl+r", "E"), "Ctrl+R E"),
        ("f11", ("f11",), "F11"),
        ("alt+x , F3", ("alt+x", "comma", "f3"), "Alt+X , F3"),
        ("ctrl+r 1", ("ctrl+r", "1"), "Ctrl+R 1"),
    ],
)
def test_keys_are_written_as_people_do(written: str, keys: tuple[str, ...], shown: str) -> None:
    loaded = shortcuts(written)
    assert loaded.problems == ()
    found = loaded.of(keys)
    assert found is not None
    assert (found.snippet, found.label, found.written) == ("t.r0", "Reply 0", shown)
    assert [one.snippet for one in loaded.after(keys[:-1])] == ["t.r0"]
    assert loaded.after(keys) == ()


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("e", "must begin with Ctrl, Alt or a function key"),
        ("enter", "must begin with Ctrl, Alt or a function key"),
        ("ctrl+r crtl+e", "names a key that there is not: crtl+e"),
        ("ctrl+bogus", "names a key that there is not: ctrl+bogus"),
        ("ctrl+r a b c", "must be one to 3 keys"),
        ("f4", "begins with a key of the console: F4 is for chat.replies"),
        ("ctrl+g e", "begins with a key of the console: Ctrl+G is for desk.leader"),
        ("ctrl+v", "begins with a key that is needed for editing: Ctrl+V"),
    ],
)
def test_a_shortcut_that_cannot_be_is_told_with_its_place(written: str, why: str) -> None:
    loaded = shortcuts(written)
    assert list(loaded) == []
    [problem] = loaded.problems
    assert problem.startswith(f"t.yaml:4: shortcut `{written}` ")
    assert why in problem


def test_changed_keys_of_the_console_count() -> None:
    assert shortcuts("f4", keys=KeyMap({"chat.replies": "f11"})).problems == ()
    assert "chat.replies" in shortcuts("f11", keys=KeyMap({"chat.replies": "f11"})).problems[0]


def test_two_replies_cannot_have_keys_that_begin_alike() -> None:
    loaded = shortcuts("ctrl+r e", "ctrl+r e", "ctrl+r", "ctrl+r e x", "ctrl+r f")
    assert [one.snippet for one in loaded] == ["t.r0", "t.r4"]
    assert [problem.partition("shortcut")[2] for problem in loaded.problems] == [
        " `ctrl+r e` cannot be told from that of t.yaml:4",
        " `ctrl+r` cannot be told from that of t.yaml:4",
        " `ctrl+r e x` cannot be told from that of t.yaml:4",
    ]
