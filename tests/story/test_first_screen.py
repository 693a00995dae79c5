"""The very first start, in a real terminal: nothing is set, and the console asks."""

import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.story.terminal import Terminal
from tests.story.world import World

SETTINGS = Path("home", ".config", "agent-console", "config.yaml")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A company with a hub that Sam may join."""
    with World(tmp_path) as company:
        yield company


def first_start(world: World) -> Terminal:
    """Start the console as on the first day: without settings."""
    return Terminal([sys.executable, "-m", "agent_console"], world.env, 80, 24)


def fill_in(console: Terminal, url: str, token: str) -> None:
    """Answer both questions of the form."""
    console.wait_for("Join a hub")
    console.press("2")
    console.wait_for("Where is the hub")
    console.type(url, gap=0.01)
    console.press("enter")
    console.type(token, gap=0.01)
    console.press("enter")


def test_the_first_screen_joins_a_hub_and_the_next_start_goes_straight_there(
    world: World, tmp_path: Path
) -> None:
    token = (tmp_path / "token").read_text(encoding="utf-8")
    with first_start(world) as console:
        fill_in(console, world.hub_url, "not-a-token")
        console.wait_for("does not know this token")
        assert not (tmp_path / SETTINGS).exists()
        for _ in "not-a-token":
            console.press("backspace")
        console.type(token, gap=0.01)
        console.press("enter")
        console.wait_for("online Sam Rivera")
        console.press("ctrl+q")
        assert console.wait_until_ended() == 0
        assert token.encode() not in console.raw

    written = [tmp_path / SETTINGS, (tmp_path / SETTINGS).with_name("token")]
    assert [stat.S_IMODE(path.stat().st_mode) for path in written] == [0o600, 0o600]
    with first_start(world) as console:
        console.wait_for("online Sam Rivera")


def test_a_token_never_goes_unencrypted_to_another_machine(world: World) -> None:
    with first_start(world) as console:
        console.wait_for("Join a hub")
        console.press("2")
        console.wait_for("Where is the hub")
        console.type("ws://support.example.com", gap=0.01)
        console.press("enter")
        console.wait_for("would travel unencrypted; use wss://")


def test_the_demo_opens_from_the_first_screen(world: World) -> None:
    with first_start(world) as console:
        console.wait_for("Try the demo")
        console.press("enter")
        console.wait_for("online Demo Agent", within=60)
