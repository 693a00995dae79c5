"""A transcript is saved as what and where the agent says, and overwrites nothing without a second answer."""

import json
from pathlib import Path

import pytest

from agent_console.domain.chat import ConversationId
from agent_console.domain.events import ConversationEnded
from agent_console.storage.local_files import DiskFiles
from agent_console.ui.option import ConsoleOptions
from tests.ui.console import SMALL, Console, Outfit, running


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The agent's home."""
    place = tmp_path / "agent"
    place.mkdir()
    monkeypatch.setenv("HOME", str(place))
    return place


def _outfit(folder: Path) -> Outfit:
    return Outfit(folder, SMALL, ConsoleOptions(files=DiskFiles()))


async def _noted(console: Console) -> ConversationId:
    """Let a customer write, and the agent keep a note."""
    mira = await console.welcome("Mira Holm", "Where is my lamp?")
    await console.press("alt+1", "f6")
    await console.type("rather cross")
    await console.press("enter")
    await console.until(lambda: console.workspace.desk[mira].head == 2)
    return mira


async def test_a_transcript_is_saved_without_notes_under_the_name_that_is_proposed(
    tmp_path: Path, home: Path
) -> None:
    async with running(_outfit(tmp_path)) as console:
        await _noted(console)
        await console.press("ctrl+g", "E")
        assert "without private notes" in console.screen_text()
        await console.type("html")
        await console.press("enter")
        await console.until(lambda: "~/chat-mira-holm-2026-03-02.html" in console.screen_text())
        assert "1 message · without private notes" in console.screen_text()
        await console.press("enter")
        place = home / "chat-mira-holm-2026-03-02.html"
        await console.until(place.exists)
        await console.until(lambda: "saved: ~/chat-mira-holm" in console.screen_text())
        saved = place.read_text(encoding="utf-8")
        assert "Where is my lamp?" in saved
        assert "rather cross" not in saved


async def test_notes_are_in_it_when_that_is_chosen(tmp_path: Path, home: Path) -> None:
    async with running(_outfit(tmp_path)) as console:
        await _noted(console)
        await console.press("ctrl+g", "E")
        await console.type("json with")
        await console.press("down", "enter")
        await console.until(lambda: "2 messages · with private notes" in console.screen_text())
        console.desk.overlays.box.field.fill("~/mine.json")
        await console.press("enter")
        await console.until((home / "mine.json").exists)
        saved = json.loads((home / "mine.json").read_text(encoding="utf-8"))
        assert [one["text"] for one in saved["messages"]] == ["Where is my lamp?", "rather cross"]


async def test_a_file_that_is_there_is_overwritten_only_when_that_is_answered(
    tmp_path: Path, home: Path
) -> None:
    place = home / "chat-mira-holm-2026-03-02.txt"
    place.write_text("mine", encoding="utf-8")
    async with running(_outfit(tmp_path)) as console:
        await console.welcome("Mira Holm", "Where is my lamp?")
        await console.press("alt+1", "ctrl+g", "E", "enter", "enter")
        await console.until(lambda: "is there already" in console.screen_text())
        await console.press("enter")
        await console.until(lambda: "1 message" in console.screen_text())
        assert place.read_text(encoding="utf-8") == "mine"
        await console.press("enter")
        await console.until(lambda: "is there already" in console.screen_text())
        await console.type("yes")
        await console.press("enter")
        await console.until(lambda: "Where is my lamp?" in place.read_text(encoding="utf-8"))


async def test_an_answer_about_who_has_just_left_ends_the_question(tmp_path: Path) -> None:
    async with running(_outfit(tmp_path)) as console:
        mira = await console.welcome("Mira Holm", "Where is my lamp?")
        await console.press("alt+1", "ctrl+g", "E")
        console.workspace.desk.apply(ConversationEnded(mira), console.clock.monotonic())
        console.desk.overlays.box.submit()
        assert console.desk.overlays.box.inquiry is None
        await console.until(lambda: "the conversation has left the desk" in console.screen_text())
