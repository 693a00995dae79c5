"""The table of keys: complete, without clashes, and carried out as it says."""

from pathlib import Path

from agent_console.ui.key.command import SCOPED
from agent_console.ui.key.name import LEADER, is_key
from agent_console.ui.key.readiness import ELSEWHERE
from agent_console.ui.keys import COMMANDS, Group, KeyMap
from agent_console.ui.option import ConsoleOptions
from agent_console.ui.widgets.composer import Composer
from tests.ui.console import SMALL, Outfit, running

MOST_WORDS = 43
"""What the help has room for beside the keys."""


def test_table_has_no_clash_and_no_id_twice() -> None:
    assert KeyMap().problems == KeyMap().warnings == ()
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)


def test_every_key_is_one_that_there_is() -> None:
    unknown = [key for command in COMMANDS for key in command.each if not is_key(key.removeprefix(LEADER))]
    assert unknown == []


async def test_every_command_is_something_that_can_be_done(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        for command in COMMANDS:
            name = command.action.partition("(")[0]
            if command.group is Group.WRITING:
                assert callable(getattr(Composer, f"action_{name}")), name
            elif command.group not in SCOPED:
                # The first hand that has it does it: a second one would never be asked, or never be meant.
                hands = [hand for hand in console.desk._hands if callable(getattr(hand, name, None))]
                assert len(hands) == 1, name


def test_every_group_says_where_its_keys_work() -> None:
    assert set(ELSEWHERE) | {Group.WRITING} == SCOPED


def test_the_help_has_room_for_what_every_command_does() -> None:
    assert [c.description for c in COMMANDS if len(c.description) > MOST_WORDS] == []


def test_every_command_of_the_desk_follows_the_leader_key_too() -> None:
    assert [c.id for c in COMMANDS if c.group not in SCOPED and not c.after_leader] == ["desk.leader"]


def test_labels_name_the_key_that_works() -> None:
    assert KeyMap().label("chat.retry") == "Ctrl+G r"
    assert KeyMap().labels(KeyMap().command("chat.replies")) == ("F4", "Ctrl+G p")
    assert KeyMap({"chat.retry": ""}).label("chat.retry") == ""
    assert KeyMap().label_of_pane(3) == "Alt+3"
    assert KeyMap().label_of_pane(11) == ""


async def test_what_is_wrong_with_the_users_keys_is_on_screen_and_the_old_ones_work(tmp_path: Path) -> None:
    options = ConsoleOptions(keys={"desk.leader": "f31", "chat.history": "f11"})
    async with running(Outfit(tmp_path, SMALL, options)) as console:
        await console.until(lambda: "desk.leader: there is no key f31" in console.screen_text())
        await console.welcome("Mira Holm")
        await console.press("alt+1", "ctrl+g")
        assert "press one of these" in console.screen_text()
        await console.press("escape", "f11")
        await console.until(lambda: console.desk.overlays.box.display)


async def test_questions_hear_the_users_own_keys_and_say_them(tmp_path: Path) -> None:
    options = ConsoleOptions(keys={"list.choose": "f11", "list.leave": "ctrl+b", "composer.send": "f10"})
    async with running(Outfit(tmp_path, SMALL, options)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1", "ctrl+g", "i")
        await console.until(lambda: "F11 goes on · Ctrl+B closes" in console.screen_text())
        await console.press("escape", "enter")
        assert console.desk.overlays.box.display
        await console.press("down", "f11")
        await console.until(lambda: not console.desk.overlays.box.display)
        await console.press("ctrl+g", "i", "ctrl+b")
        assert not console.desk.overlays.box.display
        assert console.desk.focused is console.composer(mira)
