"""Pictures of the console, looked at by people and kept; a difference is a change of looks."""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from agent_console.domain.chat import Delivery
from agent_console.ui.option import ConsoleOptions
from tests.ui.console import LARGE, MIDDLE, SMALL, Console, Outfit, running
from tests.ui.story import morning


class Picture(SingleFileSnapshotExtension):
    """One SVG file a picture."""

    file_extension = "svg"
    _write_mode = WriteMode.TEXT


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """The kept picture of a test."""
    return snapshot.use_extension(Picture)


async def _taken(console: Console) -> str:
    console.desk.tick()
    await console.pilot.pause()
    await console.until(lambda: console.workspace.desk.queue)
    await console.pilot.pause()
    return console.app.export_screenshot(title="agent console", simplify=True)


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("size", [SMALL, MIDDLE, LARGE], ids=["small", "middle", "large"])
async def test_desk(tmp_path: Path, picture: SnapshotAssertion, size: tuple[int, int], theme: str) -> None:
    async with running(Outfit(tmp_path, size, ConsoleOptions(theme=theme))) as console:
        await morning(console)
        assert await _taken(console) == picture


async def test_hold(tmp_path: Path, picture: SnapshotAssertion) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        await morning(console)
        await console.press("alt+2")
        await console.type("Hi Karen, your refund is on its way.")
        await console.press("enter")
        assert await _taken(console) == picture


async def test_picker(tmp_path: Path, picture: SnapshotAssertion) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        await morning(console)
        await console.press("f4")
        await console.type("order")
        assert await _taken(console) == picture


async def test_leader_menu(tmp_path: Path, picture: SnapshotAssertion) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        await morning(console)
        await console.press("ctrl+g")
        assert await _taken(console) == picture


async def test_failed_send_while_offline(tmp_path: Path, picture: SnapshotAssertion) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira = (await morning(console))[0]
        console.world.refusing = "the shop's chat has closed for today"
        await console.press("enter")
        await console.until(lambda: console.workspace.desk[mira].echoes[0].delivery is Delivery.FAILED)
        console.world.cut()
        await console.type("and one more thing")
        await console.press("enter")
        await console.until(lambda: console.workspace.desk[mira].echoes[1].delivery is Delivery.SENDING)
        assert await _taken(console) == picture


async def test_no_color(tmp_path: Path, picture: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(Outfit(tmp_path, LARGE)) as console:
        await morning(console)
        assert await _taken(console) == picture
