"""A Cyrillic layout steers as a Latin one does; what is written stays as it is typed."""

from pathlib import Path

from textual.keys import _character_to_key

from agent_console.domain.verdict import Ruling
from agent_console.ui.key.script import latin
from agent_console.ui.keys import KeyMap
from tests.ui.console import SMALL, Outfit, running


def test_letters_stand_for_the_keys_that_they_are_on() -> None:
    typed = "йЙчбЮхЖэ№"
    assert [latin(_character_to_key(one)) for one in typed] == [
        "q", "Q", "x", "comma", "greater_than_sign", "left_square_bracket", "colon", "apostrophe",
        "number_sign",
    ]  # fmt: skip
    assert [latin(key) for key in ("q", "ctrl+g", "full_stop", "ä", "escape")] == [
        "q", "ctrl+g", "full_stop", "ä", "escape",
    ]  # fmt: skip


def test_a_letter_that_was_given_a_command_keeps_it() -> None:
    keys = KeyMap({"chat.hold": "leader+й"})
    hold, leave = keys.after_leader("й"), keys.after_leader("q")
    assert hold is not None
    assert leave is not None
    assert (hold.id, leave.id) == ("chat.hold", "desk.quit")


async def test_the_leader_key_and_answers_hear_a_cyrillic_layout(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        mira = await console.welcome("Mira Holm")
        await console.welcome("Karen Whitfield")
        await console.press("alt+1", "ctrl+g", "ш")
        await console.until(lambda: "priority of ✚ Mira Holm" in console.screen_text())
        await console.press("escape")
        await console.type("Привет Karen Whitfield")
        await console.press("enter")
        held = console.workspace.replies.held(mira)
        assert held is not None
        assert held.verdict.ruling is Ruling.ASK
        console.clock.advance(2)
        mnemonic = console.workspace.desk.mark(mira).mnemonic
        assert mnemonic == "i"
        await console.press("ш")
        await console.until(lambda: console.workspace.desk.draft(mira).empty)
