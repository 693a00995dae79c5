"""The walk-through of the first ten minutes is what the console shows; `--snapshot-update` renews it."""

import re
from pathlib import Path

import pytest

from agent_console.ui.option import ConsoleOptions
from tests.ui.console import SMALL
from tests.walkthrough.page import LOOKS, SIZES, page, picture_name, size_name
from tests.walkthrough.picture import Screen, picture, words
from tests.walkthrough.recording import FOLDER, RECORDINGS, Keeper
from tests.walkthrough.story import walk


@pytest.fixture
def keeper(request: pytest.FixtureRequest) -> Keeper:
    """What compares with the files, or renews them where that is asked for."""
    return Keeper(renewing=bool(request.config.getoption("update_snapshots")))


@pytest.fixture(autouse=True)
def seldom_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw a few times a second: what is on the screen between two keys is no part of the story."""
    monkeypatch.setattr("textual.screen.UPDATE_PERIOD", 0.1)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("size", SIZES, ids=size_name)
async def test_ten_minutes(
    tmp_path: Path, keeper: Keeper, size: tuple[int, int], look: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if look == "no-color":
        monkeypatch.setenv("NO_COLOR", "1")
    options = ConsoleOptions(theme="dark" if look == "no-color" else look)
    said: list[str] = []
    async for name, screen in walk(tmp_path, size, options):
        file = picture_name(len(said), name)
        keeper.hold(RECORDINGS / f"{size_name(size)}-{look}" / file, picture(screen))
        said.append(f"== {name} ==\n{words(screen)}\n")
    # Words are the same in all looks: nothing is told by colour alone.
    keeper.hold(RECORDINGS / f"{size_name(size)}.txt", "\n".join(said))
    keeper.judge()


def _read(screen: Screen) -> str:
    """Return what a reader says that goes from line to line, and leaves out what is blank."""
    rows = (" ".join(strip.text.split()) for strip in screen)
    return "\n".join(filter(None, rows))


async def test_read_aloud(tmp_path: Path, keeper: Keeper) -> None:
    linear = ConsoleOptions(most_panes=1, panel=False, linear=True)
    read = [f"== {name} ==\n{_read(screen)}\n" async for name, screen in walk(tmp_path, SMALL, linear)]
    assert not re.search("[◔◕✓─│]", "".join(read[1:])), "a sign, or a line, where a word must be"
    keeper.hold(RECORDINGS / "read-aloud.txt", "\n".join(read[1:]))
    keeper.judge()


def test_the_page_tells_every_step(keeper: Keeper) -> None:
    keeper.hold(FOLDER / "README.md", page())
    keeper.judge()


def test_nothing_is_kept_that_no_step_shows() -> None:
    text = page()
    kept = [path.relative_to(FOLDER).as_posix() for path in RECORDINGS.rglob("*.*")]
    assert not [path for path in kept if f"]({path})" not in text]
