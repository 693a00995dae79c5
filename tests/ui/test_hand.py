"""Each action of the key table is done by one hand: of two that have it, one would be deaf without a word."""

from pathlib import Path

from textual.actions import parse

from agent_console.ui.keys import Group, KeyMap
from tests.ui.console import Outfit, running


async def test_each_action_has_exactly_one_hand(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path)) as console:
        hands = list(console.desk._hands)
    keys = KeyMap()
    steering = {*keys.steering.values(), *keys.following.values()}
    done_by = {
        command.id: [type(hand).__name__ for hand in hands if hasattr(hand, parse(command.action)[1])]
        for command in steering
        if command.group is not Group.WRITING
    }
    assert len(done_by) > 50
    assert {command: names for command, names in done_by.items() if len(names) != 1} == {}
