"""`agent-console keys` and `doctor`: the keys in force, and what is wrong with the user's own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from agent_console import config, doctor
from agent_console.cli import main
from agent_console.domain.origin import Origin
from agent_console.yaml_source import SourceError

SETTINGS = """\
keys:
  chat.hold: [f11, leader+%]
  chat.retry: null
  desk.tkae: f10
  desk.next: f3
  chat.tag: ctrl+enter
keyboard: {mode: modal}
"""


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    """A file of settings with good and bad keys."""
    file = tmp_path / "config.yaml"
    file.write_text(SETTINGS, encoding="utf-8")
    return file


def test_the_settings_remember_where_each_key_is_written(settings: Path) -> None:
    loaded = config.load(settings)
    assert loaded.keys["chat.hold"] == "f11, leader+%"
    assert loaded.keys["chat.retry"] == ""
    assert loaded.key_origins["desk.next"] == Origin(str(settings), "5:3", "5:14")
    assert loaded.keyboard.mode == "modal"


def test_the_card_has_the_keys_in_force_and_complains_with_the_place(
    settings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--config", str(settings), "keys"]) == 1
    told = capsys.readouterr()
    assert "  F11, Ctrl+G %             Promise to be back at a time\n" in told.out
    assert "  (no key)                  Send the failed reply again\n" in told.out
    assert told.err.splitlines() == [
        f"{settings}:4:3: there is no command desk.tkae; did you mean desk.take?",
        f"{settings}:5:14: desk.next: F3 is for desk.take: give that another key, or this one",
    ]


def test_without_mistakes_it_ends_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "config.yaml"
    file.write_text("keys: {chat.hold: f11}\n", encoding="utf-8")
    assert main(["--config", str(file), "keys", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["problems"] == []
    assert main(["--config", str(file), "keys", "--html"]) == 0
    assert "<kbd>F11</kbd>" in capsys.readouterr().out


async def test_the_doctor_tells_mistakes_and_doubts(settings: Path) -> None:
    findings = [one for one in await doctor.examine(settings) if one.what == "keys"]
    assert [one.failed for one in findings] == [True, True, False]
    assert findings[-1].detail == (
        f"works, but: {settings}:6:13: chat.tag: only terminals with the Kitty keyboard protocol send"
        " Ctrl+Enter; F12 works everywhere"
    )


def test_a_key_that_is_no_text_is_a_mistake_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text("keys: {chat.hold: {key: f11}}\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"config.yaml:1:19: `keys.chat.hold` must be text"):
        config.load(file)


def test_the_card_needs_no_toolkit() -> None:
    code = (
        "import sys; import agent_console.ui.key.card, agent_console.config\n"
        "print([name for name in ('textual', 'rich', 'rapidfuzz') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
